/** `return`. */
import { complain } from '../execute/execution.ts';
import { ReturnJump } from '../execute/flow.ts';
import type { Builtin } from './builtin.ts';

/** Leaves a function or a sourced file. */
export const returnFromFunction: Builtin = async ([word], x) => {
  if (x.state.functionDepth === 0) {
    await complain(x, "return: can only `return' from a function or sourced script");
    return 2;
  }
  if (word !== undefined && !/^-?\d+$/.test(word)) {
    await complain(x, `return: ${word}: numeric argument required`);
    throw new ReturnJump(2);
  }
  throw new ReturnJump(word === undefined ? x.state.lastStatus : Number(word) & 255);
};
