/** `kubectl describe endpoints` */
import type { EndpointAddress, EndpointSubset, Endpoints } from '#resources/endpoints.ts';
import { type Describer, eventsOf } from './describer.ts';
import { writeEvents } from './events.ts';
import { writeLabelsAndAnnotations, writeName } from './metadata.ts';
import { type PrefixWriter, tabbedText } from './prefix-writer.ts';

const addressesText = (addresses: readonly EndpointAddress[] | undefined): string =>
  (addresses ?? []).map(({ ip }) => ip).join(',') || '<none>';

function writeSubset(
  w: PrefixWriter,
  { addresses, notReadyAddresses, ports }: EndpointSubset,
): void {
  w.write(1, `Addresses:\t${addressesText(addresses)}\n`);
  w.write(1, `NotReadyAddresses:\t${addressesText(notReadyAddresses)}\n`);
  if (ports?.length) {
    w.write(1, 'Ports:\n');
    w.write(2, 'Name\tPort\tProtocol\n');
    w.write(2, '----\t----\t--------\n');
  }
  for (const { name, port, protocol = '' } of ports ?? []) {
    w.write(2, `${name || '<unset>'}\t${port}\t${protocol}\n`);
  }
  w.write(0, '\n');
}

export const endpointsDescriber: Describer = {
  group: '',
  kind: 'Endpoints',
  /** Mirrors kubectl pkg/describe/describe.go describeEndpoints. */
  describe: async (world, object) => {
    const events = await eventsOf(world, object);
    return tabbedText((w) => {
      writeName(w, object);
      writeLabelsAndAnnotations(w, object);
      w.write(0, 'Subsets:\n');
      for (const subset of (object as Endpoints).subsets ?? []) writeSubset(w, subset);
      writeEvents(w, events, world.nowMs);
    });
  },
};
