/** Which indexes of an Indexed Job are done, failed, running or still to be started. Mirrors kubernetes pkg/controller/job/indexed_job_utils.go. */
import type { Job } from '#resources/job.ts';
import { isIndexed } from '#resources/jobs/conditions.ts';
import {
  hasIndex,
  type Intervals,
  mergeIntervals,
  parseIntervals,
  withIndexes,
} from '#resources/jobs/indexes.ts';
import type { Pod } from '#resources/pod.ts';
import { judgeFailure } from './failure-policy.ts';
import { hasLimitPerIndex, hasValidIndex, type Look, uncountedPods } from './look.ts';
import {
  allIndexFailures,
  completionIndex,
  finishedMs,
  indexFailures,
  isPodFailed,
  isTerminating,
  isTracked,
  onlyReplaceFailed,
} from './pods.ts';

const indexesOf = (pods: readonly Pod[]): ReadonlySet<number> =>
  new Set(pods.map(completionIndex).filter((index) => index >= 0));

const parsed = (job: Job, text: string | undefined): Intervals =>
  parseIntervals(text, job.spec.completions ?? 0);

/** Whether the index of a failed pod has no try left. Mirrors isIndexFailed. */
function isIndexFailed(job: Job, pod: Pod): boolean {
  if (!isPodFailed(pod, job)) return false;
  const { counts, action } = judgeFailure(job.spec.podFailurePolicy, pod);
  if (action === 'FailIndex') return true;
  return counts && indexFailures(pod).counted >= (job.spec.backoffLimitPerIndex ?? 0);
}

/** Failed pods whose index has nothing else: they stay, so that the next one can count on from them. Mirrors getPodsWithDelayedDeletionPerIndex. */
function heldPods(look: Look): ReadonlyMap<number, Pod> {
  const { job } = look;
  const running = indexesOf(look.active);
  const held = new Map<number, Pod>();
  for (const pod of uncountedPods(job, look.pods)) {
    const index = completionIndex(pod);
    if (!isPodFailed(pod, job) || running.has(index) || hasIndex(look.done, index)) continue;
    if (hasIndex(look.failedIndexes ?? [], index)) continue;
    const other = held.get(index);
    const isLater =
      !other ||
      (allIndexFailures(other) <= allIndexFailures(pod) && finishedMs(other) <= finishedMs(pod));
    if (isLater) held.set(index, pod);
  }
  return held;
}

/** Counts the indexes of an Indexed Job; nothing for others. */
export function countLookIndexes(look: Look): void {
  const { job, pods } = look;
  if (!isIndexed(job)) return;
  const counted = pods.filter((pod) => isTracked(pod) && hasValidIndex(pod, job));
  const succeeded = counted.filter(({ status }) => status.phase === 'Succeeded');
  look.before = parsed(job, job.status.completedIndexes);
  look.done = withIndexes(look.before, succeeded.map(completionIndex));
  look.succeeded = look.done.reduce((count, { first, last }) => count + last - first + 1, 0);
  if (!hasLimitPerIndex(job)) return;
  const failed = counted.filter((pod) => isIndexFailed(job, pod));
  const before = parsed(job, job.status.failedIndexes);
  look.failedIndexes = withIndexes(before, failed.map(completionIndex));
  look.held = heldPods(look);
}

/** The lowest indexes, at most `count`, that nobody works on. Mirrors firstPendingIndexes. */
export function pendingIndexes(look: Look, count: number): readonly number[] {
  const { job } = look;
  let taken = withIndexes(look.done, indexesOf(look.active));
  if (onlyReplaceFailed(job)) {
    taken = withIndexes(taken, indexesOf(look.pods.filter(isTerminating)));
  }
  if (look.failedIndexes) taken = mergeIntervals(taken, look.failedIndexes);
  const free: number[] = [];
  let next = 0;
  for (const { first, last } of [...taken, { first: Number.POSITIVE_INFINITY, last: 0 }]) {
    const end = Math.min(first, job.spec.completions ?? 0);
    for (; next < end && free.length < count; next += 1) free.push(next);
    next = Math.max(next, last + 1);
  }
  return free;
}
