/** Estimates a rollout's progress: complete, progressing, or past its deadline. */
import { withoutCondition } from '#apimachinery/conditions.ts';
import { isEqual } from '#apimachinery/equality.ts';
import { timeOf } from '#apimachinery/time.ts';
import type { ReplicaSet } from '#resources/replicaset.ts';
import {
  type DeploymentCondition,
  newCondition,
  progressingOf,
  setCondition,
} from './conditions.ts';
import { hasProgressDeadline, never } from './deadline.ts';
import { allSets, type Rollout, writeDeployment } from './rollout.ts';
import { type DeploymentStatus, deploymentStatus, isComplete } from './status.ts';

/** More pods updated, ready or available, or fewer old ones, than the last status said. Mirrors DeploymentProgressing. */
function isProgressing(before: DeploymentStatus, after: DeploymentStatus): boolean {
  const old = (status: DeploymentStatus): number =>
    (status.replicas ?? 0) - (status.updatedReplicas ?? 0);
  return (
    (after.updatedReplicas ?? 0) > (before.updatedReplicas ?? 0) ||
    old(after) < old(before) ||
    (after.readyReplicas ?? 0) > (before.readyReplicas ?? 0) ||
    (after.availableReplicas ?? 0) > (before.availableReplicas ?? 0)
  );
}

/** When the rollout is given up unless something moves, ms. */
const deadlineMs = ({ deployment }: Rollout, { lastUpdateTime }: DeploymentCondition): number =>
  timeOf(lastUpdateTime) + (deployment.spec.progressDeadlineSeconds ?? never) * 1000;

/** Mirrors deployment_util.go DeploymentTimedOut. */
function isTimedOut(rollout: Rollout, progressing: DeploymentCondition | undefined): boolean {
  if (!progressing || progressing.reason === 'NewReplicaSetAvailable') return false;
  if (progressing.reason === 'ProgressDeadlineExceeded') return true;
  return deadlineMs(rollout, progressing) < rollout.deps.clock.now();
}

/** The conditions with Progressing saying how it goes. */
function estimate(rollout: Rollout, status: DeploymentStatus): DeploymentStatus['conditions'] {
  const { deployment, newSet, deps } = rollout;
  const current = progressingOf(deployment.status.conditions);
  const what = newSet
    ? `ReplicaSet "${newSet.metadata.name}"`
    : `Deployment "${deployment.metadata.name}"`;
  const say = (state: string, reason: string, message: string): DeploymentCondition =>
    newCondition('Progressing', state, reason, `${what} ${message}`, deps.clock.now());
  if (isComplete(deployment, status)) {
    const done = say('True', 'NewReplicaSetAvailable', 'has successfully progressed.');
    return setCondition(status.conditions, done);
  }
  if (isProgressing(deployment.status, status)) {
    const moving = say('True', 'ReplicaSetUpdated', 'is progressing.');
    const since =
      current?.status === 'True' && current.lastTransitionTime
        ? { lastTransitionTime: current.lastTransitionTime }
        : {};
    return [...withoutCondition(status.conditions, 'Progressing'), { ...moving, ...since }];
  }
  if (isTimedOut(rollout, progressingOf(status.conditions))) {
    const late = say('False', 'ProgressDeadlineExceeded', 'has timed out progressing.');
    return setCondition(status.conditions, late);
  }
  return status.conditions;
}

/** A failure of one of the ReplicaSets, the new one's first. Mirrors progress.go getReplicaFailures. */
function replicaFailure({ newSet, ...rest }: Rollout): DeploymentCondition | undefined {
  const failureOf = (set: ReplicaSet | undefined) =>
    set?.status?.conditions?.find(({ type }) => type === 'ReplicaFailure');
  const failure =
    failureOf(newSet) ??
    allSets({ newSet, ...rest })
      .map(failureOf)
      .find(Boolean);
  const time = failure?.lastTransitionTime;
  return failure && { ...failure, ...(time ? { lastUpdateTime: time } : {}) };
}

/** The whole status in the middle of a rollout. */
function rolloutStatus(rollout: Rollout): DeploymentStatus {
  const { deployment } = rollout;
  const status = deploymentStatus(rollout);
  const hasDeadline = hasProgressDeadline(deployment);
  const wasComplete =
    (status.replicas ?? 0) === (status.updatedReplicas ?? 0) &&
    progressingOf(deployment.status.conditions)?.reason === 'NewReplicaSetAvailable';
  const progress = hasDeadline && !wasComplete ? estimate(rollout, status) : status.conditions;
  const kept = hasDeadline ? progress : withoutCondition(progress, 'Progressing');
  const failure = replicaFailure(rollout);
  return {
    ...status,
    conditions: failure ? setCondition(kept, failure) : withoutCondition(kept, 'ReplicaFailure'),
  };
}

/**
 * Writes the status with an estimate of progress. When nothing is new but the rollout is under way,
 * gives when to look again, ms from now: a second past its deadline.
 * Mirrors kubernetes pkg/controller/deployment/progress.go syncRolloutStatus.
 */
export function syncRolloutStatus(rollout: Rollout): number | undefined {
  const { deployment, deps } = rollout;
  const status = rolloutStatus(rollout);
  if (!isEqual(deployment.status, status)) {
    writeDeployment(rollout, { ...deployment, status });
    return undefined;
  }
  const current = progressingOf(deployment.status.conditions);
  if (!hasProgressDeadline(deployment) || !current) return undefined;
  if (isComplete(deployment, status) || current.reason === 'ProgressDeadlineExceeded') {
    return undefined;
  }
  return Math.max(0, deadlineMs(rollout, current) - deps.clock.now()) + 1000;
}
