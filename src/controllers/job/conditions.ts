/** The conditions of a Job, made and put in their place. */
import { conditionOf } from '#apimachinery/conditions.ts';
import { printTime } from '#apimachinery/time.ts';
import type { JobCondition } from '#resources/job.ts';

/** A condition as it is now. */
export function jobCondition(
  type: string,
  status: string,
  reason: string,
  message: string,
  nowMs: number,
): JobCondition {
  const now = printTime(nowMs);
  return { type, status, reason, message, lastProbeTime: now, lastTransitionTime: now };
}

/** That it will fail, said before its pods have gone. */
export const failing = (reason: string, message: string, nowMs: number): JobCondition =>
  jobCondition('FailureTarget', 'True', reason, message, nowMs);

/** The condition that an interim one ends in: FailureTarget ⇒ Failed, SuccessCriteriaMet ⇒ Complete. */
export const finalCondition = (
  { type, reason = '', message = '' }: JobCondition,
  nowMs: number,
): JobCondition =>
  jobCondition(
    type === 'SuccessCriteriaMet' ? 'Complete' : 'Failed',
    'True',
    reason,
    message,
    nowMs,
  );

/**
 * The list with a condition in it; the list itself when it says so already, and when there is none of
 * the type and it would be False. Mirrors job_controller.go ensureJobConditionStatus.
 */
export function withJobCondition(
  conditions: readonly JobCondition[] = [],
  next: JobCondition,
): readonly JobCondition[] {
  const old = conditionOf(conditions, next.type);
  if (!old) return next.status === 'False' ? conditions : [...conditions, next];
  const isSame =
    old.status === next.status && old.reason === next.reason && old.message === next.message;
  return isSame ? conditions : conditions.map((each) => (each === old ? next : each));
}
