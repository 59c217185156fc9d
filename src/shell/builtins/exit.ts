/** `exit`, `logout`. */
import { complain, stderr } from '../execute/execution.ts';
import { ExitJump } from '../execute/flow.ts';
import type { Builtin } from './builtin.ts';

/** Leaves the shell or subshell. */
export const exit: Builtin = async ([word, more], x) => {
  const { jobs, isSubshell, interactive } = x.state;
  if (interactive && !isSubshell && jobs.stopped().length > 0 && !x.state.warnedOfStopped) {
    x.state.warnedOfStopped = true;
    await stderr(x).write('There are stopped jobs.\n');
    return 1;
  }
  if (word === undefined) throw new ExitJump(x.state.lastStatus);
  if (!/^[-+]?\d+$/.test(word)) {
    await complain(x, `exit: ${word}: numeric argument required`);
    throw new ExitJump(2);
  }
  if (more !== undefined) {
    await complain(x, 'exit: too many arguments');
    return 1;
  }
  throw new ExitJump(Number(word) & 255);
};
