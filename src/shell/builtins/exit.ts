/** `exit`, `logout`. */
import { complain } from '../execute/execution.ts';
import { ExitJump } from '../execute/flow.ts';
import type { Builtin } from './builtin.ts';

/** Leaves the shell or subshell. */
export const exit: Builtin = async ([word], x) => {
  if (word === undefined) throw new ExitJump(x.state.lastStatus);
  if (!/^[-+]?\d+$/.test(word)) {
    await complain(x, `exit: ${word}: numeric argument required`);
    throw new ExitJump(2);
  }
  throw new ExitJump(Number(word) & 255);
};
