/** Sets of completion indexes in short: "0,2-4,7". Mirrors kubernetes pkg/controller/job/indexed_job_utils.go orderedIntervals. */

/** From first to last, both included. */
export interface Interval {
  readonly first: number;
  readonly last: number;
}
/** Invariant: ordered, and no two of them touch. */
export type Intervals = readonly Interval[];

const PLAIN = /^[+-]?\d+$/;

/** Both as one. */
export function mergeIntervals(a: Intervals, b: Intervals): Intervals {
  const merged: Interval[] = [];
  for (const next of [...a, ...b].sort((x, y) => x.first - y.first)) {
    const last = merged.at(-1);
    if (!last || next.first > last.last + 1) merged.push(next);
    else if (last.last < next.last) merged[merged.length - 1] = { ...last, last: next.last };
  }
  return merged;
}

/** `intervals` and these indexes, given in any order. */
export const withIndexes = (intervals: Intervals, indexes: Iterable<number>): Intervals => {
  const added = [...indexes].sort((x, y) => x - y).map((at) => ({ first: at, last: at }));
  return added.length > 0 ? mergeIntervals(intervals, added) : intervals;
};

/** How many indexes they hold. */
export const countIndexes = (intervals: Intervals): number =>
  intervals.reduce((count, { first, last }) => count + last - first + 1, 0);

export const hasIndex = (intervals: Intervals, index: number): boolean =>
  intervals.some(({ first, last }) => first <= index && index <= last);

/** "0,1,3-5" */
export const printIntervals = (intervals: Intervals): string =>
  intervals
    .map(({ first, last }) =>
      last === first ? `${first}` : last === first + 1 ? `${first},${last}` : `${first}-${last}`,
    )
    .join(',');

/** The indexes below `completions` of a text; what is no number in it is passed over. */
export function parseIntervals(text: string | undefined, completions: number): Intervals {
  let intervals: Intervals = [];
  for (const part of text ? text.split(',') : []) {
    const [low = '', high] = part.split('-');
    if (!PLAIN.test(low) || (high !== undefined && !PLAIN.test(high))) continue;
    const first = Number(low);
    if (first >= completions) break;
    const last = high === undefined ? first : Math.min(Number(high), completions - 1);
    intervals = mergeIntervals(intervals, [{ first, last }]);
  }
  return intervals;
}

/** How many indexes a text names, or why it may not be said so. Mirrors kubernetes pkg/apis/batch/validation validateIndexesFormat. */
export function checkIndexes(
  text: string,
  completions: number,
): { readonly count: number; readonly error?: string } {
  let count = 0;
  let before: number | undefined;
  for (const part of text === '' ? [] : text.split(',')) {
    const limits = part.split('-');
    if (limits.length > 2) {
      const why = `the fragment ${JSON.stringify(part)} violates the requirement that an index interval can have at most two parts separated by '-'`;
      return { count: 0, error: why };
    }
    for (const limit of limits) {
      const error = limitError(limit, completions);
      if (error) return { count: 0, error };
    }
    const first = Number(limits[0]);
    const last = Number(limits[1] ?? limits[0]);
    if (limits.length > 1 && first >= last) return { count: 0, error: wrongOrder(first, last) };
    if (before !== undefined && before >= first) {
      return { count: 0, error: wrongOrder(before, first) };
    }
    count += last - first + 1;
    before = last;
  }
  return { count };
}

const wrongOrder = (before: number, now: number): string =>
  `non-increasing order, previous: ${before}, current: ${now}`;

function limitError(limit: string, completions: number): string | undefined {
  if (!PLAIN.test(limit)) {
    return `cannot convert string to integer for index: ${JSON.stringify(limit)}`;
  }
  return Number(limit) >= completions ? `too large index: ${JSON.stringify(limit)}` : undefined;
}
