/** Which of several nodes loses its pods. Mirrors kubernetes framework/preemption pickOneNodeForPreemption. */
import { priorityOf } from '../nominator.ts';
import { type Candidate, startedMs } from './victims.ts';

/** So that one pod of priority −5 weighs less than two of them. */
const ABOVE_ZERO = 2 ** 31;

const highest = ({ victims }: Candidate): number =>
  victims[0] ? priorityOf(victims[0]) : Number.NEGATIVE_INFINITY;

/** When the first of the most important victims began. */
function earliestMs(candidate: Candidate): number {
  const top = highest(candidate);
  const starts = candidate.victims.filter((one) => priorityOf(one) === top).map(startedMs);
  return Math.min(...starts);
}

/** In this order; the smallest wins. */
const COSTS: readonly ((candidate: Candidate) => number)[] = [
  ({ violations }) => violations,
  highest,
  ({ victims }) => victims.reduce((sum, one) => sum + priorityOf(one) + ABOVE_ZERO, 0),
  ({ victims }) => victims.length,
  (candidate) => -earliestMs(candidate),
];

/** The cheapest; of equals the first. */
export function pickCandidate(candidates: readonly Candidate[]): Candidate | undefined {
  let left = candidates;
  for (const cost of COSTS) {
    if (left.length <= 1) break;
    const costs = left.map(cost);
    const least = costs.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
    left = left.filter((_, at) => costs[at] === least);
  }
  return left[0];
}
