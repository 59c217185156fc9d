/** A Service's pods as Endpoints list them: addresses with the same ports together. Mirrors kubernetes pkg/api/v1/endpoints/util.go RepackSubsets. */
import { canonicalJson } from '#apimachinery/hash.ts';
import type { EndpointAddress, EndpointSubset, EndpointsPort } from '#resources/endpoints.ts';
import type { Pod } from '#resources/pod.ts';
import type { Service } from '#resources/service.ts';
import { isPodReachable, portsOf } from '../endpointslice/endpoints.ts';
import { isPodReady } from '../pods.ts';

/** So many addresses an object holds at most. */
const MOST = 1_000;

function addressOf(service: Service, { metadata, spec, status }: Pod): EndpointAddress {
  const isNamed = spec.hostname && spec.subdomain === service.metadata.name;
  const { namespace = '', name, uid } = metadata;
  return {
    ip: status.podIP ?? '',
    ...(isNamed && spec.hostname ? { hostname: spec.hostname } : {}),
    nodeName: spec.nodeName ?? '',
    targetRef: { kind: 'Pod', namespace, name, uid },
  };
}

/** Whether a pod counts at all: one on its way out only where that is asked for. */
const isListed = (service: Service, pod: Pod): boolean =>
  isPodReachable(pod) &&
  (service.spec.publishNotReadyAddresses === true || !pod.metadata.deletionTimestamp);

interface Group {
  readonly ports: Map<string, EndpointsPort>;
  readonly ready: EndpointAddress[];
  readonly notReady: EndpointAddress[];
}

const portKey = ({ name = '', port, protocol }: EndpointsPort): string =>
  `${name}/${port}/${protocol}`;
const byIp = (a: EndpointAddress, b: EndpointAddress): number => {
  if (a.ip !== b.ip) return a.ip < b.ip ? -1 : 1;
  return (a.targetRef?.uid ?? '') < (b.targetRef?.uid ?? '') ? -1 : 1;
};

function subsetOf({ ports, ready, notReady }: Group): EndpointSubset {
  const listed = [...ports.values()];
  return {
    ...(ready.length > 0 ? { addresses: ready.sort(byIp) } : {}),
    ...(notReady.length > 0 ? { notReadyAddresses: notReady.sort(byIp) } : {}),
    ...(listed.length > 0 ? { ports: listed } : {}),
  };
}

/** Ports as Endpoints list them: the protocol is always said. */
const endpointPorts = (service: Service, pod: Pod): readonly EndpointsPort[] =>
  portsOf(service, pod).map(({ name, port, protocol, appProtocol }) => ({
    ...(name ? { name } : {}),
    port: port ?? 0,
    protocol: protocol ?? 'TCP',
    ...(appProtocol ? { appProtocol } : {}),
  }));

/** The subsets of a Service, in an order that depends on nothing but what is in them. */
export function subsetsOf(service: Service, pods: readonly Pod[]): readonly EndpointSubset[] {
  const groups = new Map<string, Group>();
  for (const pod of pods) {
    if (!isListed(service, pod)) continue;
    const ports = new Map(endpointPorts(service, pod).map((port) => [portKey(port), port]));
    const isBare = (service.spec.ports ?? []).length === 0 && service.spec.clusterIP === 'None';
    if (ports.size === 0 && !isBare) continue;
    const key = [...ports.keys()].sort().join();
    const group = groups.get(key) ?? { ports, ready: [], notReady: [] };
    groups.set(key, group);
    const isReady = service.spec.publishNotReadyAddresses === true || isPodReady(pod);
    (isReady ? group.ready : group.notReady).push(addressOf(service, pod));
  }
  const subsets = [...groups.values()].map(subsetOf);
  return subsets.sort((a, b) => (canonicalJson(a.ports) < canonicalJson(b.ports) ? -1 : 1));
}

const countOf = (subsets: readonly EndpointSubset[], part: 'addresses' | 'notReadyAddresses') =>
  subsets.reduce((sum, subset) => sum + (subset[part]?.length ?? 0), 0);

/** The first thousand, the ready ones before the others. Mirrors endpoints_controller.go truncateEndpoints. */
export function truncated(subsets: readonly EndpointSubset[]): {
  readonly subsets: readonly EndpointSubset[];
  readonly isTruncated: boolean;
} {
  const ready = countOf(subsets, 'addresses');
  const all = ready + countOf(subsets, 'notReadyAddresses');
  if (all <= MOST) return { subsets, isTruncated: false };
  const part = ready > MOST ? 'addresses' : 'notReadyAddresses';
  const total = ready > MOST ? ready : all - ready;
  const room = ready > MOST ? MOST : MOST - ready;
  let left = room;
  const cut = subsets.map(({ addresses, notReadyAddresses, ...rest }) => {
    const list = { addresses, notReadyAddresses }[part] ?? [];
    const taken = list.slice(0, Math.min(left, Math.ceil((list.length / total) * room)));
    left -= taken.length;
    const others = part === 'addresses' ? {} : addresses ? { addresses } : {};
    return { ...rest, ...others, ...(taken.length > 0 ? { [part]: taken } : {}) };
  });
  return { subsets: cut, isTruncated: true };
}
