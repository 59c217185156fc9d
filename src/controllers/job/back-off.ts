/** How long a Job waits after failed pods: 10 s, 20 s, 40 s … 10 min, until one succeeds. Mirrors kubernetes pkg/controller/job/backoff_utils.go. */
import { latency } from '#kernel/latency.ts';
import type { Pod } from '#resources/pod.ts';
import { allIndexFailures, finishedMs } from './pods.ts';

/** Failures since the last success, and when the last of them was. */
export interface BackOffRecord {
  readonly failures: number;
  readonly lastFailureMs: number;
}

const NO_FAILURES: BackOffRecord = { failures: 0, lastFailureMs: 0 };

/** The record with pods that ended since. Mirrors newBackoffRecord. */
export function nextRecord(
  before: BackOffRecord = NO_FAILURES,
  succeeded: readonly Pod[],
  failed: readonly Pod[],
): BackOffRecord {
  const failuresMs = failed.map(finishedMs);
  if (succeeded.length === 0) {
    if (failed.length === 0) return before;
    const lastFailureMs = Math.max(...failuresMs);
    return { failures: before.failures + failed.length, lastFailureMs };
  }
  const successMs = Math.max(...succeeded.map(finishedMs));
  const later = failuresMs.filter((ms) => ms > successMs);
  return later.length === 0
    ? NO_FAILURES
    : { failures: later.length, lastFailureMs: Math.max(...later) };
}

/** 1 failure ⇒ 10 s, 2 ⇒ 20 s … at most 10 min; less what has passed since. */
export function remainingMs({ failures, lastFailureMs }: BackOffRecord, nowMs: number): number {
  if (failures === 0) return 0;
  const { jobPodBackOffMs, jobPodBackOffMaxMs } = latency;
  const backOffMs = Math.min(jobPodBackOffMs * 2 ** Math.min(failures - 1, 30), jobPodBackOffMaxMs);
  return Math.max(0, backOffMs - (nowMs - lastFailureMs));
}

/** The same for one index, whose count its last failed pod carries. */
export const remainingForIndexMs = (lastFailed: Pod | undefined, nowMs: number): number =>
  lastFailed
    ? remainingMs(
        { failures: allIndexFailures(lastFailed) + 1, lastFailureMs: finishedMs(lastFailed) },
        nowMs,
      )
    : 0;
