/** One look at a Job: what it has come to, the pods it needs, and what its status says. Mirrors kubernetes pkg/controller/job/job_controller.go syncJob. */
import { conditionOf, isConditionTrue } from '#apimachinery/conditions.ts';
import { printTime, timeOf } from '#apimachinery/time.ts';
import type { Job } from '#resources/job.ts';
import { isIndexed } from '#resources/jobs/conditions.ts';
import { countIndexes } from '#resources/jobs/indexes.ts';
import type { Pod } from '#resources/pod.ts';
import type { ControllerDeps } from '../controller.ts';
import { failing, finalCondition, jobCondition, withJobCondition } from './conditions.ts';
import { deletePods } from './delete-pods.ts';
import { failJobMessage } from './failure-policy.ts';
import { countLookIndexes } from './indexes.ts';
import { hasLimitPerIndex, type Look } from './look.ts';
import { type Managed, manageJob } from './manage.ts';
import { metSuccessPolicy } from './success-policy.ts';
import { trackPods } from './track.ts';

/** Whether containers of running pods were restarted too often; only where they are restarted at all. */
function isPastLimitOnFailure({ spec }: Job, pods: readonly Pod[]): boolean {
  if (spec.template.spec?.restartPolicy !== 'OnFailure') return false;
  const { backoffLimit = 0 } = spec;
  let restarts = 0;
  for (const { status } of pods) {
    if (status.phase !== 'Running' && status.phase !== 'Pending') continue;
    const statuses = [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])];
    for (const { restartCount } of statuses) restarts += restartCount;
  }
  return backoffLimit === 0 ? restarts > 0 : restarts >= backoffLimit;
}

/** How much of activeDeadlineSeconds is left, ms; undefined when nothing counts down. */
function deadlineLeftMs({ job, status }: Look, nowMs: number): number | undefined {
  const { activeDeadlineSeconds, suspend } = job.spec;
  if (activeDeadlineSeconds === undefined || suspend || !status.startTime) return undefined;
  return activeDeadlineSeconds * 1000 - (nowMs - timeOf(status.startTime));
}

/** What earlier looks, or the failure policy, decided. */
function decideByPolicy(look: Look, nowMs: number): void {
  const { conditions } = look.status;
  if (isConditionTrue(conditions, 'SuccessCriteriaMet')) {
    look.finished = conditionOf(conditions, 'SuccessCriteriaMet');
    return;
  }
  const target = conditionOf(conditions, 'FailureTarget');
  if (target?.status === 'True') {
    look.finished = finalCondition(target, nowMs);
    return;
  }
  const message = failJobMessage(look.job, look.pods);
  if (message !== undefined) look.finished = failing('PodFailurePolicy', message, nowMs);
}

/** Too many failures, or too much time; gives the time that is left. */
function decideByLimits(look: Look, nowMs: number): number | undefined {
  if (look.finished) return undefined;
  const { job, pods, failed } = look;
  if (failed > (job.spec.backoffLimit ?? 0) || isPastLimitOnFailure(job, pods)) {
    const why = 'Job has reached the specified backoff limit';
    look.finished = failing('BackoffLimitExceeded', why, nowMs);
    return undefined;
  }
  const leftMs = deadlineLeftMs(look, nowMs);
  if (leftMs === undefined || leftMs > 0) return leftMs;
  const why = 'Job was active longer than specified deadline';
  look.finished = failing('DeadlineExceeded', why, nowMs);
  return undefined;
}

