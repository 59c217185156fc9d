/** `caller`: who called the function that runs. */
import { stdout } from '../execute/execution.ts';
import type { Builtin } from './builtin.ts';

/** Prints line, function and file of a call; 1 outside of functions. */
export const caller: Builtin = async ([word], x) => {
  const { state } = x;
  const depth = Number(word ?? '0');
  const call = state.calls[depth];
  if (call === undefined) return 1;
  const name = state.functionNames[depth + 1] ?? 'main';
  const file = state.inputLetter === '' ? state.name : 'NULL';
  await stdout(x).write(word === undefined ? `${call} ${file}\n` : `${call} ${name} ${file}\n`);
  return 0;
};
