/** `exec`: the command takes the shell's place. (Without a command, its redirections stay.) */
import { complain } from '../execute/execution.ts';
import { findProgram } from '../execute/find-program.ts';
import { ExitJump } from '../execute/flow.ts';
import type { Builtin } from './builtin.ts';

/** Runs the command, then leaves the shell. */
export const exec: Builtin = async (args, x) => {
  if (args.length === 0) return 0;
  const words = readFlags(args);
  const [name = ''] = words;
  const known =
    name.includes('/') ||
    findProgram(name, x) !== undefined ||
    /^(?:(?:ba|da)?sh|echo|printf|pwd|test|\[|true|false|kill)$/.test(name);
  if (!known) {
    await complain(x, `exec: ${name}: not found`);
    if (x.state.interactive && !x.state.isSubshell) return 127;
    throw new ExitJump(127);
  }
  throw new ExitJump(await x.host.machine.callCommand(words, x, 'no-functions'));
};

/** `-a name`, `-c`, `-l` change nothing that can be seen here. */
function readFlags(args: readonly string[]): readonly string[] {
  let at = 0;
  for (; /^-[acl]+$/.test(args[at] ?? ''); at += 1) if (args[at]?.includes('a') === true) at += 1;
  return args.slice(args[at] === '--' ? at + 1 : at);
}
