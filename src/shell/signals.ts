/** Linux's signals: names, numbers, and what a shell says of what they ended. */

const names =
  'HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH IO PWR SYS'.split(
    ' ',
  );

/** Number ⇒ name, from 1 on; 34 and up are the real-time ones. */
const byNumber = new Map<number, string>([
  ...names.map((name, at) => [at + 1, name] as const),
  ...Array.from({ length: 31 }, (_, at) => [34 + at, realTime(at)] as const),
]);

function realTime(at: number): string {
  if (at === 0) return 'RTMIN';
  if (at <= 15) return `RTMIN+${at}`;
  return at === 30 ? 'RTMAX' : `RTMAX-${30 - at}`;
}

/** "15", "TERM", "SIGTERM", "sigterm" ⇒ 15; "0" and "EXIT" ⇒ 0 */
export function signalNumber(word: string): number | undefined {
  if (/^\d+$/.test(word)) {
    const number = Number(word);
    return number === 0 || byNumber.has(number) ? number : undefined;
  }
  const name = word.toUpperCase().replace(/^SIG/, '');
  if (name === 'EXIT') return 0;
  for (const [number, each] of byNumber) if (each === name) return number;
  return undefined;
}

/** 15 ⇒ "TERM" */
export function signalName(number: number): string | undefined {
  return byNumber.get(number);
}

/** `kill -l`: five in a line. */
export function signalTable(): string {
  const cells = [...byNumber].map(
    ([number, name], at) =>
      `${String(number).padStart(2)}) SIG${name}${at % 5 === 4 || at === byNumber.size - 1 ? '\n' : '\t'}`,
  );
  return cells.join('');
}

/** What a shell says of a process that a signal ended. */
const ends: Readonly<Record<number, string>> = {
  1: 'Hangup',
  2: 'Interrupt',
  3: 'Quit',
  4: 'Illegal instruction',
  5: 'Trace/breakpoint trap',
  6: 'Aborted',
  7: 'Bus error',
  8: 'Floating point exception',
  9: 'Killed',
  10: 'User defined signal 1',
  11: 'Segmentation fault',
  12: 'User defined signal 2',
  13: 'Broken pipe',
  14: 'Alarm clock',
  15: 'Terminated',
  31: 'Bad system call',
};

/** 9 ⇒ "Killed" */
export function signalEnd(number: number): string {
  return ends[number] ?? `Signal ${number}`;
}

/** What a signal does to a process that has no trap for it. */
export function signalEffect(number: number): 'end' | 'stop' | 'continue' | 'nothing' {
  const name = byNumber.get(number);
  if (name === 'STOP' || name === 'TSTP' || name === 'TTIN' || name === 'TTOU') return 'stop';
  if (name === 'CONT') return 'continue';
  return name === 'CHLD' || name === 'URG' || name === 'WINCH' || number === 0 ? 'nothing' : 'end';
}
