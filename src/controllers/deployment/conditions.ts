/** A Deployment's conditions: found, set and removed as the Deployment controller does. */
import { conditionOf, withoutCondition } from '#apimachinery/conditions.ts';
import { printTime } from '#apimachinery/time.ts';
import type { Deployment } from '#resources/deployment.ts';

export type DeploymentCondition = NonNullable<Deployment['status']['conditions']>[number];
type Conditions = readonly DeploymentCondition[];

/** A condition as of now. */
export function newCondition(
  type: string,
  status: string,
  reason: string,
  message: string,
  nowMs: number,
): DeploymentCondition {
  const now = printTime(nowMs);
  return { type, status, reason, message, lastUpdateTime: now, lastTransitionTime: now };
}

export const progressingOf = (
  conditions: Conditions | undefined,
): DeploymentCondition | undefined => conditionOf(conditions, 'Progressing');

/**
 * `conditions` with `next` last, in place of the one of its type; unchanged when that has the same
 * status and reason already. Mirrors deployment_util.go SetDeploymentCondition.
 */
export function setCondition(
  conditions: Conditions | undefined,
  next: DeploymentCondition,
): Conditions {
  const old = conditionOf(conditions, next.type);
  if (old && old.status === next.status && old.reason === next.reason) return conditions ?? [];
  const since =
    old?.status === next.status && old.lastTransitionTime
      ? { lastTransitionTime: old.lastTransitionTime }
      : {};
  return [...withoutCondition(conditions, next.type), { ...next, ...since }];
}
