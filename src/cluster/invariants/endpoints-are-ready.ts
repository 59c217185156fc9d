/** At rest a Service's EndpointSlices name exactly the ready pods it selects. */
import type { Api } from '#apimachinery/api.ts';
import type { Kind } from '#apimachinery/kind.ts';
import { isPodReady } from '#controllers/pods.ts';
import { type EndpointSlice, endpointSliceKind } from '#resources/endpointslice.ts';
import { type Pod, podKind } from '#resources/pod.ts';
import { type Service, serviceKind } from '#resources/service.ts';
import type { Invariant } from './invariant.ts';

const serviceLabel = 'kubernetes.io/service-name';

const isServing = (pod: Pod): boolean =>
  !pod.metadata.deletionTimestamp && pod.status.podIP !== undefined && isPodReady(pod);

/** Addresses of the ready pods a Service selects, sorted. */
function selected(api: Api, { metadata, spec }: Service): readonly string[] {
  const wanted = Object.entries(spec.selector ?? {});
  const pods = api.list(podKind as unknown as Kind, {
    namespace: metadata.namespace,
  }) as readonly Pod[];
  return pods
    .filter((pod) => wanted.every(([key, value]) => pod.metadata.labels?.[key] === value))
    .filter(isServing)
    .map(({ status }) => status.podIP ?? '')
    .sort();
}

/** Ready addresses in the slices of a Service, sorted. */
function published(api: Api, { metadata }: Service): readonly string[] {
  const slices = api.byLabel(
    endpointSliceKind as unknown as Kind,
    metadata.namespace ?? '',
    serviceLabel,
    metadata.name,
  ) as readonly EndpointSlice[];
  return slices
    .flatMap(({ endpoints }) => endpoints ?? [])
    .filter(({ conditions }) => conditions?.ready)
    .flatMap(({ addresses }) => addresses)
    .sort();
}

export const endpointsAreReady: Invariant = {
  name: 'endpoints-are-ready',
  atRest: ({ api }) => {
    for (const service of api.list(serviceKind as unknown as Kind) as readonly Service[]) {
      const { selector, ports = [], publishNotReadyAddresses } = service.spec;
      if (!selector || ports.length === 0 || publishNotReadyAddresses) continue;
      const [are, should] = [published(api, service), selected(api, service)];
      if (are.join() !== should.join()) {
        return `Service ${service.metadata.name} has the endpoints ${are.join()}, ready are ${should.join()}`;
      }
    }
    return undefined;
  },
};
