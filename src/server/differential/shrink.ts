/** The shortest line that still differs: words go first, then parts of words. */
import type { Line } from './line.ts';

/** More tries than this are not worth the wait. */
const MOST_TRIES = 120;

/** Every way to leave out a run of words, the longest first. */
function* withoutWords({ args, ...rest }: Line): Generator<Line> {
  for (let length = Math.floor(args.length / 2); length > 0; length -= 1) {
    for (let at = args.length - length; at >= 0; at -= 1) {
      yield { ...rest, args: args.toSpliced(at, length) };
    }
  }
}

/** Every way to leave a part out of a word: halves, quarters, …, single characters. */
function* withoutParts({ args, ...rest }: Line): Generator<Line> {
  for (const [at, word] of args.entries()) {
    for (let size = Math.floor(word.length / 2); size > 0; size = Math.floor(size / 2)) {
      for (let from = 0; from + size <= word.length; from += size) {
        const shorter = word.slice(0, from) + word.slice(from + size);
        yield { ...rest, args: args.with(at, shorter) };
      }
    }
  }
}

function* shorter(line: Line): Generator<Line> {
  if (line.stdin !== undefined) yield { args: line.args };
  yield* withoutWords(line);
  yield* withoutParts(line);
}

/** Walks from a line that `fails` to the shortest one found that does. */
export async function shrink(line: Line, fails: (line: Line) => Promise<boolean>): Promise<Line> {
  let shortest = line;
  let tries = 0;
  for (let found: Line | undefined = line; found; ) {
    found = undefined;
    for (const candidate of shorter(shortest)) {
      tries += 1;
      if (tries > MOST_TRIES) return shortest;
      if (!(await fails(candidate))) continue;
      found = candidate;
      shortest = candidate;
      break;
    }
  }
  return shortest;
}
