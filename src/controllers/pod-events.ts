/** Which owners a change of a pod wakes: its own before and now, or those that could adopt it. */
import type { StoreEvent } from '#apimachinery/api.ts';
import type { Kind } from '#apimachinery/kind.ts';
import { type KubeObject, keyOf } from '#apimachinery/object.ts';
import { controllerOf } from '#apimachinery/owner-references.ts';
import type { Client } from '#client/client.ts';
import type { WorkQueue } from '#client/work-queue.ts';
import type { Pod } from '#resources/pod.ts';
import { readySince } from './pods.ts';
import { resolveController } from './resolve.ts';

export interface Owners<T extends KubeObject> {
  readonly kind: Kind<T>;
  /** Whether an owner's selector matches a pod. */
  selects(owner: T, pod: Pod): boolean;
  /** Whether an owner would do or say anything else after a change of one of its pods. */
  matters(pod: Pod, before: Pod): boolean;
}

export type PodEvent = StoreEvent & { readonly object: Pod; readonly previous: Pod | undefined };

/** What the pod is by its metadata has changed, or since when it is ready. */
export const isOtherPod = (pod: Pod, before: Pod): boolean =>
  pod.metadata.labels !== before.metadata.labels ||
  pod.metadata.ownerReferences !== before.metadata.ownerReferences ||
  pod.metadata.deletionTimestamp !== before.metadata.deletionTimestamp ||
  readySince(pod) !== readySince(before);

/** That, or its phase, or where it is. */
export const hasMoved = (pod: Pod, before: Pod): boolean =>
  isOtherPod(pod, before) ||
  pod.status.phase !== before.status.phase ||
  pod.spec.nodeName !== before.spec.nodeName;

/**
 * Queues the owners of one kind that a change of a pod concerns.
 * Differs: upstream wakes them for every change, to find that nothing is to do.
 */
export function onPodOf<T extends KubeObject>(
  client: Client,
  queue: WorkQueue,
  { kind, selects, matters }: Owners<T>,
  { object, previous, revision, type }: PodEvent,
): void {
  if (type === 'MODIFIED' && previous && !matters(object, previous)) return;
  const owner = controllerOf(object);
  const before = previous && controllerOf(previous);
  if (before && before.uid !== owner?.uid) {
    const last = resolveController(client, kind, previous);
    if (last) queue.add(keyOf(last), revision);
  }
  if (owner) {
    const own = resolveController(client, kind, object);
    if (own) queue.add(keyOf(own), revision);
    return;
  }
  if (type === 'DELETED') return;
  if (previous && !before && previous.metadata.labels === object.metadata.labels) return;
  const { namespace } = object.metadata;
  for (const each of client.list(kind, { namespace })) {
    if (selects(each, object)) queue.add(keyOf(each), revision);
  }
}
