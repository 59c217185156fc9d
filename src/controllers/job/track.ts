/** Counts pods that ended, each once: first its uid goes into the status, then its finalizer goes, then the counter grows. Mirrors kubernetes pkg/controller/job/job_controller.go trackJobStatusAndRemoveFinalizers. */
import { conditionOf, isConditionTrue } from '#apimachinery/conditions.ts';
import { jobKind } from '#resources/job.ts';
import { isIndexed } from '#resources/jobs/conditions.ts';
import { countIndexes, hasIndex, printIntervals, withIndexes } from '#resources/jobs/indexes.ts';
import type { Pod } from '#resources/pod.ts';
import type { ControllerDeps } from '../controller.ts';
import { finalCondition, withJobCondition } from './conditions.ts';
import { judgeFailure } from './failure-policy.ts';
import { removeAllTracking } from './finalizer.ts';
import { hasLimitPerIndex, hasValidIndex, type Look } from './look.ts';
import { completionIndex, isPodFailed, isTracked } from './pods.ts';

/** No more uids than this stand in the status at a time. */
const MOST_UNCOUNTED = 500;

/** Whether nothing more is to be learned from a pod. Mirrors canRemoveFinalizer. */
function canRelease(look: Look, pod: Pod, isFailed: boolean): boolean {
  const { job } = look;
  const isOver = job.metadata.deletionTimestamp !== undefined || look.finished !== undefined;
  if (isOver || pod.status.phase === 'Succeeded') return true;
  if (!isFailed) return false;
  const held = hasLimitPerIndex(job) ? look.held.get(completionIndex(pod)) : undefined;
  return held?.metadata.uid !== pod.metadata.uid;
}

/** What one round of counting gives. */
interface Round {
  readonly released: Pod[];
  readonly succeeded: string[];
  readonly failed: string[];
  readonly indexes: number[];
  /** More is left than fits into the status. */
  isFull: boolean;
}

function countPod(look: Look, pod: Pod, isFailed: boolean, round: Round): void {
  const { job, finished } = look;
  const { uid } = pod.metadata;
  const indexed = isIndexed(job);
  const isKnown = round.failed.includes(uid);
  if (pod.status.phase === 'Succeeded' && !isKnown) {
    if (!indexed) {
      if (!round.succeeded.includes(uid)) round.succeeded.push(uid);
    } else if (hasValidIndex(pod, job) && !hasIndex(look.before, completionIndex(pod)))
      round.indexes.push(completionIndex(pod));
    return;
  }
  const isLost = finished !== undefined && finished.type !== 'SuccessCriteriaMet';
  if ((!isFailed && !isLost) || isKnown || (indexed && !hasValidIndex(pod, job))) return;
  if (judgeFailure(job.spec.podFailurePolicy, pod).counts) round.failed.push(uid);
}

function countPods(look: Look): Round {
  const { succeeded = [], failed = [] } = look.status.uncountedTerminatedPods ?? {};
  const round: Round = {
    released: [],
    succeeded: [...succeeded],
    failed: [...failed],
    indexes: [],
    isFull: false,
  };
  const pods = isIndexed(look.job)
    ? [...look.pods].sort((a, b) => completionIndex(a) - completionIndex(b))
    : look.pods;
  for (const pod of pods) {
    if (!isTracked(pod)) continue;
    const isFailed = isPodFailed(pod, look.job);
    if (!canRelease(look, pod, isFailed)) continue;
    round.released.push(pod);
    countPod(look, pod, isFailed, round);
    const count = round.indexes.length + round.succeeded.length + round.failed.length;
    if (count < MOST_UNCOUNTED) continue;
    round.isFull = true;
    break;
  }
  return round;
}

/** Moves uids whose pods have no finalizer any more into the counters. Mirrors cleanUncountedPodsWithoutFinalizers. */
function settleCounters(look: Look, tracked: ReadonlySet<string>): boolean {
  const { succeeded = [], failed = [] } = look.status.uncountedTerminatedPods ?? {};
  const stillSucceeded = succeeded.filter((uid) => tracked.has(uid));
  const stillFailed = failed.filter((uid) => tracked.has(uid));
  const [more, worse] = [
    succeeded.length - stillSucceeded.length,
    failed.length - stillFailed.length,
  ];
  if (more === 0 && worse === 0) return false;
  setUncounted(look, stillSucceeded, stillFailed);
  setCounters(look, (look.status.succeeded ?? 0) + more, (look.status.failed ?? 0) + worse);
  return true;
}

function setUncounted(look: Look, succeeded: readonly string[], failed: readonly string[]): void {
  look.status = {
    ...look.status,
    uncountedTerminatedPods: {
      ...(succeeded.length > 0 ? { succeeded } : {}),
      ...(failed.length > 0 ? { failed } : {}),
    },
  };
}

