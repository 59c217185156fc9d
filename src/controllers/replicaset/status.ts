/** What a ReplicaSet's status says of its pods. */
import { printTime } from '#apimachinery/time.ts';
import type { ReplicaSet } from '#resources/replicaset.ts';
import { replicasOf } from '../replicas.ts';
import type { Census } from './census.ts';

type Status = ReplicaSet['status'];
type Condition = NonNullable<Status['conditions']>[number];

/** The conditions with ReplicaFailure set or gone, as the error says; the transition time stays while it lasts. */
function failureConditions(
  set: ReplicaSet,
  replicas: number,
  error: Error | undefined,
  nowMs: number,
): readonly Condition[] {
  const conditions = set.status.conditions ?? [];
  const old = conditions.find(({ type }) => type === 'ReplicaFailure');
  if (!error) return old ? conditions.filter((each) => each !== old) : conditions;
  if (old) return conditions;
  const reason = replicas < replicasOf(set) ? 'FailedCreate' : 'FailedDelete';
  return [
    ...conditions,
    {
      type: 'ReplicaFailure',
      status: 'True',
      lastTransitionTime: printTime(nowMs),
      reason,
      message: error.message,
    },
  ];
}

/**
 * The status a ReplicaSet should have; its own status object when that says it already. `error` is
 * what creating or deleting pods failed with.
 * Mirrors kubernetes pkg/controller/replicaset/replica_set_utils.go calculateStatus.
 */
export function replicaSetStatus(
  set: ReplicaSet,
  census: Census,
  error: Error | undefined,
  nowMs: number,
): Status {
  const { labeled, ready, available, terminating } = census;
  const replicas = census.active.length;
  const conditions = failureConditions(set, replicas, error, nowMs);
  const { status: old } = set;
  const observed = set.metadata.generation ?? 0;
  const same =
    old.replicas === replicas &&
    (old.fullyLabeledReplicas ?? 0) === labeled &&
    (old.readyReplicas ?? 0) === ready &&
    (old.availableReplicas ?? 0) === available &&
    old.terminatingReplicas === terminating &&
    old.observedGeneration === observed &&
    conditions === (old.conditions ?? conditions);
  if (same) return old;
  return {
    replicas,
    ...(labeled > 0 ? { fullyLabeledReplicas: labeled } : {}),
    ...(ready > 0 ? { readyReplicas: ready } : {}),
    ...(available > 0 ? { availableReplicas: available } : {}),
    terminatingReplicas: terminating,
    observedGeneration: observed,
    ...(conditions.length > 0 ? { conditions } : {}),
  };
}
