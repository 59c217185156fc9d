/** Deletes Jobs: those beyond the history limits, and those that are replaced. Mirrors kubernetes pkg/controller/cronjob/cronjob_controllerv2.go cleanupFinishedJobs. */
import { StatusError } from '#apimachinery/status.ts';
import type { CronJob, CronJobStatus } from '#resources/cronjob.ts';
import { type Job, jobKind } from '#resources/job.ts';
import { isJobComplete, isJobFailed } from '#resources/jobs/conditions.ts';
import type { ControllerDeps } from '../controller.ts';
import { withoutActive } from './active.ts';

/** Deletes a Job with its pods; undefined when that was refused. */
export function deleteJob(
  { client, recorder }: ControllerDeps,
  cronJob: CronJob,
  status: CronJobStatus,
  job: Job,
): CronJobStatus | undefined {
  const { name, uid } = job.metadata;
  try {
    client.delete(jobKind, job, { propagationPolicy: 'Background' });
  } catch (refusal) {
    if (!(refusal instanceof StatusError)) throw refusal;
    recorder.event(cronJob, 'Warning', 'FailedDelete', `Deleted job: ${refusal.message}`);
    return undefined;
  }
  recorder.event(cronJob, 'Normal', 'SuccessfulDelete', `Deleted job ${name}`);
  return withoutActive(status, uid);
}

/** The earlier started first; those never started last. */
function byStart(a: Job, b: Job): number {
  const [x, y] = [a.status.startTime ?? '\uffff', b.status.startTime ?? '\uffff'];
  if (x !== y) return x < y ? -1 : 1;
  return a.metadata.name < b.metadata.name ? -1 : 1;
}

/** The status after the oldest finished Jobs were deleted, as many as are too many. */
export function trimHistory(
  deps: ControllerDeps,
  cronJob: CronJob,
  jobs: readonly Job[],
): CronJobStatus {
  const { successfulJobsHistoryLimit, failedJobsHistoryLimit } = cronJob.spec;
  let { status } = cronJob;
  const trim = (finished: readonly Job[], limit: number | undefined): void => {
    if (limit === undefined || finished.length <= limit) return;
    for (const job of [...finished].sort(byStart).slice(0, finished.length - limit)) {
      status = deleteJob(deps, cronJob, status, job) ?? status;
    }
  };
  trim(jobs.filter(isJobComplete), successfulJobsHistoryLimit);
  trim(jobs.filter(isJobFailed), failedJobsHistoryLimit);
  return status;
}
