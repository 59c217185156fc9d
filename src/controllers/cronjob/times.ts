/** Which start of a CronJob is due, and when to look again. Mirrors kubernetes pkg/controller/cronjob/utils.go. */
import { timeOf } from '#apimachinery/time.ts';
import type { CronJob } from '#resources/cronjob.ts';
import type { Schedule } from '#resources/cronjobs/schedule.ts';

/** Added to the next start, for clocks that differ a little. */
const PADDING_MS = 100;
/** More missed starts than this are worth a warning. */
const MANY = 100;

export interface Recent {
  /** The last start, or the CronJob's creation. */
  readonly earliestMs: number;
  /** The latest start that is due; undefined when none is. */
  readonly dueMs: number | undefined;
  readonly missed: number;
  /** The schedule never comes twice. */
  readonly isImpossible: boolean;
}

/** The latest of the starts from `firstMs` on, `stepMs` apart if they are regular, that is not after now. */
function latestDue(schedule: Schedule, firstMs: number, stepMs: number, nowMs: number) {
  const missed = Math.floor((nowMs - firstMs) / stepMs) + 1;
  let dueMs: number | undefined;
  let at = schedule.next(firstMs + (missed - 2) * stepMs);
  while (at !== undefined && at <= nowMs) {
    dueMs = at;
    at = schedule.next(at);
  }
  return { dueMs, missed };
}

/** Mirrors mostRecentScheduleTime. `withDeadline`: starts that are too late are passed over. */
export function recentStart(
  { metadata, spec, status }: CronJob,
  schedule: Schedule,
  nowMs: number,
  withDeadline: boolean,
): Recent {
  const { startingDeadlineSeconds } = spec;
  let earliestMs = timeOf(status.lastScheduleTime ?? metadata.creationTimestamp);
  if (withDeadline && startingDeadlineSeconds !== undefined) {
    earliestMs = Math.max(earliestMs, nowMs - 1000 * startingDeadlineSeconds);
  }
  const firstMs = schedule.next(earliestMs);
  const secondMs = firstMs === undefined ? undefined : schedule.next(firstMs);
  const idle = { earliestMs, dueMs: undefined, missed: 0, isImpossible: false };
  if (firstMs === undefined) return { ...idle, isImpossible: true };
  if (nowMs < firstMs) return idle;
  if (secondMs === undefined) return { ...idle, isImpossible: true };
  if (nowMs < secondMs) return { ...idle, dueMs: firstMs };
  return { ...idle, ...latestDue(schedule, firstMs, secondMs - firstMs, nowMs) };
}

/** How long until the next start, ms. Mirrors nextScheduleTimeDuration. */
export function untilNextMs(cronJob: CronJob, schedule: Schedule, nowMs: number): number {
  const { earliestMs, dueMs, missed, isImpossible } = recentStart(cronJob, schedule, nowMs, false);
  const fromMs = isImpossible ? nowMs : (dueMs ?? (missed === 0 ? earliestMs : nowMs));
  const nextMs = schedule.next(fromMs);
  return nextMs === undefined ? Number.POSITIVE_INFINITY : nextMs + PADDING_MS - nowMs;
}

export const isManyMissed = ({ missed }: Recent): boolean => missed > MANY;
