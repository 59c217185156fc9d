/** Whether a Job has succeeded by its successPolicy. Mirrors kubernetes pkg/controller/job/success_policy.go matchSuccessPolicy. */
import type { Job, SuccessPolicy } from '#resources/job.ts';
import { countIndexes, type Intervals, parseIntervals } from '#resources/jobs/indexes.ts';

/** How many indexes both hold. */
const overlap = (a: Intervals, b: Intervals): number =>
  a.reduce(
    (count, x) =>
      count +
      b.reduce(
        (inner, y) =>
          inner + Math.max(0, Math.min(x.last, y.last) - Math.max(x.first, y.first) + 1),
        0,
      ),
    0,
  );

function isMet(rule: SuccessPolicy['rules'][number], done: Intervals, completions: number) {
  const { succeededIndexes, succeededCount } = rule;
  if (succeededIndexes === undefined) {
    return succeededCount !== undefined && countIndexes(done) >= succeededCount;
  }
  const wanted = parseIntervals(succeededIndexes, completions);
  if (wanted.length === 0) return false;
  const both = overlap(wanted, done);
  return both === countIndexes(wanted) || (succeededCount !== undefined && both >= succeededCount);
}

/** `Matched rules at index 0`, or undefined while no rule is met. */
export function metSuccessPolicy({ spec }: Job, done: Intervals): string | undefined {
  if (!spec.successPolicy || done.length === 0) return undefined;
  const at = spec.successPolicy.rules.findIndex((rule) => isMet(rule, done, spec.completions ?? 0));
  return at < 0 ? undefined : `Matched rules at index ${at}`;
}
