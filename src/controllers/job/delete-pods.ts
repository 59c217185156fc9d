/** Deletes pods of a Job and says so in its events. Mirrors kubernetes pkg/controller/controller_utils.go DeletePod. */
import { StatusError } from '#apimachinery/status.ts';
import type { Job } from '#resources/job.ts';
import { type Pod, podKind } from '#resources/pod.ts';
import type { ControllerDeps } from '../controller.ts';
import { isPodReady } from '../pods.ts';
import { isNotFound } from '../refusals.ts';
import { removeTracking } from './finalizer.ts';

export interface Deletions {
  readonly deleted: number;
  /** How many of all of them were ready. */
  readonly ready: number;
  readonly error: StatusError | undefined;
}

function deletePod({ client, recorder }: ControllerDeps, job: Job, pod: Pod): void {
  const { name } = pod.metadata;
  try {
    client.delete(podKind, pod);
  } catch (refusal) {
    if (!(refusal instanceof StatusError) || isNotFound(refusal)) throw refusal;
    recorder.event(job, 'Warning', 'FailedDelete', `Error deleting: ${refusal.message}`);
    const { code, reason, message } = refusal;
    throw new StatusError(code, reason, `unable to delete pods: ${message}`);
  }
  recorder.event(job, 'Normal', 'SuccessfulDelete', `Deleted pod: ${name}`);
}

/**
 * Deletes pods. With `uncounted` they are let go of first: nobody counts them as failed.
 * Mirrors job_controller.go deleteActivePods and deleteJobPods.
 */
export function deletePods(
  deps: ControllerDeps,
  job: Job,
  pods: readonly Pod[],
  uncounted: boolean,
): Deletions {
  let deleted = pods.length;
  let error: StatusError | undefined;
  for (const pod of pods) {
    try {
      if (uncounted) removeTracking(deps.client, pod);
      deletePod(deps, job, pod);
    } catch (refusal) {
      if (!(refusal instanceof StatusError)) throw refusal;
      if (isNotFound(refusal)) continue;
      deleted -= 1;
      error ??= refusal;
    }
  }
  return { deleted, ready: pods.filter(isPodReady).length, error };
}
