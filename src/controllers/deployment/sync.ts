/** What happens to a Deployment outside a rollout: pausing, scaling, forgetting old revisions. */
import { StatusError } from '#apimachinery/status.ts';
import { type ReplicaSet, replicaSetKind } from '#resources/replicaset.ts';
import { isNotFound } from '../refusals.ts';
import { replicasOf } from '../replicas.ts';
import { revisionOf } from './annotations.ts';
import { newCondition, progressingOf, setCondition } from './conditions.ts';
import { hasProgressDeadline, never } from './deadline.ts';
import { byAge, type Rollout, writeDeployment } from './rollout.ts';
import { scale } from './scale.ts';
import { syncStatus } from './status.ts';

/**
 * Says in the Progressing condition that the rollout was paused or resumed, so that the time it
 * stands still doesn't count against its deadline. Mirrors sync.go checkPausedConditions.
 */
export function syncPaused(rollout: Rollout): Rollout {
  const { deployment, deps } = rollout;
  const current = progressingOf(deployment.status.conditions);
  if (!hasProgressDeadline(deployment)) return rollout;
  if (current?.reason === 'ProgressDeadlineExceeded') return rollout;
  const isPaused = deployment.spec.paused === true;
  if (isPaused === (current?.reason === 'DeploymentPaused')) return rollout;
  const [reason, message] = isPaused
    ? (['DeploymentPaused', 'Deployment is paused'] as const)
    : (['DeploymentResumed', 'Deployment is resumed'] as const);
  const condition = newCondition('Progressing', 'Unknown', reason, message, deps.clock.now());
  const conditions = setCondition(deployment.status.conditions, condition);
  return writeDeployment(rollout, {
    ...deployment,
    status: { ...deployment.status, conditions },
  });
}

/** Lower revisions first; without one, or among equals, the older. Mirrors ReplicaSetsByRevision. */
function byRevision(a: ReplicaSet, b: ReplicaSet): number {
  const first = revisionOf(a);
  const second = revisionOf(b);
  if (first === undefined || second === undefined) return byAge(a, b);
  return first - second || byAge(a, b);
}

/** Empty, and its controller knows it. */
const isEmpty = (set: ReplicaSet): boolean =>
  replicasOf(set) === 0 &&
  (set.status?.replicas ?? 0) === 0 &&
  (set.metadata.generation ?? 0) <= (set.status?.observedGeneration ?? 0);

/** Deletes the oldest empty ReplicaSets beyond `revisionHistoryLimit`. Mirrors sync.go cleanupDeployment. */
export function cleanUp({ deps, deployment, oldSets }: Rollout): void {
  const { revisionHistoryLimit: limit } = deployment.spec;
  if (limit === undefined || limit === never) return;
  const alive = oldSets.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
  const excess = Math.max(0, alive.length - limit);
  for (const set of [...alive].sort(byRevision).slice(0, excess)) {
    if (!isEmpty(set)) continue;
    try {
      deps.client.delete(replicaSetKind, set);
    } catch (refusal) {
      if (!(refusal instanceof StatusError) || !isNotFound(refusal)) throw refusal;
    }
  }
}

/** Scales what is there and writes the status: for a paused Deployment, or a new `spec.replicas`. Mirrors sync.go sync. */
export function syncScale(rollout: Rollout): void {
  const scaled = scale(rollout);
  if (scaled.deployment.spec.paused) cleanUp(scaled);
  syncStatus(scaled);
}
