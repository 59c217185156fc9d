/** What a StatefulSet's status says of its pods. */
import type { Pod } from '#resources/pod.ts';
import type { StatefulSet, StatefulSetStatus } from '#resources/statefulset.ts';
import { replicasOf } from '../replicas.ts';
import { revisionOf } from './identity.ts';
import { isAvailable, isCreated, isRunningAndReady, isTerminating } from './slots.ts';
import type { Versions } from './versions.ts';

interface Counts {
  replicas: number;
  ready: number;
  available: number;
  current: number;
  updated: number;
}

/** Mirrors kubernetes pkg/controller/statefulset/stateful_set_control.go computeReplicaStatus. */
function count(set: StatefulSet, versions: Versions, pods: readonly Pod[], nowMs: number): Counts {
  const counts = { replicas: 0, ready: 0, available: 0, current: 0, updated: 0 };
  for (const pod of pods) {
    if (isRunningAndReady(pod)) {
      counts.ready += 1;
      if (isAvailable(set, pod, nowMs)) counts.available += 1;
    }
    if (!isCreated(pod)) continue;
    counts.replicas += 1;
    if (isTerminating(pod)) continue;
    const revision = revisionOf(pod);
    if (revision === versions.current.metadata.name) counts.current += 1;
    if (revision === versions.update.metadata.name) counts.updated += 1;
  }
  return counts;
}

/** Every replica is updated and ready, so what was updated to is current. Mirrors completeRollingUpdate. */
const isUpdateComplete = (set: StatefulSet, { replicas, ready, updated }: Counts): boolean =>
  set.spec.updateStrategy?.type === 'RollingUpdate' &&
  [replicas, ready, updated].every((one) => one === replicasOf(set));

/** Whether the status is worth writing. Mirrors stateful_set_utils.go inconsistentStatus. */
export const isNews = (set: StatefulSet, next: StatefulSetStatus): boolean => {
  const { status: old } = set;
  const counts = [
    'replicas',
    'currentReplicas',
    'readyReplicas',
    'updatedReplicas',
    'availableReplicas',
  ] as const;
  return (
    (next.observedGeneration ?? 0) > (old.observedGeneration ?? 0) ||
    next.currentRevision !== old.currentRevision ||
    next.updateRevision !== old.updateRevision ||
    counts.some((name) => (next[name] ?? 0) !== (old[name] ?? 0))
  );
};

/** The status a StatefulSet should have with these pods, of which `rolled` was deleted just now. */
export function statefulSetStatus(
  set: StatefulSet,
  versions: Versions,
  pods: readonly Pod[],
  hasRolled: boolean,
  nowMs: number,
): StatefulSetStatus {
  const counts = count(set, versions, pods, nowMs);
  if (hasRolled) counts.current -= 1;
  const update = versions.update.metadata.name;
  const isDone = isUpdateComplete(set, counts);
  const current = isDone ? counts.updated : counts.current;
  return {
    observedGeneration: set.metadata.generation ?? 0,
    replicas: counts.replicas,
    ...(counts.ready > 0 ? { readyReplicas: counts.ready } : {}),
    ...(current !== 0 ? { currentReplicas: current } : {}),
    ...(counts.updated > 0 ? { updatedReplicas: counts.updated } : {}),
    currentRevision: isDone ? update : versions.current.metadata.name,
    updateRevision: update,
    collisionCount: versions.collisionCount,
    availableReplicas: counts.available,
  };
}
