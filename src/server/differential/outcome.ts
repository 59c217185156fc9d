/** What a program printed and how it ended, with what no two runs can share taken out. */

import { helpFrame, isHelp } from './help-frame.ts';

export interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: number;
}

/** Words that come from the wall clock, a process id or unseeded dice of kubectl's own. */
const MASKS: readonly (readonly [RegExp, string])[] = [
  // The cluster lives in 2016: what has another century's second decade behind it is kubectl's own clock.
  [/\b20[2-9]\d-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)/g, '<now>'],
  [/^([IWEF])\d{4} [\d:.]+ +\d+ /gm, '$1<log> '],
  [/\/tmp\/(LIVE|MERGED)-\d+\/(\S+)\t\d{4}-\d\d-\d\d [\d:.]+ [+-]\d{4}/g, '<$1>/$2'],
  [/\/tmp\/(LIVE|MERGED)-\d+/g, '<$1>'],
  [/\/tmp\/kubectl-edit-\d+\.yaml/g, '<edited>'],
  [/\bdebugger-[a-z0-9]{5}\b/g, 'debugger-<r>'],
];

export const masked = (text: string): string =>
  isHelp(text) ? helpFrame(text) : MASKS.reduce((rest, [what, by]) => rest.replace(what, by), text);

const seen = ({ stdout, stderr, exit }: Outcome): Outcome => ({
  stdout: masked(stdout),
  stderr: masked(stderr),
  exit,
});

/** Whether two programs did the same, to the byte. */
export function isSame(one: Outcome, other: Outcome): boolean {
  const [a, b] = [seen(one), seen(other)];
  return a.exit === b.exit && a.stdout === b.stdout && a.stderr === b.stderr;
}
