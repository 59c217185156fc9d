/** What the Job controller asks of a pod: is it counted, did it fail, which index is it, when did it end. */
import { timeOf } from '#apimachinery/time.ts';
import type { Job } from '#resources/job.ts';
import {
  COMPLETION_INDEX,
  INDEX_FAILURE_COUNT,
  INDEX_IGNORED_FAILURE_COUNT,
  TRACKING_FINALIZER,
} from '#resources/jobs/labels.ts';
import type { Pod } from '#resources/pod.ts';
import { isPodFinished, podCondition } from '../pods.ts';

/** Whether the end of the pod has still to be counted. */
export const isTracked = ({ metadata }: Pod): boolean =>
  metadata.finalizers?.includes(TRACKING_FINALIZER) ?? false;

/** Being deleted, and its containers not ended yet. Mirrors controller_utils.go IsPodTerminating. */
export const isTerminating = (pod: Pod): boolean =>
  pod.metadata.deletionTimestamp !== undefined && !isPodFinished(pod);

/** Whether a pod is only replaced when it has really ended. */
export const onlyReplaceFailed = ({ spec }: Job): boolean =>
  spec.podReplacementPolicy === 'Failed' || spec.podFailurePolicy !== undefined;

/** Failed, or on its way out: such a pod may never come to say so. Mirrors job_controller.go isPodFailed. */
export function isPodFailed(pod: Pod, job: Job): boolean {
  if (pod.status.phase === 'Failed') return true;
  if (onlyReplaceFailed(job)) return false;
  return pod.metadata.deletionTimestamp !== undefined && pod.status.phase !== 'Succeeded';
}

/** The pod's index in an Indexed Job; -1 when it has none. */
export function completionIndex({ metadata }: Pod): number {
  const text = metadata.annotations?.[COMPLETION_INDEX] ?? '';
  return /^\+?\d+$/.test(text) ? Number(text) : -1;
}

const countIn = ({ metadata }: Pod, annotation: string): number => {
  const count = Number(metadata.annotations?.[annotation] ?? 0);
  return Number.isInteger(count) && count >= 0 && count <= 2_147_483_647 ? count : 0;
};

/** How many pods of its index failed before it, and how many of those did not count. */
export const indexFailures = (pod: Pod) => ({
  counted: countIn(pod, INDEX_FAILURE_COUNT),
  ignored: countIn(pod, INDEX_IGNORED_FAILURE_COUNT),
});

export function allIndexFailures(pod: Pod): number {
  const { counted, ignored } = indexFailures(pod);
  return counted + ignored;
}

type Statuses = Pod['status']['containerStatuses'];

/** When the last of them ended; undefined unless all have. */
function lastEndMs(statuses: NonNullable<Statuses>): number | undefined {
  let lastMs: number | undefined;
  for (const { state } of statuses) {
    const finishedAt = state?.terminated?.finishedAt;
    if (!finishedAt) return undefined;
    lastMs = Math.max(lastMs ?? 0, timeOf(finishedAt));
  }
  return lastMs;
}

/** Mirrors kubernetes pkg/controller/job/backoff_utils.go getFinishedTime. */
export function finishedMs(pod: Pod): number {
  const { metadata, spec, status } = pod;
  const sidecars = new Set(
    (spec.initContainers ?? [])
      .filter(({ restartPolicy }) => restartPolicy === 'Always')
      .map(({ name }) => name),
  );
  const beside = (status.initContainerStatuses ?? []).filter(({ name }) => sidecars.has(name));
  const endMs = lastEndMs([...(status.containerStatuses ?? []), ...beside]);
  if (endMs !== undefined) return endMs;
  const ready = podCondition(pod, 'Ready');
  if (ready?.status === 'False' && ready.lastTransitionTime)
    return timeOf(ready.lastTransitionTime);
  const { deletionTimestamp, deletionGracePeriodSeconds = 0 } = metadata;
  if (deletionTimestamp) return timeOf(deletionTimestamp) - 1000 * deletionGracePeriodSeconds;
  return timeOf(metadata.creationTimestamp);
}
