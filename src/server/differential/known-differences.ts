/** Differences that cannot be mended on our side, and why: each is told by what both programs printed. */
import { canonicalJson } from '#apimachinery/hash.ts';
import type { Trial } from './pair.ts';

interface Known {
  isOne(trial: Trial): boolean;
  readonly reason: string;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The same value whatever the order of its keys. */
const sameJson = (a: string, b: string): boolean => {
  const [left, right] = [jsonOf(a), jsonOf(b)];
  return left !== undefined && canonicalJson(left) === canonicalJson(right);
};

/** The parts of a message that stand in one order or another: "[b, a], …" ⇒ ["a", "b", "…"] */
const partsOf = (text: string): string =>
  text
    .split(/[\n,[\]]+ ?/)
    .sort()
    .join();

export const knownDifferences: readonly Known[] = [
  {
    isOne: ({ line, real, ours }) =>
      line.args.includes('drain') &&
      real.exit === ours.exit &&
      partsOf(real.stderr) === partsOf(ours.stderr),
    reason:
      'The reasons why pods cannot be drained stand in a Go map: the real kubectl tells them in another order from run to run.',
  },
  {
    isOne: ({ real }) =>
      real.stderr.includes('unable to respond with a content type that the client supports'),
    reason:
      'kubectl asks for OpenAPI v2 in protocol buffers when it validates a kind that v3 does not have (List, or one that is nowhere); our HTTP face has only v3.',
  },
  {
    isOne: ({ real, ours }) =>
      real.exit === ours.exit && real.stderr === ours.stderr && sameJson(real.stdout, ours.stdout),
    reason:
      'What the server answers to a typed client, kubectl prints as JSON in the order of Go structs; ours prints it sorted. The values are the same.',
  },
];

/** Why a trial is known to differ; undefined when it should not. */
export const knownReason = (trial: Trial): string | undefined =>
  knownDifferences.find((known) => known.isOne(trial))?.reason;
