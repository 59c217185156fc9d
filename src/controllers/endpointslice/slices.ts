/** The EndpointSlices a Service should have, laid over those it has. */
import { isEqual } from '#apimachinery/equality.ts';
import { canonicalJson } from '#apimachinery/hash.ts';
import type { Draft, StringMap } from '#apimachinery/object.ts';
import { controllerReference } from '#apimachinery/owner-references.ts';
import type { Endpoint, EndpointPort, EndpointSlice } from '#resources/endpointslice.ts';
import type { Pod } from '#resources/pod.ts';
import type { Service } from '#resources/service.ts';
import { endpointOf, isPodReachable, portsOf } from './endpoints.ts';
import { withTriggerTime } from './trigger-times.ts';

export const serviceNameLabel = 'kubernetes.io/service-name';
const managedByLabel = 'endpointslice.kubernetes.io/managed-by';
export const managedBy = 'endpointslice-controller.k8s.io';
const headlessLabel = 'service.kubernetes.io/headless';

/** Endpoints of one slice at most. Default of --max-endpoints-per-slice. */
const maxPerSlice = 100;

/** One slice's worth: endpoints that all have the same ports. */
export interface Content {
  readonly ports: readonly EndpointPort[];
  readonly endpoints: readonly Endpoint[];
}

/** The labels of a slice: the Service's own, and whose it is. Mirrors k8s.io/endpointslice utils.go setEndpointSliceLabels. */
function sliceLabels(service: Service): StringMap {
  const { [headlessLabel]: _, ...own } = service.metadata.labels ?? {};
  return {
    ...own,
    ...(service.spec.clusterIP === 'None' ? { [headlessLabel]: '' } : {}),
    [managedByLabel]: managedBy,
    [serviceNameLabel]: service.metadata.name,
  };
}

/** Puts a Service's pods into slices: by ports, then by hundreds; an empty one when there is no pod. */
export function contentsOf(
  service: Service,
  pods: readonly Pod[],
  zoneOf: (node: string) => string | undefined,
): readonly Content[] {
  const byPorts = new Map<string, { ports: readonly EndpointPort[]; endpoints: Endpoint[] }>();
  for (const pod of pods) {
    if (!isPodReachable(pod)) continue;
    const ports = portsOf(service, pod);
    const key = canonicalJson(ports);
    const group = byPorts.get(key) ?? { ports, endpoints: [] };
    if (group.endpoints.length === 0) byPorts.set(key, group);
    group.endpoints.push(endpointOf(service, pod, zoneOf));
  }
  if (byPorts.size === 0) return [{ ports: [], endpoints: [] }];
  return [...byPorts.values()].flatMap(({ ports, endpoints }) => {
    const slices: Content[] = [];
    for (let at = 0; at < endpoints.length; at += maxPerSlice) {
      slices.push({ ports, endpoints: endpoints.slice(at, at + maxPerSlice) });
    }
    return slices;
  });
}

/** Endpoints in the order of the slice they were in, new ones last: what stays doesn't move. */
function inOldOrder(endpoints: readonly Endpoint[], old: readonly Endpoint[]): readonly Endpoint[] {
  const place = new Map(old.map(({ targetRef }, at) => [targetRef?.uid ?? '', at]));
  const at = ({ targetRef }: Endpoint): number =>
    place.get(targetRef?.uid ?? '') ?? Number.MAX_SAFE_INTEGER;
  return [...endpoints].sort((a, b) => at(a) - at(b));
}

/** A new slice for a Service: named `<service>-` and five letters. */
export const draftSlice = (
  service: Service,
  { ports, endpoints }: Content,
  time: string | undefined,
): Draft<EndpointSlice> => ({
  apiVersion: 'discovery.k8s.io/v1',
  kind: 'EndpointSlice',
  metadata: {
    generateName: `${service.metadata.name}-`,
    namespace: service.metadata.namespace ?? '',
    labels: sliceLabels(service),
    ...(time === undefined ? {} : { annotations: withTriggerTime(undefined, time) ?? {} }),
    ownerReferences: [controllerReference(service)],
  },
  addressType: 'IPv4',
  endpoints,
  ports,
});

/** An existing slice with what it should hold; itself when it holds that. */
export function withContent(
  slice: EndpointSlice,
  service: Service,
  content: Content,
  time: string | undefined,
): EndpointSlice {
  const endpoints = inOldOrder(content.endpoints, slice.endpoints ?? []);
  const labels = sliceLabels(service);
  const same =
    isEqual(endpoints, slice.endpoints ?? []) &&
    isEqual(content.ports, slice.ports ?? []) &&
    isEqual(labels, slice.metadata.labels ?? {});
  if (same) return slice;
  const { annotations: before, ...rest } = slice.metadata;
  const annotations = withTriggerTime(before, time);
  const metadata = { ...rest, labels, ...(annotations ? { annotations } : {}) };
  return { ...slice, metadata, endpoints, ports: content.ports };
}
