/** One look at a Job: what is counted, which pods there are, and what was found out so far. */
import type { Job, JobCondition, JobStatus } from '#resources/job.ts';
import { isIndexed } from '#resources/jobs/conditions.ts';
import type { Intervals } from '#resources/jobs/indexes.ts';
import type { Pod } from '#resources/pod.ts';
import { isPodActive, isPodReady } from '../pods.ts';
import type { BackOffRecord } from './back-off.ts';
import { judgeFailure } from './failure-policy.ts';
import { completionIndex, isPodFailed, isTerminating, isTracked } from './pods.ts';

/** Filled in step by step as the look goes on; nobody keeps it. */
export interface Look {
  readonly key: string;
  /** As it is stored; replaced when its status was written. */
  job: Job;
  /** The status as it will be written. */
  status: JobStatus;
  readonly pods: readonly Pod[];
  readonly active: readonly Pod[];
  ready: number;
  terminating: number;
  succeeded: number;
  failed: number;
  /** What the Job has come to; undefined while it goes on. */
  finished: JobCondition | undefined;
  record: BackOffRecord;
  /** Of an Indexed Job: those that succeeded before this look, and now. */
  before: Intervals;
  done: Intervals;
  /** With a limit for each index: those that failed. */
  failedIndexes: Intervals | undefined;
  /** Failed pods that stay until their index has a new one, by index. */
  held: ReadonlyMap<number, Pod>;
}

export const hasLimitPerIndex = ({ spec }: Job): boolean => spec.backoffLimitPerIndex !== undefined;

/** Whether a pod's index is one of the Job's. */
export function hasValidIndex(pod: Pod, { spec }: Job): boolean {
  const index = completionIndex(pod);
  return index >= 0 && index < (spec.completions ?? 0);
}

/** The pods still to be counted, of those that count at all. Mirrors job_controller.go getValidPodsWithFilter. */
export function uncountedPods(
  job: Job,
  pods: readonly Pod[],
  counted: readonly string[] = [],
): readonly Pod[] {
  return pods.filter(
    (pod) =>
      isTracked(pod) &&
      !counted.includes(pod.metadata.uid) &&
      (!isIndexed(job) || hasValidIndex(pod, job)),
  );
}

/** The pods that succeeded and failed since the last look. Mirrors getNewFinishedPods. */
export function newlyFinished(job: Job, pods: readonly Pod[]) {
  const { succeeded, failed } = job.status.uncountedTerminatedPods ?? {};
  return {
    succeeded: uncountedPods(job, pods, succeeded).filter(
      ({ status }) => status.phase === 'Succeeded',
    ),
    failed: uncountedPods(job, pods, failed).filter((pod) => isPodFailed(pod, job)),
  };
}

const countIf = (pods: readonly Pod[], is: (pod: Pod) => boolean): number =>
  pods.reduce((count, pod) => count + (is(pod) ? 1 : 0), 0);

/** What a glance at the pods tells. */
export function startLook(
  key: string,
  job: Job,
  pods: readonly Pod[],
  record: (succeeded: readonly Pod[], failed: readonly Pod[]) => BackOffRecord,
): Look {
  const uncountedTerminatedPods = job.status.uncountedTerminatedPods ?? {};
  const status = { ...job.status, uncountedTerminatedPods };
  const active = pods.filter(isPodActive);
  const finished = newlyFinished(job, pods);
  const { podFailurePolicy } = job.spec;
  const counting = (pod: Pod): boolean => judgeFailure(podFailurePolicy, pod).counts;
  const { succeeded = [], failed = [] } = uncountedTerminatedPods;
  return {
    key,
    job,
    status,
    pods,
    active,
    ready: countIf(active, isPodReady),
    terminating: countIf(pods, isTerminating),
    succeeded: (status.succeeded ?? 0) + finished.succeeded.length + succeeded.length,
    failed: (status.failed ?? 0) + countIf(finished.failed, counting) + failed.length,
    finished: undefined,
    record: record(finished.succeeded, finished.failed),
    before: [],
    done: [],
    failedIndexes: undefined,
    held: new Map(),
  };
}
