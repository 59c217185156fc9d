/** What find asks of one entry. */
import type { EntryStat } from '../file-system.ts';

/** One entry that was walked to. */
export interface Found {
  readonly path: string;
  readonly full: string;
  readonly depth: number;
}

/** Whether an entry fits; may act on it. */
export type Test = (found: Found) => boolean | Promise<boolean>;

/** As `-type` names it. */
export function kindLetter(entry: EntryStat | undefined): string {
  if (entry?.kind === 'folder') return 'd';
  return entry?.kind === 'link' ? 'l' : 'f';
}

/** Everything here belongs to the learner. */
export function nameTest(name: string): Test {
  return () => name === 'learner' || name === '1000';
}

/** "+3" ⇒ more than 3, "-3" ⇒ fewer, "3" ⇒ exactly. */
export function comparison(text: string): (value: number) => boolean {
  const wanted = Math.abs(Number(text));
  if (text.startsWith('+')) return (value) => value > wanted;
  return text.startsWith('-') ? (value) => value < wanted : (value) => value === wanted;
}
