/** `source file`, `. file`. */
import { complain, type Execution, stderr, stdin } from '../execute/execution.ts';
import { ReturnJump } from '../execute/flow.ts';
import { FileError } from '../file-system.ts';
import { resolvePath } from '../path.ts';
import type { Builtin } from './builtin.ts';

/** Runs a file's commands in this shell. */
export const source: Builtin = (args, x) => run('source', args, x);

/** `. file`. */
export const dot: Builtin = (args, x) => run('.', args, x);

async function run(verb: string, args: readonly string[], x: Execution): Promise<number> {
  const [file, ...positional] = args[0] === '--' ? args.slice(1) : args;
  const { state, host } = x;
  if (file === undefined) {
    await complain(x, `${verb}: filename argument required`);
    await stderr(x).write(`${verb}: usage: ${verb} filename [arguments]\n`);
    return 2;
  }
  let text: string;
  try {
    text = /^\/dev\/(?:stdin|fd\/0)$/.test(file)
      ? await stdin(x).readAll()
      : host.files.read(resolvePath(state.cwd, file));
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    const why = error.code === 'EISDIR' ? 'is a directory' : error.message;
    await complain(x, error.code === 'EISDIR' ? `source: ${file}: ${why}` : `${file}: ${why}`);
    return 1;
  }
  const saved = state.positional;
  const { sourceName } = state;
  if (state.showsLines) state.sourceName = file;
  if (positional.length > 0) state.positional = positional;
  state.functionDepth += 1;
  try {
    state.lastStatus = 0;
    state.traceLevel += 1;
    return await x.host.machine.runText(text, { ...x, firstLine: 1 });
  } catch (error) {
    if (error instanceof ReturnJump) return error.status;
    throw error;
  } finally {
    state.functionDepth -= 1;
    state.traceLevel -= 1;
    state.sourceName = sourceName;
    if (positional.length > 0) state.positional = saved;
  }
}
