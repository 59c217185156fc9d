/** `source file`, `. file`. */
import { complain } from '../execute/execution.ts';
import { ReturnJump } from '../execute/flow.ts';
import { FileError } from '../file-system.ts';
import { resolvePath } from '../path.ts';
import type { Builtin } from './builtin.ts';

/** Runs a file's commands in this shell. */
export const source: Builtin = async (args, x) => {
  const [file, ...positional] = args;
  const { state, host } = x;
  if (file === undefined) {
    await complain(x, 'source: filename argument required');
    return 2;
  }
  let text: string;
  try {
    text = host.files.read(resolvePath(state.cwd, file));
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    const why = error.code === 'EISDIR' ? 'is a directory' : error.message;
    await complain(x, error.code === 'EISDIR' ? `source: ${file}: ${why}` : `${file}: ${why}`);
    return 1;
  }
  const saved = state.positional;
  if (positional.length > 0) state.positional = positional;
  state.functionDepth += 1;
  try {
    state.lastStatus = 0;
    return await x.host.machine.runText(text, x);
  } catch (error) {
    if (error instanceof ReturnJump) return error.status;
    throw error;
  } finally {
    state.functionDepth -= 1;
    if (positional.length > 0) state.positional = saved;
  }
};
