/** Scaling a Deployment's ReplicaSets: one of them, or all in proportion. */
import { type ReplicaSet, replicaSetKind } from '#resources/replicaset.ts';
import { replicasOf } from '../replicas.ts';
import {
  countAnnotation,
  desiredReplicasAnnotation,
  maxReplicasAnnotation,
  withReplicaCounts,
} from './annotations.ts';
import { isRollingUpdate, maxSurge, totalsOf } from './bounds.ts';
import {
  activeSets,
  allSets,
  byAge,
  bySizeNewer,
  bySizeOlder,
  type Rollout,
  withSet,
} from './rollout.ts';

/** Writes size and annotations where they differ, with an event for a new size. Mirrors sync.go scaleReplicaSet. */
function writeScale(rollout: Rollout, set: ReplicaSet, replicas: number): Rollout {
  const { deps, deployment } = rollout;
  const before = replicasOf(set);
  const old = set.metadata.annotations ?? {};
  const annotations = withReplicaCounts(old, deployment);
  if (before === replicas && annotations === old) return rollout;
  const scaled = deps.client.update(replicaSetKind, {
    ...set,
    metadata: { ...set.metadata, annotations },
    spec: { ...set.spec, replicas },
  });
  if (before !== replicas) {
    const way = before < replicas ? 'up' : 'down';
    const message = `Scaled ${way} replica set ${set.metadata.name} from ${before} to ${replicas}`;
    deps.recorder.event(deployment, 'Normal', 'ScalingReplicaSet', message);
  }
  return withSet(rollout, scaled);
}

/** Scales one ReplicaSet; the same rollout when it has that size. Mirrors scaleReplicaSetAndRecordEvent. */
export const scaleSet = (rollout: Rollout, set: ReplicaSet, replicas: number): Rollout =>
  replicasOf(set) === replicas ? rollout : writeScale(rollout, set, replicas);

/** The only active ReplicaSet, or the newest when none is; undefined when several are. Mirrors FindActiveOrLatest. */
function activeOrLatest({ newSet, oldSets, ...rest }: Rollout): ReplicaSet | undefined {
  const active = activeSets(allSets({ newSet, oldSets, ...rest }));
  if (active.length > 1) return undefined;
  return active[0] ?? newSet ?? [...oldSets].sort(byAge).at(-1);
}

/** Whether the new ReplicaSet has all the replicas there should be, available. Mirrors IsSaturated. */
function isSaturated({ deployment, newSet }: Rollout): boolean {
  if (!newSet) return false;
  const replicas = replicasOf(deployment);
  return (
    replicasOf(newSet) === replicas &&
    countAnnotation(newSet, desiredReplicasAnnotation) === replicas &&
    (newSet.status?.availableReplicas ?? 0) === replicas
  );
}

/** 2.5 ⇒ 3, -2.5 ⇒ -3: halves away from zero. */
const round = (value: number): number => Math.sign(value) * Math.round(Math.abs(value));

/**
 * What a ReplicaSet should gain or lose: set of 8, limit 13 before and 19 now ⇒ 8 × 19 / 13 − 8 = 4.
 * Mirrors deployment_util.go getReplicaSetFraction.
 */
function fraction({ deployment }: Rollout, set: ReplicaSet): number {
  const size = replicasOf(set);
  const replicas = replicasOf(deployment);
  if (replicas === 0) return -size;
  const limit = replicas + maxSurge(deployment);
  const before = countAnnotation(set, maxReplicasAnnotation) || (deployment.status.replicas ?? 0);
  return before === 0 ? 0 : round((size * limit) / before) - size;
}

/** The sizes of several active ReplicaSets after sharing out a change of `spec.replicas`. */
function proportionalSizes(rollout: Rollout): ReadonlyMap<ReplicaSet, number> {
  const { deployment } = rollout;
  const active = activeSets(allSets(rollout));
  const replicas = replicasOf(deployment);
  const allowed = replicas > 0 ? replicas + maxSurge(deployment) : 0;
  const toAdd = allowed - totalsOf(active).desired;
  const sorted = [...active].sort(toAdd > 0 ? bySizeNewer : bySizeOlder);
  const sizes = new Map<ReplicaSet, number>();
  let added = 0;
  for (const set of sorted) {
    const left = toAdd - added;
    const share = left === 0 ? 0 : fraction(rollout, set);
    const change = toAdd > 0 ? Math.min(share, left) : Math.max(share, left);
    const part = left === 0 ? 0 : change;
    sizes.set(set, replicasOf(set) + part);
    added += part;
  }
  const [largest] = sorted;
  if (largest && toAdd !== 0) {
    sizes.set(largest, Math.max(0, (sizes.get(largest) ?? 0) + toAdd - added));
  }
  return sizes;
}

/**
 * Scales for a new `spec.replicas`, or while paused: one active ReplicaSet wholly; several in
 * proportion, so that a rollout keeps its shape. Mirrors kubernetes pkg/controller/deployment/sync.go scale.
 */
export function scale(rollout: Rollout): Rollout {
  const only = activeOrLatest(rollout);
  if (only) return scaleSet(rollout, only, replicasOf(rollout.deployment));
  if (isSaturated(rollout)) {
    return activeSets(rollout.oldSets).reduce((now, set) => scaleSet(now, set, 0), rollout);
  }
  if (!isRollingUpdate(rollout.deployment)) return rollout;
  let scaled = rollout;
  for (const [set, size] of proportionalSizes(rollout)) scaled = writeScale(scaled, set, size);
  return scaled;
}

/** Whether `spec.replicas` is not what the active ReplicaSets were last scaled for. Mirrors isScalingEvent. */
export const isScalingEvent = (rollout: Rollout): boolean =>
  activeSets(allSets(rollout)).some((set) => {
    const desired = countAnnotation(set, desiredReplicasAnnotation);
    return desired !== undefined && desired !== replicasOf(rollout.deployment);
  });
