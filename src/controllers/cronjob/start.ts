/** Starts the Job of one scheduled time. Mirrors kubernetes pkg/controller/cronjob/cronjob_controllerv2.go syncCronJob and utils.go getJobFromTemplate2. */
import type { Draft } from '#apimachinery/object.ts';
import { controllerReference, isControlledBy } from '#apimachinery/owner-references.ts';
import { StatusError } from '#apimachinery/status.ts';
import { printTime } from '#apimachinery/time.ts';
import type { CronJob, CronJobStatus } from '#resources/cronjob.ts';
import { printZonedTime } from '#resources/cronjobs/zoned-time.ts';
import { type Job, jobKind } from '#resources/job.ts';
import type { ControllerDeps } from '../controller.ts';
import { isAlreadyExists, isNamespaceTerminating } from '../refusals.ts';
import { deleteJob } from './history.ts';

const SCHEDULED = 'batch.kubernetes.io/cronjob-scheduled-timestamp';

/** `backup-29460540`: the minutes since 1970 make the name of a start its own. */
export const jobNameOf = ({ metadata }: CronJob, dueMs: number): string =>
  `${metadata.name}-${Math.floor(dueMs / 60_000)}`;

function draftJob(cronJob: CronJob, dueMs: number): Draft<Job> {
  const { jobTemplate, timeZone } = cronJob.spec;
  const { labels, annotations } = jobTemplate.metadata ?? {};
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name: jobNameOf(cronJob, dueMs),
      namespace: cronJob.metadata.namespace ?? '',
      ...(labels ? { labels } : {}),
      annotations: { ...annotations, [SCHEDULED]: printZonedTime(dueMs, timeZone ?? 'UTC') },
      ownerReferences: [controllerReference(cronJob)],
    },
    spec: jobTemplate.spec,
  };
}

/** The Job, new or left from a start that was cut short; undefined when it is none of ours. */
function makeJob({ client, recorder }: ControllerDeps, cronJob: CronJob, dueMs: number) {
  const draft = draftJob(cronJob, dueMs);
  try {
    const job = client.create(jobKind, draft);
    recorder.event(cronJob, 'Normal', 'SuccessfulCreate', `Created job ${job.metadata.name}`);
    return job;
  } catch (refusal) {
    if (!(refusal instanceof StatusError) || isNamespaceTerminating(refusal)) throw refusal;
    if (isAlreadyExists(refusal)) {
      const { namespace = '', name = '' } = draft.metadata;
      const job = client.get(jobKind, namespace, name);
      return job && isControlledBy(job, cronJob) ? job : undefined;
    }
    recorder.event(cronJob, 'Warning', 'FailedCreate', `Error creating job: ${refusal.message}`);
    throw refusal;
  }
}

/** With `Replace` what still runs goes first. */
function replaceActive(deps: ControllerDeps, cronJob: CronJob, before: CronJobStatus) {
  let status = before;
  for (const { name = '', namespace = '' } of before.active ?? []) {
    const job = deps.client.get(jobKind, namespace, name);
    const next = job && deleteJob(deps, cronJob, status, job);
    if (!next) throw new StatusError(500, '', `could not replace job ${namespace}/${name}`);
    status = next;
  }
  return status;
}

/** The status once the Job of `dueMs` was started. */
export function startJob(
  deps: ControllerDeps,
  cronJob: CronJob,
  before: CronJobStatus,
  dueMs: number,
): CronJobStatus {
  const isReplacing = cronJob.spec.concurrencyPolicy === 'Replace';
  const status = isReplacing ? replaceActive(deps, cronJob, before) : before;
  const job = makeJob(deps, cronJob, dueMs);
  if (!job) return status;
  const { name, namespace = '', uid, resourceVersion } = job.metadata;
  if (status.active?.some((one) => one.uid === uid)) return status;
  const { apiVersion, kind } = job;
  const reference = { kind, namespace, name, uid, apiVersion, resourceVersion };
  return {
    ...status,
    active: [...(status.active ?? []), reference],
    lastScheduleTime: printTime(dueMs),
  };
}
