/** `eval`. */
import type { Builtin } from './builtin.ts';

/** Runs its words, joined, as a command line of this shell. */
export const evaluate: Builtin = (args, x) => {
  const words = args[0] === '--' ? args.slice(1) : args;
  if (words.join(' ').trim() === '') return 0;
  return x.host.machine.runText(words.join(' '), x);
};
