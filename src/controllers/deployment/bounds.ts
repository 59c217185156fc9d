/** How far a rolling update may go over and under the number of replicas asked for. */
import { scaledValue } from '#apimachinery/int-or-string.ts';
import type { Deployment } from '#resources/deployment.ts';
import { replicasOf } from '../replicas.ts';

export const isRollingUpdate = (deployment: Deployment): boolean =>
  deployment.spec.strategy?.type === 'RollingUpdate';

/**
 * maxSurge 25% of 10 ⇒ 3 (up); maxUnavailable 25% of 10 ⇒ 2 (down); both 0 ⇒ 0 and 1, so that a
 * rollout can move. Mirrors kubernetes pkg/controller/deployment/util ResolveFenceposts.
 */
function fenceposts(deployment: Deployment): {
  readonly surge: number;
  readonly unavailable: number;
} {
  const { maxSurge: over = 0, maxUnavailable: under = 0 } =
    deployment.spec.strategy?.rollingUpdate ?? {};
  const replicas = replicasOf(deployment);
  const surge = scaledValue(over, replicas, 'up') ?? 0;
  const unavailable = scaledValue(under, replicas, 'down') ?? 0;
  return surge === 0 && unavailable === 0 ? { surge, unavailable: 1 } : { surge, unavailable };
}

/** How many pods there may be beyond `spec.replicas`; 0 unless rolling. */
export const maxSurge = (deployment: Deployment): number =>
  isRollingUpdate(deployment) ? fenceposts(deployment).surge : 0;

/** How many of `spec.replicas` may be unavailable; 0 unless rolling. */
export function maxUnavailable(deployment: Deployment): number {
  const replicas = replicasOf(deployment);
  if (!isRollingUpdate(deployment) || replicas === 0) return 0;
  return Math.min(fenceposts(deployment).unavailable, replicas);
}

/** Sums of all a Deployment's ReplicaSets. */
export interface Totals {
  /** Asked for. */
  readonly desired: number;
  /** There. */
  readonly actual: number;
  readonly ready: number;
  readonly available: number;
}

type Counted = {
  readonly spec: { readonly replicas?: number };
  readonly status?: {
    readonly replicas?: number;
    readonly readyReplicas?: number;
    readonly availableReplicas?: number;
  };
};

/** Adds ReplicaSets up. */
export function totalsOf(sets: readonly Counted[]): Totals {
  let desired = 0;
  let actual = 0;
  let ready = 0;
  let available = 0;
  for (const set of sets) {
    desired += replicasOf(set);
    actual += set.status?.replicas ?? 0;
    ready += set.status?.readyReplicas ?? 0;
    available += set.status?.availableReplicas ?? 0;
  }
  return { desired, actual, ready, available };
}

/**
 * The size the new ReplicaSet should have: as big as surge allows, never above `spec.replicas`.
 * 3 replicas, surge 1, old 3, new 0 ⇒ 1. Mirrors deployment_util.go NewRSNewReplicas.
 */
export function newSetReplicas(
  deployment: Deployment,
  allDesired: number,
  newDesired: number,
): number {
  const replicas = replicasOf(deployment);
  if (!isRollingUpdate(deployment)) return replicas;
  const room = replicas + maxSurge(deployment) - allDesired;
  return room <= 0 ? newDesired : newDesired + Math.min(room, replicas - newDesired);
}
