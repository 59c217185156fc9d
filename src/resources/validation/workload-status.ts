/** Counts in a workload's status: none below 0, and no more pods of a sort than pods. Mirrors kubernetes pkg/apis/apps/validation/validation.go ValidateReplicaSetStatus and its like. */
import { type FieldError, invalid } from '#apimachinery/field-error.ts';
import type { FieldErrors } from './fields.ts';

interface StatusRules {
  /** Fields that may not be below 0, in the order they are judged. */
  readonly counts: readonly string[];
  /** Fields that may not be above `status.replicas`. */
  readonly parts?: readonly string[];
  /** What `availableReplicas` may not be above, in the words of the refusal. */
  readonly ready?: string;
}

type Status = Readonly<Record<string, unknown>>;
interface WithStatus {
  readonly status?: object;
}

const countOf = (status: Status, name: string): number => Number(status[name] ?? 0);

/** How the status of one kind is judged when it is written. */
const statusJudge = ({ counts, parts = [], ready }: StatusRules) => {
  const judge = (next: Status, old: Status): FieldErrors => {
    const errors: FieldError[] = [];
    const refuse = (name: string, why: string): void => {
      errors.push(invalid(`status.${name}`, countOf(next, name), why));
    };
    for (const name of counts) {
      if (countOf(next, name) < 0) refuse(name, 'must be greater than or equal to 0');
    }
    const replicas = countOf(next, 'replicas');
    for (const name of parts) {
      if (countOf(next, name) > replicas) refuse(name, 'cannot be greater than status.replicas');
    }
    const isTooMany = countOf(next, 'availableReplicas') > countOf(next, 'readyReplicas');
    if (ready && isTooMany) refuse('availableReplicas', `cannot be greater than ${ready}`);
    if (countOf(next, 'collisionCount') < countOf(old, 'collisionCount')) {
      refuse('collisionCount', 'cannot be decremented');
    }
    return errors;
  };
  return (next: WithStatus, old: WithStatus): FieldErrors =>
    judge((next.status ?? {}) as Status, (old.status ?? {}) as Status);
};

export const judgeReplicaSetStatus = statusJudge({
  counts: [
    'replicas',
    'fullyLabeledReplicas',
    'readyReplicas',
    'availableReplicas',
    'observedGeneration',
    'terminatingReplicas',
  ],
  parts: ['fullyLabeledReplicas', 'readyReplicas', 'availableReplicas'],
  ready: 'readyReplicas',
});

export const judgeDeploymentStatus = statusJudge({
  counts: [
    'observedGeneration',
    'replicas',
    'updatedReplicas',
    'readyReplicas',
    'availableReplicas',
    'unavailableReplicas',
    'terminatingReplicas',
    'collisionCount',
  ],
  parts: ['updatedReplicas', 'readyReplicas', 'availableReplicas'],
  ready: 'readyReplicas',
});

export const judgeStatefulSetStatus = statusJudge({
  counts: [
    'replicas',
    'readyReplicas',
    'currentReplicas',
    'updatedReplicas',
    'availableReplicas',
    'observedGeneration',
    'collisionCount',
  ],
  parts: ['readyReplicas', 'currentReplicas', 'updatedReplicas', 'availableReplicas'],
  ready: 'status.readyReplicas',
});

export const judgeDaemonSetStatus = statusJudge({
  counts: [
    'currentNumberScheduled',
    'numberMisscheduled',
    'desiredNumberScheduled',
    'numberReady',
    'observedGeneration',
    'updatedNumberScheduled',
    'numberAvailable',
    'numberUnavailable',
    'collisionCount',
  ],
});
