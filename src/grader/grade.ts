/** Grading: every check against state and history, each answer with its evidence. */
import { parseGoDuration } from '#apimachinery/duration.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import type { Check, Exercise } from './exercise.ts';
import { type Span, spansOf } from './history.ts';
import { compileObservation, type Observed } from './observe.ts';
import { type Change, createWorld } from './world.ts';

/** `wait`: not yet, and the cluster is still at work. */
export type CheckState = 'pass' | 'fail' | 'wait';

/** One graded check, ready to show. */
export interface CheckResult {
  readonly that: string;
  readonly state: CheckState;
  /** `3` · `at least 4` */
  readonly expected: string;
  /** `2` · `3, from 00:00:52 to 00:01:31` · `there is no Deployment web` */
  readonly observed: string;
  /** Elapsed time since which what counts is as observed: `00:00:52`. */
  readonly since: string;
  /** The command that shows it. */
  readonly evidence: string;
  /** For `wait`: what is being waited for. */
  readonly note?: string;
}

export interface GradeResult {
  readonly passed: boolean;
  readonly checks: readonly CheckResult[];
  /** Said to who was led by a wrong idea the exercise knows of. */
  readonly misconception?: string;
}

/** What a learner did and what came of it, since the exercise began. */
export interface Attempt {
  readonly startMs: number;
  readonly nowMs: number;
  /** Every object when the exercise began. */
  readonly start: readonly KubeObject[];
  readonly changes: readonly Change[];
  readonly commands: readonly string[];
  /** Nothing is being created, deleted or rolled out. */
  readonly atRest: boolean;
}

/** 91_000 ⇒ "00:01:31" */
export function printElapsed(ms: number): string {
  const s = Math.floor(ms / 1000);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${two(Math.floor(s / 3600))}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`;
}

const isNumber = (value: Observed): value is number => typeof value === 'number';

function holds(check: Check, { value, nothing }: Span): boolean {
  if (nothing !== undefined) return false;
  if (check.equals !== undefined && value !== check.equals) return false;
  if (check.atLeast !== undefined && !(isNumber(value) && value >= check.atLeast)) return false;
  return check.atMost === undefined || (isNumber(value) && value <= check.atMost);
}

function printExpected(check: Check): string {
  const parts = [
    check.equals === undefined ? '' : String(check.equals),
    check.atLeast === undefined ? '' : `at least ${check.atLeast}`,
    check.atMost === undefined ? '' : `at most ${check.atMost}`,
  ];
  return parts.filter(Boolean).join(' and ');
}

const printValue = ({ value, nothing }: Span): string =>
  nothing ?? (Array.isArray(value) ? value.join(', ') || 'none' : String(value));

interface Verdict {
  readonly state: CheckState;
  readonly span: Span;
  readonly observed: string;
  readonly note?: string;
}

const WAITING = 'not yet: the cluster is still at work';

function judgeNow(check: Check, spans: readonly Span[], attempt: Attempt): Verdict {
  const last = spans.at(-1) as Span;
  const ok = holds(check, last);
  const from = spans.findLastIndex((span) => holds(check, span) !== ok) + 1;
  const span = { ...last, fromMs: (spans[from] ?? last).fromMs };
  if (ok) return { state: 'pass', span, observed: printValue(last) };
  if (attempt.atRest) return { state: 'fail', span, observed: printValue(last) };
  return { state: 'wait', span, observed: printValue(last), note: WAITING };
}

function judgeAlways(check: Check, spans: readonly Span[], attempt: Attempt): Verdict {
  const broken = spans.findIndex((span) => !holds(check, span));
  const span = spans[broken];
  if (!span) {
    const first = spans[0] as Span;
    return { state: 'pass', span: first, observed: printValue(spans.at(-1) as Span) };
  }
  const mended = spans.slice(broken).find((later) => holds(check, later));
  const elapsed = (ms: number): string => printElapsed(ms - attempt.startMs);
  const until = mended ? `to ${elapsed(mended.fromMs)}` : 'until now';
  return {
    state: 'fail',
    span,
    observed: `${printValue(span)}, from ${elapsed(span.fromMs)} ${until}`,
  };
}

function judgeEver(check: Check, spans: readonly Span[], attempt: Attempt, endMs: number): Verdict {
  const met = spans.find((span) => holds(check, span) && span.fromMs <= endMs);
  if (met) return { state: 'pass', span: met, observed: printValue(met) };
  const last = spans.at(-1) as Span;
  const late = attempt.nowMs > endMs || (endMs === Number.POSITIVE_INFINITY && attempt.atRest);
  return {
    state: late ? 'fail' : 'wait',
    span: last,
    observed: printValue(last),
    ...(late ? {} : { note: WAITING }),
  };
}

function judge(check: Check, spans: readonly Span[], attempt: Attempt): Verdict {
  const when = check.when ?? 'now';
  if (when === 'now') return judgeNow(check, spans, attempt);
  if (when === 'always') return judgeAlways(check, spans, attempt);
  if (when === 'ever') return judgeEver(check, spans, attempt, Number.POSITIVE_INFINITY);
  const limitMs = parseGoDuration(when.slice('within '.length)) ?? 0;
  return judgeEver(check, spans, attempt, attempt.startMs + limitMs);
}

function report(check: Check, spans: readonly Span[], attempt: Attempt): CheckResult {
  const { state, span, observed, note } = judge(check, spans, attempt);
  return {
    that: check.that,
    state,
    expected: printExpected(check),
    observed,
    since: printElapsed(span.fromMs - attempt.startMs),
    evidence: check.evidence,
    ...(note ? { note } : {}),
  };
}

/** Grades an attempt. Throws ObservationError when a check of the exercise is not CEL. */
export function grade(exercise: Exercise, attempt: Attempt): GradeResult {
  const world = createWorld(attempt.start, attempt.startMs, attempt.commands);
  const observations = exercise.checks.map(({ observe }) => compileObservation(observe));
  const spans = spansOf(observations, world, attempt.changes);
  const checks = exercise.checks.map((check, i) => report(check, spans[i] ?? [], attempt));
  const passed = checks.every(({ state }) => state === 'pass');
  const met = (exercise.misconceptions ?? []).find(
    ({ when }) => compileObservation(when)(world) === true,
  );
  return { passed, checks, ...(met && !passed ? { misconception: met.say } : {}) };
}
