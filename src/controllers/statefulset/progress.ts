/** One step of a StatefulSet: its places in order, then the pods too many, then the update. */
import { StatusError } from '#apimachinery/status.ts';
import type { Pod } from '#resources/pod.ts';
import type { StatefulSet } from '#resources/statefulset.ts';
import { isPodFinished } from '../pods.ts';
import { isNotFound } from '../refusals.ts';
import { revisionOf } from './identity.ts';
import { createMissingClaims, createPod, deletePod, repairPod } from './pod-control.ts';
import { claimsMatchPolicy, hasStaleClaim, identityOf, updateClaimOwners } from './retention.ts';
import {
  isAvailable,
  isRunningAndReady,
  isTerminating,
  isUnavailable,
  type Slot,
} from './slots.ts';
import type { Work } from './work.ts';

const isMonotonic = ({ spec }: StatefulSet): boolean => spec.podManagementPolicy !== 'Parallel';

/** What is waited for before the next place's turn: a pod that isn't there for good yet. */
const isAwaited = ({ deps, set }: Work, pod: Pod): boolean =>
  isTerminating(pod) || !isRunningAndReady(pod) || !isAvailable(set, pod, deps.clock.now());

/** Fills one place or mends the pod in it; true when nothing after it may be done now. Mirrors processReplica. */
function tendReplica(work: Work, slot: Slot): boolean {
  const { deps, set } = work;
  const { pod, name } = slot;
  if (!pod) {
    if (hasStaleClaim(deps, set, identityOf(undefined, name))) return true;
    createPod(deps, set, work.versions, slot);
    return isMonotonic(set);
  }
  if (isPodFinished(pod)) {
    if (!isTerminating(pod)) deletePod(deps, set, pod);
    return true;
  }
  if (pod.status.phase === 'Pending') createMissingClaims(deps, set, pod);
  if (isMonotonic(set) && isAwaited(work, pod)) return true;
  repairPod(deps, set, pod);
  return false;
}

/** Lets one pod too many go; true when the next must wait for it. Mirrors processCondemned. */
function dismiss(work: Work, slot: Slot, firstUnavailable: Slot | undefined): boolean {
  const { deps, set } = work;
  const { pod } = slot;
  if (!pod) return false;
  if (isTerminating(pod)) return isMonotonic(set);
  const isHeld = slot !== firstUnavailable && isMonotonic(set) && isAwaited(work, pod);
  if (!isHeld) deletePod(deps, set, pod);
  return true;
}

function tendClaims({ deps, set }: Work, { pod }: Slot): boolean {
  if (pod && !claimsMatchPolicy(deps, set, pod)) updateClaimOwners(deps, set, pod);
  return false;
}

interface Outcome {
  readonly isOver: boolean;
  readonly error?: StatusError;
}

/**
 * Acts on slots one by one until one says to stop; in Parallel on all of them, in batches that double,
 * until one fails. Mirrors runForAll.
 */
function actOnAll(
  slots: readonly Slot[],
  isOrdered: boolean,
  act: (slot: Slot) => boolean,
): Outcome {
  let size = 1;
  let end = 1;
  let error: StatusError | undefined;
  for (const [at, slot] of slots.entries()) {
    if (at === end) {
      if (error) break;
      size = Math.min(2 * size, 500);
      end += size;
    }
    try {
      if (act(slot) && isOrdered) return { isOver: true };
    } catch (refusal) {
      if (!(refusal instanceof StatusError)) throw refusal;
      if (isOrdered) return { isOver: true, error: refusal };
      error ??= refusal;
    }
  }
  return error ? { isOver: true, error } : { isOver: false };
}

/** The lowest place that is not as it should be, else the lowest such pod too many. */
function firstUnavailable({ deps, set, replicas, condemned }: Work): Slot | undefined {
  const nowMs = deps.clock.now();
  const isOne = (slot: Slot): boolean => isUnavailable(set, slot, nowMs);
  return replicas.find(isOne) ?? condemned.findLast(isOne);
}

/**
 * Deletes the highest pod of another revision, down to the partition, unless one above it is not yet
 * available; gives whether one was. Mirrors the rolling update in updateStatefulSet.
 * Differs: `maxUnavailable` is not asked, for its feature gate is off in 1.35.
 */
function rollNext({ deps, set, versions, replicas }: Work): boolean {
  const { type, rollingUpdate } = set.spec.updateStrategy ?? {};
  if (type === 'OnDelete') return false;
  const nowMs = deps.clock.now();
  for (let at = replicas.length - 1; at >= (rollingUpdate?.partition ?? 0); at -= 1) {
    const slot = replicas[at];
    if (!slot) continue;
    const { pod } = slot;
    if (pod && revisionOf(pod) !== versions.update.metadata.name && !isTerminating(pod)) {
      try {
        deletePod(deps, set, pod);
      } catch (refusal) {
        if (!isNotFound(refusal)) throw refusal;
      }
      return true;
    }
    if (isUnavailable(set, slot, nowMs)) return false;
  }
  return false;
}

export interface Progress {
  /** Whether a pod of the current revision was deleted for the update. */
  readonly hasRolled: boolean;
  /** What the API refused. */
  readonly error?: StatusError;
}

/** Mirrors kubernetes pkg/controller/statefulset/stateful_set_control.go updateStatefulSet. */
export function makeProgress(work: Work): Progress {
  const { set, replicas, condemned } = work;
  const isOrdered = isMonotonic(set);
  const sick = firstUnavailable(work);
  const steps: readonly (() => Outcome)[] = [
    () => actOnAll(replicas, isOrdered, (slot) => tendReplica(work, slot)),
    () => actOnAll(condemned, isOrdered, (slot) => tendClaims(work, slot)),
    () => actOnAll(condemned, isOrdered, (slot) => dismiss(work, slot, sick)),
  ];
  for (const step of steps) {
    const { isOver, error } = step();
    if (isOver) return error ? { hasRolled: false, error } : { hasRolled: false };
  }
  try {
    return { hasRolled: rollNext(work) };
  } catch (refusal) {
    if (!(refusal instanceof StatusError)) throw refusal;
    return { hasRolled: false, error: refusal };
  }
}
