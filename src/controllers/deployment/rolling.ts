/** The RollingUpdate strategy: up by maxSurge, down by maxUnavailable, never past either. */
import type { ReplicaSet } from '#resources/replicaset.ts';
import { replicasOf } from '../replicas.ts';
import { maxUnavailable, newSetReplicas, totalsOf } from './bounds.ts';
import { syncRolloutStatus } from './progress.ts';
import { activeSets, allSets, byAge, type Rollout } from './rollout.ts';
import { scaleSet } from './scale.ts';
import { isComplete } from './status.ts';
import { cleanUp } from './sync.ts';

/** Brings the new ReplicaSet as near to its size as surge allows. Mirrors reconcileNewReplicaSet. */
function scaleUpNew(rollout: Rollout, newSet: ReplicaSet): Rollout {
  const { deployment } = rollout;
  const size = replicasOf(newSet);
  const wanted = replicasOf(deployment);
  if (size >= wanted) return scaleSet(rollout, newSet, wanted);
  const allDesired = totalsOf(allSets(rollout)).desired;
  return scaleSet(rollout, newSet, newSetReplicas(deployment, allDesired, size));
}

/** Takes up to `limit` pods from `sets`, oldest first, as many of each as `count` says. */
function takeFrom(
  rollout: Rollout,
  sets: readonly ReplicaSet[],
  limit: number,
  count: (set: ReplicaSet) => number,
): { readonly rollout: Rollout; readonly taken: number } {
  let now = rollout;
  let taken = 0;
  for (const set of [...sets].sort(byAge)) {
    const less = Math.min(limit - taken, count(set));
    if (less <= 0) continue;
    now = scaleSet(now, set, replicasOf(set) - less);
    taken += less;
  }
  return { rollout: now, taken };
}

/** Replicas asked for that are not available; negative while a ReplicaSet's status lags behind its scaling down. */
const unavailableOf = (set: ReplicaSet): number =>
  replicasOf(set) - (set.status?.availableReplicas ?? 0);

/**
 * Scales old ReplicaSets down: first their unavailable pods, then as many as leaves
 * `spec.replicas − maxUnavailable` available.
 * Nothing goes while a status lags. 10 replicas, 2 unavailable allowed, surge 3: of 13
 * pods with 5 new ones not yet available ⇒ 13 − 8 − 5 = 0 may go. Mirrors reconcileOldReplicaSets.
 */
function scaleDownOld(rollout: Rollout, newSet: ReplicaSet): Rollout {
  const { deployment } = rollout;
  const old = activeSets(rollout.oldSets);
  if (old.length === 0) return rollout;
  if (old.some((set) => unavailableOf(set) < 0)) return rollout;
  const minAvailable = replicasOf(deployment) - maxUnavailable(deployment);
  const mayGo = totalsOf(allSets(rollout)).desired - minAvailable - unavailableOf(newSet);
  if (mayGo <= 0) return rollout;
  const { rollout: cleaned } = takeFrom(rollout, old, mayGo, unavailableOf);
  const left = activeSets(cleaned.oldSets);
  const { available } = totalsOf([...left, newSet]);
  return takeFrom(cleaned, left, available - minAvailable, replicasOf).rollout;
}

/** One step of a rolling update. Mirrors kubernetes pkg/controller/deployment/rolling.go rolloutRolling. */
export function rolloutRolling(rollout: Rollout): number | undefined {
  const { newSet } = rollout;
  if (!newSet) return undefined;
  const up = scaleUpNew(rollout, newSet);
  if (up !== rollout) return syncRolloutStatus(up);
  const down = scaleDownOld(rollout, newSet);
  if (down !== rollout) return syncRolloutStatus(down);
  if (isComplete(rollout.deployment, rollout.deployment.status)) cleanUp(rollout);
  return syncRolloutStatus(rollout);
}
