/** The condition DisruptionAllowed of a PodDisruptionBudget. Mirrors component-helpers apps/poddisruptionbudget/helpers.go. */
import { conditionOf } from '#apimachinery/conditions.ts';
import type { PodDisruptionBudgetStatus } from '../types/poddisruptionbudget.ts';

const TYPE = 'DisruptionAllowed';

/** The status with the condition as `status`, `reason` and `message` say; its time stays while its status does. */
export function withDisruptionCondition(
  status: PodDisruptionBudgetStatus,
  isAllowed: boolean,
  reason: string,
  message: string,
  now: string,
): PodDisruptionBudgetStatus {
  const conditions = status.conditions ?? [];
  const old = conditionOf(conditions, TYPE);
  const text = isAllowed ? 'True' : 'False';
  const { observedGeneration } = status;
  const next = {
    type: TYPE,
    status: text,
    reason,
    message,
    ...(observedGeneration ? { observedGeneration } : {}),
    lastTransitionTime: old?.status === text ? old.lastTransitionTime : now,
  };
  const others = conditions.map((each) => (each === old ? next : each));
  return { ...status, conditions: old ? others : [...conditions, next] };
}

/** The condition that goes with how many disruptions are allowed. */
export function withAllowed(
  status: PodDisruptionBudgetStatus,
  now: string,
): PodDisruptionBudgetStatus {
  const isAllowed = status.disruptionsAllowed > 0;
  const reason = isAllowed ? 'SufficientPods' : 'InsufficientPods';
  return withDisruptionCondition(status, isAllowed, reason, '', now);
}

export const disruptionCondition = ({ conditions }: PodDisruptionBudgetStatus) =>
  conditionOf(conditions, TYPE);