/** A counter of 0 is not written. */
function setCounters(look: Look, succeeded: number, failed: number): void {
  const { succeeded: _s, failed: _f, ...rest } = look.status;
  look.status = {
    ...rest,
    ...(succeeded > 0 ? { succeeded } : {}),
    ...(failed > 0 ? { failed } : {}),
  };
}

/** The indexes of an Indexed Job as its status says them; true when that is news. */
function noteIndexes(look: Look, indexes: readonly number[]): boolean {
  if (!isIndexed(look.job)) return false;
  look.done = withIndexes(look.done, indexes);
  const completedIndexes = printIntervals(look.done);
  const { completedIndexes: before = '', failedIndexes: failedBefore, ...rest } = look.status;
  const failedIndexes = look.failedIndexes && printIntervals(look.failedIndexes);
  look.status = {
    ...rest,
    ...(completedIndexes ? { completedIndexes } : {}),
    ...(failedIndexes === undefined ? {} : { failedIndexes }),
  };
  setCounters(look, countIndexes(look.done), look.status.failed ?? 0);
  return indexes.length > 0 || completedIndexes !== before || failedIndexes !== failedBefore;
}

/** Says what the Job has come to, before its pods are let go of; what it ends in comes after. */
function noteInterim(look: Look, nowMs: number): boolean {
  const { finished } = look;
  if (!finished || finished.type === 'Failed' || finished.type === 'Complete') return false;
  const { conditions = [] } = look.status;
  const isNews = !isConditionTrue(conditions, finished.type);
  if (isNews) look.status = { ...look.status, conditions: [...conditions, finished] };
  look.finished = finalCondition(finished, nowMs);
  return isNews;
}

/** Adds the last condition, unless pods are still to be counted or on their way out. Mirrors enactJobFinished. */
function finish(look: Look): boolean {
  const { finished, status } = look;
  const { succeeded = [], failed = [] } = status.uncountedTerminatedPods ?? {};
  if (!finished || succeeded.length + failed.length > 0 || look.terminating > 0) return false;
  const { type, lastTransitionTime: completionTime } = finished;
  const conditions = withJobCondition(status.conditions, finished);
  look.status = {
    ...status,
    conditions,
    ...(type === 'Complete' && completionTime ? { completionTime } : {}),
  };
  return true;
}

function reportEnd({ recorder }: ControllerDeps, { job }: Look): void {
  const { conditions, succeeded = 0 } = job.status;
  const failed = conditionOf(conditions, 'Failed');
  if (failed) {
    recorder.event(job, 'Warning', failed.reason ?? '', failed.message ?? '');
    return;
  }
  if (job.spec.completions !== undefined && succeeded > job.spec.completions) {
    const why = 'Too many succeeded pods running after completion count reached';
    recorder.event(job, 'Warning', 'TooManySucceededPods', why);
  }
  recorder.event(job, 'Normal', 'Completed', 'Job completed');
}

/** Writes the status. */
function flush({ client }: ControllerDeps, look: Look): void {
  look.job = client.updateStatus(jobKind, { ...look.job, status: look.status });
  look.status = look.job.status;
}

/** Counts, writes and lets go; `isNews`: the status has something to say already. `onFlush`: it was said. */
export function trackPods(
  deps: ControllerDeps,
  look: Look,
  isNews: boolean,
  onFlush: () => void,
): void {
  const { client, clock } = deps;
  const tracked = new Set(look.pods.filter(isTracked).map(({ metadata }) => metadata.uid));
  let needsFlush = settleCounters(look, tracked) || isNews;
  const before = look.status.uncountedTerminatedPods ?? {};
  const round = countPods(look);
  const isCounted =
    round.succeeded.length !== (before.succeeded ?? []).length ||
    round.failed.length !== (before.failed ?? []).length;
  if (isCounted) setUncounted(look, round.succeeded, round.failed);
  needsFlush = noteIndexes(look, round.indexes) || isCounted || needsFlush;
  needsFlush = noteInterim(look, clock.now()) || needsFlush;
  if (needsFlush) {
    flush(deps, look);
    onFlush();
  }
  const { uids, error } = removeAllTracking(client, round.released);
  for (const uid of uids) tracked.delete(uid);
  const isSettled = settleCounters(look, tracked);
  if (error) {
    if (isSettled) flush(deps, look);
    throw error;
  }
  const isFinished = !round.isFull && finish(look);
  if (!isSettled && !isFinished) return;
  flush(deps, look);
  if (isFinished) reportEnd(deps, look);
}
