/** `eval`. */
import type { Builtin } from './builtin.ts';

/** Runs its words, joined, as a command line of this shell. */
export const evaluate: Builtin = async (args, x) => {
  const words = args[0] === '--' ? args.slice(1) : args;
  if (words.join(' ').trim() === '') return 0;
  const { state } = x;
  state.traceLevel += 1;
  state.evalDepth += 1;
  try {
    return await x.host.machine.runText(words.join(' '), { ...x, firstLine: state.line });
  } finally {
    state.traceLevel -= 1;
    state.evalDepth -= 1;
  }
};
