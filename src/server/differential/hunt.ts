/** Runs lines by both programs, several pairs of clusters at once, and shortens what differs. */
import { linesOf } from './generate.ts';
import { knownReason } from './known-differences.ts';
import type { Line } from './line.ts';
import { isSame } from './outcome.ts';
import { createPair, type Pair, type Trial } from './pair.ts';
import { shrink } from './shrink.ts';

/** Lines that one pair of clusters sees, one after another. */
const BATCH = 20;

export interface Difference {
  /** Its place among the lines of the seed. */
  readonly at: number;
  readonly trial: Trial;
  /** The shortest form that differs too; the line itself when it needs what lines before it did. */
  readonly shortest: Trial;
  /** Lines that came before it, when it needs them. */
  readonly after: readonly Line[];
  /** Why it cannot be equal, when that is known. */
  readonly reason: string | undefined;
}

export interface HuntOptions {
  readonly kubectl: string;
  readonly seed: number;
  readonly lines: number;
  /** Pairs that work at the same time. */
  readonly atOnce: number;
  /** Shortens what differs; false for a first look. */
  readonly shortens: boolean;
  onDifference?(difference: Difference): void;
  onLine?(done: number, differences: number): void;
}

export const isEqual = ({ real, ours, realState, oursState }: Trial): boolean =>
  isSame(real, ours) && realState === oursState;

/** Runs a line in clusters as they are at first. */
async function fresh(pair: Pair, line: Line): Promise<Trial> {
  if (pair.isChanged()) await pair.renew();
  return pair.run(line);
}

async function shortest(pair: Pair, trial: Trial): Promise<Trial | undefined> {
  const alone = await fresh(pair, trial.line);
  if (isEqual(alone)) return undefined;
  let best = alone;
  await shrink(trial.line, async (line) => {
    const tried = await fresh(pair, line);
    if (isEqual(tried)) return false;
    best = tried;
    return true;
  });
  return best;
}

async function differenceOf(
  pair: Pair,
  trial: Trial,
  at: number,
  before: readonly Line[],
  shortens: boolean,
): Promise<Difference> {
  const found = shortens ? await shortest(pair, trial) : trial;
  return {
    at,
    trial,
    shortest: found ?? trial,
    after: found ? [] : before,
    reason: knownReason(found ?? trial),
  };
}

/** Runs `lines` of a seed; gives what differed, in their order. */
export async function hunt(options: HuntOptions): Promise<readonly Difference[]> {
  const lines = linesOf(options.seed, options.lines);
  const differences: Difference[] = [];
  let next = 0;
  let done = 0;
  const work = async (): Promise<void> => {
    const pair = await createPair(options.kubectl);
    try {
      for (let from = next; from < lines.length; from = next) {
        next += BATCH;
        if (pair.isChanged()) await pair.renew();
        let begun = from;
        for (let at = from; at < Math.min(from + BATCH, lines.length); at += 1) {
          const line = lines[at];
          if (!line) break;
          const trial = await pair.run(line);
          if (!isEqual(trial)) {
            const before = lines.slice(begun, at);
            const difference = await differenceOf(pair, trial, at, before, options.shortens);
            differences.push(difference);
            options.onDifference?.(difference);
          }
          if (trial.isTimed || !isEqual(trial)) {
            await pair.renew();
            begun = at + 1;
          }
          done += 1;
          options.onLine?.(done, differences.length);
        }
      }
    } finally {
      await pair.stop();
    }
  };
  await Promise.all(Array.from({ length: options.atOnce }, work));
  return differences.sort((a, b) => a.at - b.at);
}
