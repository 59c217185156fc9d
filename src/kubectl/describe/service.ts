/** `kubectl describe service` */
import { formatLabels } from '#apimachinery/selector.ts';
import type { EndpointSlice } from '#resources/endpointslice.ts';
import type { Event } from '#resources/event.ts';
import type { Service } from '#resources/service.ts';
import { type Describer, eventsOf, listIfServed } from './describer.ts';
import { writeEvents } from './events.ts';
import { writeLabelsAndAnnotations, writeName } from './metadata.ts';
import { type PrefixWriter, tabbedText } from './prefix-writer.ts';

const SHOWN_ENDPOINTS = 3;

/** `10.244.1.2:80,10.244.2.3:80,10.244.3.4:80 + 2 more...` Mirrors describe.go formatEndpointSlices. */
export function endpointsText(slices: readonly EndpointSlice[], portName: string): string {
  if (slices.length === 0) return '<none>';
  const addresses = slices.flatMap((slice) => {
    const ready = (slice.endpoints ?? [])
      .filter(({ conditions }) => conditions?.ready ?? true)
      .map((endpoint) => endpoint.addresses[0] ?? '');
    if (!slice.ports?.length) return ready;
    return slice.ports
      .filter(({ name }) => (name ?? '') === portName)
      .flatMap(({ port }) => ready.map((address) => `${address}:${port ?? 0}`));
  });
  const shown = addresses.slice(0, SHOWN_ENDPOINTS).join(',');
  const more = addresses.length - SHOWN_ENDPOINTS;
  return more > 0 ? `${shown} + ${more} more...` : shown;
}

function writeAddresses(w: PrefixWriter, { spec, status }: Service): void {
  if (spec.ipFamilyPolicy) w.write(0, `IP Family Policy:\t${spec.ipFamilyPolicy}\n`);
  w.write(0, `IP Families:\t${spec.ipFamilies?.join(',') || '<none>'}\n`);
  w.write(0, `IP:\t${spec.clusterIP ?? ''}\n`);
  w.write(0, `IPs:\t${spec.clusterIPs?.join(',') || '<none>'}\n`);
  if (spec.externalIPs?.length) w.write(0, `External IPs:\t${spec.externalIPs.join(',')}\n`);
  if (spec.loadBalancerIP) w.write(0, `Desired LoadBalancer IP:\t${spec.loadBalancerIP}\n`);
  if (spec.externalName) w.write(0, `External Name:\t${spec.externalName}\n`);
  const ingress = status?.loadBalancer?.ingress ?? [];
  const shown = ingress.map(({ ip, ipMode, hostname }) =>
    ip ? `${ip}${ipMode ? ` (${ipMode})` : ''}` : (hostname ?? ''),
  );
  if (ingress.length > 0) w.write(0, `LoadBalancer Ingress:\t${shown.join(', ')}\n`);
}

function writePorts(w: PrefixWriter, { spec }: Service, slices: readonly EndpointSlice[]): void {
  for (const { name, port, protocol = '', targetPort, nodePort } of spec.ports ?? []) {
    const shownName = name || '<unset>';
    w.write(0, `Port:\t${shownName}\t${port}/${protocol}\n`);
    w.write(0, `TargetPort:\t${targetPort ?? 0}/${protocol}\n`);
    if (nodePort) w.write(0, `NodePort:\t${shownName}\t${nodePort}/${protocol}\n`);
    w.write(0, `Endpoints:\t${endpointsText(slices, name ?? '')}\n`);
  }
}

function writePolicies(w: PrefixWriter, { spec }: Service): void {
  w.write(0, `Session Affinity:\t${spec.sessionAffinity ?? ''}\n`);
  if (spec.externalTrafficPolicy)
    w.write(0, `External Traffic Policy:\t${spec.externalTrafficPolicy}\n`);
  if (spec.internalTrafficPolicy)
    w.write(0, `Internal Traffic Policy:\t${spec.internalTrafficPolicy}\n`);
  if (spec.healthCheckNodePort) w.write(0, `HealthCheck NodePort:\t${spec.healthCheckNodePort}\n`);
  if (spec.loadBalancerSourceRanges?.length)
    w.write(0, `LoadBalancer Source Ranges:\t${spec.loadBalancerSourceRanges.join(',')}\n`);
  if (spec.trafficDistribution) w.write(0, `Traffic Distribution:\t${spec.trafficDistribution}\n`);
}

/** Mirrors kubectl pkg/describe/describe.go describeService. */
export const describeService = (
  service: Service,
  slices: readonly EndpointSlice[],
  events: readonly Event[] | undefined,
  nowMs: number,
): string =>
  tabbedText((w) => {
    writeName(w, service);
    writeLabelsAndAnnotations(w, service);
    w.write(0, `Selector:\t${formatLabels(service.spec.selector)}\n`);
    w.write(0, `Type:\t${service.spec.type ?? ''}\n`);
    writeAddresses(w, service);
    writePorts(w, service, slices);
    writePolicies(w, service);
    writeEvents(w, events, nowMs);
  });

export const serviceDescriber: Describer = {
  group: '',
  kind: 'Service',
  describe: async (world, object) => {
    const { name, namespace = '' } = object.metadata;
    const slices = await listIfServed<EndpointSlice>(world, 'endpointslices.discovery.k8s.io', {
      namespace,
      labelSelector: `kubernetes.io/service-name=${name}`,
    });
    const events = await eventsOf(world, object);
    return describeService(object as Service, slices ?? [], events, world.nowMs);
  },
};
