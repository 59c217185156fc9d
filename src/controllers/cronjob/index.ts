/** The CronJob controller: a Job at each scheduled time, and not too many left behind. */
import type { StoreEvent } from '#apimachinery/api.ts';
import { keyOf, splitKey } from '#apimachinery/object.ts';
import { ParseError } from '#apimachinery/parse-error.ts';
import { printRfc1123, timeOf } from '#apimachinery/time.ts';
import type { WorkQueue } from '#client/work-queue.ts';
import { type CronJob, type CronJobStatus, cronJobKind } from '#resources/cronjob.ts';
import { parseSchedule, type Schedule } from '#resources/cronjobs/schedule.ts';
import { jobKind } from '#resources/job.ts';
import type { Controller, ControllerDeps } from '../controller.ts';
import { startLoop } from '../loop.ts';
import { resolveController } from '../resolve.ts';
import { noteJobs } from './active.ts';
import { trimHistory } from './history.ts';
import { jobNameOf, startJob } from './start.ts';
import { isManyMissed, recentStart, untilNextMs } from './times.ts';

/** The schedule; undefined, with an event, when it cannot be read. */
function scheduleOf({ recorder }: ControllerDeps, cronJob: CronJob): Schedule | undefined {
  const { schedule, timeZone } = cronJob.spec;
  try {
    return parseSchedule(schedule, timeZone);
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    const why = `unparseable schedule: ${JSON.stringify(schedule)} : ${error.message}`;
    recorder.event(cronJob, 'Warning', 'UnparseableSchedule', why);
    return undefined;
  }
}

/** The start that is due, if one is. */
function dueStart({ recorder, clock }: ControllerDeps, cronJob: CronJob, schedule: Schedule) {
  const recent = recentStart(cronJob, schedule, clock.now(), true);
  if (recent.isImpossible) {
    const why = 'time difference between two schedules is less than 1 second';
    const text = `invalid schedule: ${cronJob.spec.schedule} : ${why}`;
    recorder.event(cronJob, 'Warning', 'InvalidSchedule', text);
  } else if (recent.dueMs !== undefined && isManyMissed(recent)) {
    const why =
      'too many missed start times. Set or decrease .spec.startingDeadlineSeconds or check clock skew';
    recorder.event(cronJob, 'Warning', 'TooManyMissedTimes', why);
  }
  return recent;
}

/** Whether the start was made before, came too late, or may not be while another Job runs. */
function isHeldBack(
  { recorder, clock }: ControllerDeps,
  cronJob: CronJob,
  status: CronJobStatus,
  dueMs: number,
): boolean {
  const { startingDeadlineSeconds: seconds, concurrencyPolicy } = cronJob.spec;
  const { active = [], lastScheduleTime } = status;
  if (seconds !== undefined && dueMs + 1000 * seconds < clock.now()) {
    const why = `Missed scheduled time to start a job: ${printRfc1123(dueMs)}`;
    recorder.event(cronJob, 'Warning', 'MissSchedule', why);
    return true;
  }
  const name = jobNameOf(cronJob, dueMs);
  const isMade = active.some((one) => one.name === name) || timeOf(lastScheduleTime) === dueMs;
  if (isMade) return true;
  if (concurrencyPolicy !== 'Forbid' || active.length === 0) return false;
  const why =
    'Not starting job because prior execution is running and concurrency policy is Forbid';
  recorder.event(cronJob, 'Normal', 'JobAlreadyActive', why);
  return true;
}

/** What one look leaves behind. */
interface Look {
  readonly status: CronJobStatus;
  readonly againMs?: number;
}

function proceed(deps: ControllerDeps, cronJob: CronJob, before: CronJobStatus): Look {
  const schedule = scheduleOf(deps, cronJob);
  if (!schedule) return { status: before };
  const { dueMs, isImpossible } = dueStart(deps, cronJob, schedule);
  if (isImpossible) return { status: before };
  const isHeld = dueMs === undefined || isHeldBack(deps, cronJob, before, dueMs);
  const status = isHeld ? before : startJob(deps, cronJob, before, dueMs);
  const againMs = untilNextMs({ ...cronJob, status }, schedule, deps.clock.now());
  return Number.isFinite(againMs) ? { status, againMs } : { status };
}

/** Gives when the next start is, ms. */
function reconcile(deps: ControllerDeps, key: string): number | undefined {
  const { client } = deps;
  const { namespace, name } = splitKey(key);
  const cronJob = client.get(cronJobKind, namespace, name);
  if (!cronJob) return undefined;
  const jobs = client.byOwner(jobKind, cronJob.metadata.uid);
  const trimmed = trimHistory(deps, cronJob, jobs);
  const noted = noteJobs(deps, cronJob, trimmed, jobs);
  const isResting = cronJob.metadata.deletionTimestamp !== undefined || cronJob.spec.suspend;
  const { status, againMs } = isResting ? { status: noted } : proceed(deps, cronJob, noted);
  if (status !== cronJob.status) client.updateStatus(cronJobKind, { ...cronJob, status });
  return againMs;
}

type CronJobEvent = StoreEvent & { object: CronJob; previous: CronJob | undefined };

/** Another schedule is looked at when it is due; every other change at once. */
function onCronJob(deps: ControllerDeps, queue: WorkQueue, event: CronJobEvent): void {
  const { object, previous, revision, type } = event;
  const isRescheduled =
    type === 'MODIFIED' &&
    previous !== undefined &&
    (previous.spec.schedule !== object.spec.schedule ||
      previous.spec.timeZone !== object.spec.timeZone);
  const schedule = isRescheduled ? scheduleOf(deps, object) : undefined;
  if (!schedule) {
    queue.add(keyOf(object), revision);
    return;
  }
  const delayMs = untilNextMs(object, schedule, deps.clock.now());
  if (Number.isFinite(delayMs)) queue.addAfter(keyOf(object), delayMs, revision);
}

/** Mirrors kubernetes pkg/controller/cronjob/cronjob_controllerv2.go. */
export const cronJobController: Controller = {
  name: 'cronjob-controller',
  start: (deps) => {
    const { client } = deps;
    const queue = startLoop(deps, (key) => reconcile(deps, key));
    client.watch(cronJobKind, (event) => onCronJob(deps, queue, event));
    client.watch(jobKind, ({ object, previous, revision }) => {
      for (const job of previous ? [previous, object] : [object]) {
        const cronJob = resolveController(client, cronJobKind, job);
        if (cronJob) queue.add(keyOf(cronJob), revision);
      }
    });
  },
};
