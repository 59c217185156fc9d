/** What a Job's status may say, and how it may change. Mirrors kubernetes pkg/apis/batch/validation/validation.go ValidateJobStatusUpdate. */
import { isEqual } from '#apimachinery/equality.ts';
import { duplicate, invalid, invalidUnshown, required } from '#apimachinery/field-error.ts';
import { timeOf } from '#apimachinery/time.ts';
import {
  hasJobCondition,
  isIndexed,
  isJobComplete,
  isJobFailed,
  isJobFinished,
} from '../../jobs/conditions.ts';
import type { Job } from '../../types/job.ts';
import { eachItem, type FieldErrors, none, nonNegative } from '../fields.ts';
import { validateStatusIndexes } from './status-indexes.ts';

const CONDITIONS = 'status.conditions';

/** One refusal of the conditions as a whole. */
const refuse = (isWrong: boolean, why: string): FieldErrors =>
  isWrong ? [invalidUnshown(CONDITIONS, why)] : none;

function validateUncounted({ status }: Job): FieldErrors {
  const seen = new Set<string>();
  const check = (uid: string, field: string): FieldErrors => {
    if (uid === '') return [invalid(field, uid, 'must not be empty')];
    if (seen.has(uid)) return [duplicate(field, uid)];
    seen.add(uid);
    return none;
  };
  const field = 'status.uncountedTerminatedPods';
  const { succeeded, failed } = status.uncountedTerminatedPods ?? {};
  return [
    ...eachItem(`${field}.succeeded`, succeeded, check),
    ...eachItem(`${field}.failed`, failed, check),
  ];
}

/** Whether a condition changed between the two. */
const turned = (next: Job, old: Job, type: string): boolean =>
  hasJobCondition(next, type) !== hasJobCondition(old, type);

function validateEnds(next: Job, old: Job): FieldErrors {
  const [complete, failed] = [isJobComplete(next), isJobFailed(next)];
  const isTarget = hasJobCondition(next, 'FailureTarget');
  const completed = turned(next, old, 'Complete');
  const ended = turned(next, old, 'Failed');
  return [
    ...refuse(
      (completed || ended) && complete && failed,
      'cannot set Complete=True and Failed=true conditions',
    ),
    ...refuse(
      (completed || turned(next, old, 'FailureTarget')) && complete && isTarget,
      'cannot set Complete=True and FailureTarget=true conditions',
    ),
  ];
}

function validateTimes(next: Job, old: Job): FieldErrors {
  const { startTime, completionTime } = next.status;
  const field = 'status.completionTime';
  const completed = turned(next, old, 'Complete');
  const moved = completionTime !== old.status.completionTime;
  const isEarly = completionTime && startTime && timeOf(completionTime) < timeOf(startTime);
  const errors = [];
  if ((completed || moved) && completionTime && !isJobComplete(next)) {
    const why = 'cannot set completionTime when there is no Complete=True condition';
    errors.push(invalid(field, completionTime, why));
  }
  if ((completed || moved) && !completionTime && isJobComplete(next)) {
    errors.push(required(field, 'completionTime is required for Complete jobs'));
  }
  if ((moved || startTime !== old.status.startTime) && isEarly) {
    errors.push(invalid(field, completionTime, 'must be equal to or after `startTime`'));
  }
  return errors;
}

function validateSteps(next: Job, old: Job): FieldErrors {
  const indexesChanged = next.status.failedIndexes !== old.status.failedIndexes;
  const completed = turned(next, old, 'Complete') || turned(next, old, 'SuccessCriteriaMet');
  return [
    ...refuse(
      (turned(next, old, 'Failed') || indexesChanged) &&
        isJobFailed(next) &&
        !hasJobCondition(next, 'FailureTarget'),
      'cannot set Failed=True condition without the FailureTarget=true condition',
    ),
    ...refuse(
      completed && isJobComplete(next) && !hasJobCondition(next, 'SuccessCriteriaMet'),
      'cannot set Complete=True condition without the SuccessCriteriaMet=true condition',
    ),
  ];
}

