/** What happened, as lines with a running hash: two histories are the same when their hashes are. */
import { hash32 } from './random.ts';

export interface Trace {
  /** Adds a line: mixed into the hash, and kept among the last few for a failed assertion. */
  add(line: string): void;
  /** Eight hexadecimal digits that stand for every line so far. */
  hash(): string;
  /** The last lines, oldest first. */
  tail(): readonly string[];
}

/** A trace that remembers its last `keep` lines. */
export function createTrace(keep = 50): Trace {
  const lines: string[] = [];
  let hash = 0;
  return {
    add: (line) => {
      hash = Math.imul(hash ^ hash32(line), 0x9e3779b1) >>> 0;
      lines.push(line);
      if (lines.length > 2 * keep) lines.splice(0, lines.length - keep);
    },
    hash: () => hash.toString(16).padStart(8, '0'),
    tail: () => lines.slice(-keep),
  };
}
