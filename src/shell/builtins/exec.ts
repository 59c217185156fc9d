/** `exec`: the command takes the shell's place. (Without a command, its redirections stay.) */
import { ExitJump } from '../execute/flow.ts';
import type { Builtin } from './builtin.ts';

/** Runs the command, then leaves the shell. */
export const exec: Builtin = async (args, x) => {
  if (args.length === 0) return 0;
  throw new ExitJump(await x.host.machine.callCommand(args, x, 'no-functions'));
};
