/** The ReplicaSet controller: as many pods as asked for, whoever took or added one. */
import type { StoreEvent } from '#apimachinery/api.ts';
import { keyOf, splitKey } from '#apimachinery/object.ts';
import { controllerOf } from '#apimachinery/owner-references.ts';
import { selectorOfObject } from '#apimachinery/selector.ts';
import type { WorkQueue } from '#client/work-queue.ts';
import { type Pod, podKind } from '#resources/pod.ts';
import { replicaSetKind } from '#resources/replicaset.ts';
import type { Controller, ControllerDeps } from '../controller.ts';
import { startLoop } from '../loop.ts';
import { createOrphans, type Orphans } from '../orphans.ts';
import { isPodActive, readySince, readySinceMs } from '../pods.ts';
import { resolveController } from '../resolve.ts';
import { takeCensus } from './census.ts';
import { manageReplicas } from './manage.ts';
import { replicaSetStatus } from './status.ts';

/** When the next ready pod will have been ready for minReadySeconds, ms from now. Mirrors FindMinNextPodAvailabilityCheck. */
function nextAvailabilityMs(pods: readonly Pod[], minReadyMs: number, nowMs: number): number {
  let soonest = minReadyMs;
  for (const pod of pods) {
    const leftMs = (readySinceMs(pod) ?? nowMs) + minReadyMs - nowMs;
    if (leftMs > 0) soonest = Math.min(soonest, leftMs);
  }
  return soonest;
}

/**
 * Claims pods, creates or deletes what is needed, and writes the status; gives when to look again,
 * ms, while ready pods are not yet available. Throws what creating or deleting was refused with,
 * after the status says so. Mirrors kubernetes pkg/controller/replicaset/replica_set.go syncReplicaSet.
 */
function reconcile(deps: ControllerDeps, orphans: Orphans<Pod>, key: string): number | undefined {
  const { client, clock } = deps;
  const { namespace, name } = splitKey(key);
  const set = client.get(replicaSetKind, namespace, name);
  if (!set) return undefined;
  const owned = client.byOwner(podKind, set.metadata.uid);
  const nowMs = clock.now();
  const census = takeCensus(client, set, owned, orphans.in(namespace), nowMs);
  const { active } = census;
  const isDeleting = set.metadata.deletionTimestamp !== undefined;
  const error = isDeleting ? undefined : manageReplicas(deps, set, active);
  const status = replicaSetStatus(set, census, error, nowMs);
  if (status !== set.status) client.updateStatus(replicaSetKind, { ...set, status });
  if (error) throw error;
  const { minReadySeconds = 0 } = set.spec;
  if (minReadySeconds === 0 || status.readyReplicas === status.availableReplicas) return undefined;
  return nextAvailabilityMs(active, minReadySeconds * 1000, nowMs);
}

/** A look at many pods takes longer: 12 ms at 100, 110 ms at 5,000. */
function busyMs({ client }: ControllerDeps, key: string): number {
  const { namespace, name } = splitKey(key);
  return 10 + (client.get(replicaSetKind, namespace, name)?.status.replicas ?? 0) / 50;
}

/** Whether a ReplicaSet would do or say anything else after a change of one of its pods. */
const matters = (pod: Pod, before: Pod): boolean =>
  pod.metadata.labels !== before.metadata.labels ||
  pod.metadata.ownerReferences !== before.metadata.ownerReferences ||
  pod.metadata.deletionTimestamp !== before.metadata.deletionTimestamp ||
  isPodActive(pod) !== isPodActive(before) ||
  readySince(pod) !== readySince(before);

type PodEvent = StoreEvent & { object: Pod; previous: Pod | undefined };

/**
 * Wakes the ReplicaSets that a change of a pod concerns: its owner's before and now, or those that
 * could adopt it. Differs: upstream wakes them for every change, to find that nothing is to do.
 */
function onPod({ client }: ControllerDeps, queue: WorkQueue, event: PodEvent): void {
  const { object, previous, revision, type } = event;
  if (type === 'MODIFIED' && previous && !matters(object, previous)) return;
  const owner = controllerOf(object);
  const before = previous && controllerOf(previous);
  if (before && before.uid !== owner?.uid) {
    const set = resolveController(client, replicaSetKind, previous);
    if (set) queue.add(keyOf(set), revision);
  }
  if (owner) {
    const set = resolveController(client, replicaSetKind, object);
    if (set) queue.add(keyOf(set), revision);
    return;
  }
  if (type === 'DELETED') return;
  if (previous && !before && previous.metadata.labels === object.metadata.labels) return;
  const { namespace } = object.metadata;
  for (const set of client.list(replicaSetKind, { namespace })) {
    const selector = selectorOfObject(set.spec.selector);
    if (selector.matches(object.metadata.labels)) queue.add(keyOf(set), revision);
  }
}

export const replicaSetController: Controller = {
  name: 'replicaset-controller',
  start: (deps) => {
    const { client } = deps;
    const orphans = createOrphans(client, podKind);
    const queue = startLoop(
      deps,
      (key) => reconcile(deps, orphans, key),
      (key) => busyMs(deps, key),
    );
    client.watch(replicaSetKind, ({ object, revision }) => queue.add(keyOf(object), revision));
    client.watch(podKind, (event) => {
      orphans.observe(event.type, event.object);
      onPod(deps, queue, event);
    });
  },
};
