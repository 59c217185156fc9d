/** Which pods are behind a Service, and which changes of them it should hear of. Mirrors k8s.io/endpointslice util controller_utils.go. */
import { selectorOfSet } from '#apimachinery/selector.ts';
import type { Client } from '#client/client.ts';
import { type Pod, podKind } from '#resources/pod.ts';
import type { Service } from '#resources/service.ts';
import { isPodReady } from '../pods.ts';

/** The pods a Service selects, found by its first label. */
export function podsOf(client: Client, service: Service): readonly Pod[] {
  const wanted = service.spec.selector ?? {};
  const [first] = Object.entries(wanted);
  if (!first) return [];
  const selector = selectorOfSet(wanted);
  return client
    .byLabel(podKind, service.metadata.namespace ?? '', ...first)
    .filter((pod) => selector.matches(pod.metadata.labels));
}

export const hasSelector = ({ spec }: Service): boolean =>
  spec.type !== 'ExternalName' && Object.keys(spec.selector ?? {}).length > 0;

/** Whether a change of a pod can be seen in a slice. Mirrors podEndpointsChanged. */
export const isVisible = (pod: Pod, before: Pod): boolean =>
  pod.metadata.deletionTimestamp !== before.metadata.deletionTimestamp ||
  pod.metadata.labels !== before.metadata.labels ||
  pod.status.podIP !== before.status.podIP ||
  pod.status.phase !== before.status.phase ||
  pod.spec.nodeName !== before.spec.nodeName ||
  isPodReady(pod) !== isPodReady(before);

/** Whether a pod is, or was, behind a Service. */
export function concerns(service: Service, pod: Pod, previous: Pod | undefined): boolean {
  if (!hasSelector(service)) return false;
  const selector = selectorOfSet(service.spec.selector ?? {});
  if (selector.matches(pod.metadata.labels)) return true;
  return previous !== undefined && selector.matches(previous.metadata.labels);
}
