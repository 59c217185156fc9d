/** `kubectl describe endpointslice` */
import type { EndpointSlice } from '#resources/endpointslice.ts';
import type { Event } from '#resources/event.ts';
import { type Describer, eventsOf } from './describer.ts';
import { writeEvents } from './events.ts';
import { writeLabelsAndAnnotations, writeName } from './metadata.ts';
import { type PrefixWriter, tabbedText } from './prefix-writer.ts';

type Endpoint = NonNullable<EndpointSlice['endpoints']>[number];

function writeSlicePorts(w: PrefixWriter, { ports }: EndpointSlice): void {
  if (!ports?.length) {
    w.write(0, 'Ports: <unset>\n');
    return;
  }
  w.write(0, 'Ports:\n');
  w.write(1, 'Name\tPort\tProtocol\n');
  w.write(1, '----\t----\t--------\n');
  for (const { name, port, protocol } of ports)
    w.write(1, `${name || '<unset>'}\t${port ?? '<unset>'}\t${protocol ?? 'TCP'}\n`);
}

function writeEndpoint(w: PrefixWriter, endpoint: Endpoint): void {
  const { addresses, conditions, hostname, targetRef, nodeName, zone } = endpoint;
  w.write(1, `- Addresses:\t${(addresses ?? []).join(', ') || '<none>'}\n`);
  w.write(2, 'Conditions:\n');
  w.write(3, `Ready:\t${conditions?.ready ?? '<unset>'}\n`);
  w.write(2, `Hostname:\t${hostname ?? '<unset>'}\n`);
  if (targetRef) w.write(2, `TargetRef:\t${targetRef.kind ?? ''}/${targetRef.name ?? ''}\n`);
  w.write(2, `NodeName:\t${nodeName ?? '<unset>'}\n`);
  w.write(2, `Zone:\t${zone ?? '<unset>'}\n`);
}

/** Mirrors kubectl pkg/describe/describe.go describeEndpointSliceV1. */
export const describeEndpointSlice = (
  slice: EndpointSlice,
  events: readonly Event[] | undefined,
  nowMs: number,
): string =>
  tabbedText((w) => {
    writeName(w, slice);
    writeLabelsAndAnnotations(w, slice);
    w.write(0, `AddressType:\t${slice.addressType}\n`);
    writeSlicePorts(w, slice);
    w.write(0, slice.endpoints?.length ? 'Endpoints:\n' : 'Endpoints: <none>\n');
    for (const endpoint of slice.endpoints ?? []) writeEndpoint(w, endpoint);
    writeEvents(w, events, nowMs);
  });

export const endpointSliceDescriber: Describer = {
  group: 'discovery.k8s.io',
  kind: 'EndpointSlice',
  describe: async (world, object) =>
    describeEndpointSlice(object as EndpointSlice, await eventsOf(world, object), world.nowMs),
};
