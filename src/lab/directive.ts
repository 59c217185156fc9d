/** Carries out what a recording says between commands: time passing, and faults. */
import { parseGoDuration } from '#apimachinery/duration.ts';
import type { DirectiveStep } from './transcript.ts';

/** What directives need of a lab. */
export interface Directed {
  settle(): Promise<void>;
  advance(ms: number): Promise<void>;
  failNode(name: string): void;
  recoverNode(name: string): void;
}

/** Carries out `@ settle`, `@ advance 30s`, `@ fail node-2`, `@ recover node-2`. */
export async function direct(lab: Directed, { kind, arg, line }: DirectiveStep): Promise<void> {
  if (kind === 'settle') return lab.settle();
  if (kind === 'fail') return lab.failNode(arg);
  if (kind === 'recover') return lab.recoverNode(arg);
  const ms = parseGoDuration(arg);
  if (ms === undefined) throw new Error(`line ${line}: "@ advance ${arg}" is not a duration`);
  return lab.advance(ms);
}
