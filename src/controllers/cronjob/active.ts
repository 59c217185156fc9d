/** The Jobs a CronJob's status names as active: those that ended or vanished go. Mirrors kubernetes pkg/controller/cronjob/cronjob_controllerv2.go syncCronJob. */
import { timeOf } from '#apimachinery/time.ts';
import type { CronJob, CronJobStatus } from '#resources/cronjob.ts';
import { type Job, jobKind } from '#resources/job.ts';
import { finishedCondition, isJobComplete } from '#resources/jobs/conditions.ts';
import type { ControllerDeps } from '../controller.ts';

/** The status without a Job among the active ones. */
export function withoutActive(status: CronJobStatus, uid: string): CronJobStatus {
  const { active = [], ...rest } = status;
  const others = active.filter((one) => one.uid !== uid);
  if (others.length === active.length) return status;
  return others.length > 0 ? { ...rest, active: others } : rest;
}

/** Takes note of a Job that ended. */
function noteEnd(
  { recorder }: ControllerDeps,
  cronJob: CronJob,
  status: CronJobStatus,
  job: Job,
): CronJobStatus {
  const { name, uid } = job.metadata;
  const condition = finishedCondition(job)?.type;
  let next = withoutActive(status, uid);
  if (next !== status) {
    const message = `Saw completed job: ${name}, condition: ${condition ?? ''}`;
    recorder.event(cronJob, 'Normal', 'SawCompletedJob', message);
  }
  const { completionTime } = job.status;
  if (!isJobComplete(job) || !completionTime) return next;
  if (timeOf(completionTime) > timeOf(next.lastSuccessfulTime)) {
    next = { ...next, lastSuccessfulTime: completionTime };
  }
  return next;
}

/** The status as it should be, by the Jobs there are. */
export function noteJobs(
  deps: ControllerDeps,
  cronJob: CronJob,
  before: CronJobStatus,
  jobs: readonly Job[],
): CronJobStatus {
  const { client, recorder } = deps;
  let status = before;
  for (const job of jobs) {
    const { name, uid } = job.metadata;
    if (finishedCondition(job)) {
      status = noteEnd(deps, cronJob, status, job);
      continue;
    }
    if (status.active?.some((one) => one.uid === uid)) continue;
    const message = `Saw a job that the controller did not create or forgot: ${name}`;
    recorder.event(cronJob, 'Warning', 'UnexpectedJob', message);
  }
  for (const { uid = '', name = '', namespace = '' } of status.active ?? []) {
    if (jobs.some((job) => job.metadata.uid === uid)) continue;
    if (client.get(jobKind, namespace, name)) continue;
    recorder.event(cronJob, 'Normal', 'MissingJob', `Active job went missing: ${name}`);
    status = withoutActive(status, uid);
  }
  return status;
}