function validateFinished(next: Job, old: Job): FieldErrors {
  if (!isJobFinished(next)) return none;
  const { active = 0, startTime, uncountedTerminatedPods: uncounted } = next.status;
  const finished = !isJobFinished(old);
  const left = (uncounted?.failed?.length ?? 0) + (uncounted?.succeeded?.length ?? 0);
  const isEmpty = next.spec.suspend === true && next.spec.completions === 0;
  const errors = [];
  if ((finished || active !== (old.status.active ?? 0)) && active > 0) {
    errors.push(invalid('status.active', active, 'active>0 is invalid for finished job'));
  }
  if ((finished || startTime !== old.status.startTime) && !startTime && !isEmpty) {
    errors.push(required('status.startTime', 'startTime is required for finished job'));
  }
  if ((finished || !isEqual(uncounted, old.status.uncountedTerminatedPods)) && left > 0) {
    const field = 'status.uncountedTerminatedPods';
    errors.push(invalid(field, uncounted, 'must be empty for finished job'));
  }
  return errors;
}

function validatePodCounts(next: Job, old: Job): FieldErrors {
  const { active = 0, ready, terminating } = next.status;
  const ended = isJobFinished(next) !== isJobFinished(old);
  const isTerminating = terminating !== undefined && terminating > 0 && isJobFinished(next);
  const isMoved = ready !== old.status.ready || active !== (old.status.active ?? 0);
  const errors = [];
  if ((ended || terminating !== old.status.terminating) && isTerminating) {
    const why = 'terminating>0 is invalid for finished job';
    errors.push(invalid('status.terminating', terminating, why));
  }
  if (isMoved && ready !== undefined && ready > active) {
    errors.push(invalid('status.ready', ready, 'cannot set more ready pods than active'));
  }
  return errors;
}

function validateSuccess(next: Job, old: Job): FieldErrors {
  const isMet = hasJobCondition(next, 'SuccessCriteriaMet');
  const wasMet = hasJobCondition(old, 'SuccessCriteriaMet');
  return [
    ...refuse(
      isMet && isJobFailed(next),
      'cannot set SuccessCriteriaMet=True and Failed=true conditions',
    ),
    ...refuse(
      isMet && hasJobCondition(next, 'FailureTarget'),
      'cannot set SuccessCriteriaMet=True and FailureTarget=true conditions',
    ),
    ...refuse(
      next.spec.successPolicy !== undefined && !isMet && isJobComplete(next),
      'cannot set Complete=True for Job with SuccessPolicy unless SuccessCriteriaMet=True',
    ),
    ...['Failed', 'Complete', 'FailureTarget'].flatMap((type) =>
      refuse(
        hasJobCondition(old, type) && !hasJobCondition(next, type),
        `cannot disable the terminal ${type}=True condition`,
      ),
    ),
    ...validateCounters(next, old),
    ...refuse(wasMet && !isMet, 'cannot disable the SuccessCriteriaMet=True condition'),
    ...refuse(
      isJobComplete(old) && !wasMet && isMet,
      'cannot set SuccessCriteriaMet=True for Job already has Complete=true conditions',
    ),
  ];
}

/** Counters only grow, and times stay. */
function validateCounters({ status, spec }: Job, old: Job): FieldErrors {
  const { failed = 0, succeeded = 0, completionTime, startTime } = status;
  const isElastic = isIndexed({ spec }) && spec.completions === spec.parallelism;
  const before = old.status.startTime;
  const wasSuspended = hasJobCondition(old, 'Suspended');
  const resumes =
    wasSuspended &&
    status.conditions?.some((one) => one.type === 'Suspended' && one.status === 'False');
  const errors = [];
  if (failed < (old.status.failed ?? 0)) {
    errors.push(invalid('status.failed', failed, 'cannot decrease the failed counter'));
  }
  if (!isElastic && succeeded < (old.status.succeeded ?? 0)) {
    errors.push(invalid('status.succeeded', succeeded, 'cannot decrease the succeeded counter'));
  }
  const completed = old.status.completionTime;
  if (completionTime && completed && completionTime !== completed) {
    errors.push(invalid('status.completionTime', completionTime, 'field is immutable'));
  }
  if (before && before !== startTime && !resumes && spec.suspend !== true) {
    errors.push(required('status.startTime', 'startTime cannot be removed for unsuspended job'));
  }
  return errors;
}

/** Every rule of a status update, in upstream's order. */
export const validateJobStatus = (next: Job, old: Job): FieldErrors => [
  ...nonNegative('status.active', next.status.active),
  ...nonNegative('status.succeeded', next.status.succeeded),
  ...nonNegative('status.failed', next.status.failed),
  ...nonNegative('status.ready', next.status.ready),
  ...nonNegative('status.terminating', next.status.terminating),
  ...validateUncounted(next),
  ...validateEnds(next, old),
  ...validateTimes(next, old),
  ...validateSteps(next, old),
  ...validateFinished(next, old),
  ...validateStatusIndexes(next, old),
  ...validatePodCounts(next, old),
  ...validateSuccess(next, old),
];
