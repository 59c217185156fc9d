/** `let`. */
import { complain } from '../execute/execution.ts';
import { ExpansionError } from '../execute/flow.ts';
import { arithmetic } from '../expand/parameter-value.ts';
import type { Builtin } from './builtin.ts';

/** Evaluates each word; 1 when the last is 0. */
export const letValues: Builtin = async (args, x) => {
  if (args.length === 0) {
    await complain(x, 'let: expression expected');
    return 1;
  }
  let value = 0n;
  try {
    for (const word of args) value = arithmetic(word, x);
  } catch (error) {
    if (!(error instanceof ExpansionError)) throw error;
    await complain(x, `let: ${error.message}`);
    return 1;
  }
  return value === 0n ? 1 : 0;
};