/** Limits of indexes, and the success policy. */
function decideByIndexes(look: Look, nowMs: number): void {
  const { job, done } = look;
  if (!isIndexed(job) || look.finished) return;
  const { maxFailedIndexes, completions = 0 } = job.spec;
  const failed = countIndexes(look.failedIndexes ?? []);
  if (hasLimitPerIndex(job) && maxFailedIndexes !== undefined && failed > maxFailedIndexes) {
    const why = 'Job has exceeded the specified maximal number of failed indexes';
    look.finished = failing('MaxFailedIndexesExceeded', why, nowMs);
    return;
  }
  if (failed > 0 && failed + countIndexes(done) >= completions) {
    look.finished = failing('FailedIndexes', 'Job has failed indexes', nowMs);
    return;
  }
  const met = metSuccessPolicy(job, done);
  if (met) look.finished = jobCondition('SuccessCriteriaMet', 'True', 'SuccessPolicy', met, nowMs);
}

/** Removes what still runs of a Job that is over; while some cannot be removed it is not over. */
function clear(deps: ControllerDeps, look: Look): Managed {
  const { active } = look;
  const { deleted, ready, error } = deletePods(deps, look.job, active, false);
  if (deleted !== active.length) look.finished = undefined;
  look.terminating += deleted;
  look.ready -= ready;
  return { active: active.length - deleted, error };
}

const isComplete = ({ job, succeeded }: Look, active: number): boolean =>
  active === 0 &&
  (job.spec.completions === undefined ? succeeded > 0 : succeeded >= job.spec.completions);

/** Says whether the Job is suspended; true when that is news. A resumed Job starts anew. */
function noteSuspension({ recorder }: ControllerDeps, look: Look, nowMs: number): boolean {
  const { job } = look;
  const suspended = job.spec.suspend === true;
  const [status, word, verb] = suspended
    ? ['True', 'Suspended', 'suspended']
    : ['False', 'Resumed', 'resumed'];
  const before = look.status.conditions ?? [];
  const next = jobCondition('Suspended', status, `Job${word}`, `Job ${verb}`, nowMs);
  const conditions = withJobCondition(before, next);
  if (conditions === before) return false;
  recorder.event(job, 'Normal', word, `Job ${verb}`);
  look.status = { ...look.status, conditions };
  if (!suspended) look.status = { ...look.status, startTime: printTime(nowMs) };
  return true;
}

/** Runs what is wanted, and sees whether that was all. */
function proceed(deps: ControllerDeps, look: Look, nowMs: number): Managed & { isNews: boolean } {
  const canManage = look.job.metadata.deletionTimestamp === undefined;
  const managed = canManage ? manageJob(deps, look) : { active: look.active.length };
  if (isComplete(look, managed.active)) {
    const why = 'Reached expected number of succeeded pods';
    look.finished = jobCondition('SuccessCriteriaMet', 'True', 'CompletionsReached', why, nowMs);
    return { ...managed, isNews: false };
  }
  return { ...managed, isNews: canManage && noteSuspension(deps, look, nowMs) };
}

/** The numbers of pods as they are now; true when they are news. */
function noteCounts(look: Look, active: number): boolean {
  const { active: before = 0, ready, terminating, ...rest } = look.status;
  look.status = {
    ...rest,
    ...(active > 0 ? { active } : {}),
    ready: look.ready,
    terminating: look.terminating,
  };
  return before !== active || ready !== look.ready || terminating !== look.terminating;
}

/** Does all of it; gives when to look again, ms, if time alone may change something. */
export function syncJob(
  deps: ControllerDeps,
  look: Look,
  onFlush: () => void,
): readonly (number | undefined)[] {
  const nowMs = deps.clock.now();
  if (!look.status.startTime && !look.job.spec.suspend) {
    look.status = { ...look.status, startTime: printTime(nowMs) };
  }
  decideByPolicy(look, nowMs);
  const deadlineMs = decideByLimits(look, nowMs);
  countLookIndexes(look);
  decideByIndexes(look, nowMs);
  const went = look.finished ? { ...clear(deps, look), isNews: false } : proceed(deps, look, nowMs);
  const isNews = noteCounts(look, went.active) || went.isNews;
  trackPods(deps, look, isNews, onFlush);
  if (went.error) throw went.error;
  return [deadlineMs, went.waitMs];
}
