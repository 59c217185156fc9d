/** Finding what a command name means, and calling it. */
import { builtins } from '../builtins/index.ts';
import { FileError } from '../file-system.ts';
import { nameOf, parentOf, resolvePath } from '../path.ts';
import type { ShellFunction } from '../state.ts';
import { runBash, runScript } from './bash.ts';
import { complain, type Execution, type Lookup } from './execution.ts';
import { findProgram } from './find-program.ts';
import { ReturnJump } from './flow.ts';
import { launch } from './launch.ts';
import { withRedirections } from './redirect.ts';

/** Runs words as a command. */
export async function callCommand(
  args: readonly string[],
  x: Execution,
  lookup: Lookup = 'all',
): Promise<number> {
  const [name = '', ...rest] = args;
  const own = lookup === 'all' ? x.state.functions.get(name) : undefined;
  if (own !== undefined) return callFunction(name, own, rest, x);
  const builtin = builtins.get(name);
  if (builtin !== undefined) return builtin(rest, x);
  if (name.includes('/')) return callPath(name, rest, x);
  const program = findProgram(name, x);
  if (program !== undefined) return launch(name, program, rest, x);
  if (name === 'bash' || name === 'sh') return runBash(name, rest, x);
  await complain(x, `${name === '' ? '' : name}: command not found`);
  return 127;
}

/** Calls a function with its own arguments and locals. */
async function callFunction(
  name: string,
  own: ShellFunction,
  args: readonly string[],
  x: Execution,
): Promise<number> {
  const { state } = x;
  if (state.functionDepth > 500) {
    await complain(x, 'maximum function nesting level exceeded (500)');
    return 1;
  }
  const { positional, loopDepth, functionNames } = state;
  state.positional = args;
  state.functionNames = [name, ...functionNames];
  state.functionDepth += 1;
  state.loopDepth = 0;
  state.variables.pushFrame();
  const inner: Execution = { ...x, source: own.source };
  try {
    await x.host.tick(x.signal);
    if (own.body.type !== 'Redirected')
      return await inner.host.machine.runCompound(own.body, inner);
    const { command, redirects } = own.body;
    return await withRedirections(redirects, inner, (body) =>
      body.host.machine.runCompound(command, body),
    );
  } catch (error) {
    if (error instanceof ReturnJump) return error.status;
    throw error;
  } finally {
    state.variables.popFrame();
    state.positional = positional;
    state.functionNames = functionNames;
    state.functionDepth -= 1;
    state.loopDepth = loopDepth;
  }
}

const programFolders = new Set(['/bin', '/usr/bin', '/usr/local/bin']);

/** `./script.sh`, `/usr/bin/env`. */
async function callPath(path: string, args: readonly string[], x: Execution): Promise<number> {
  const full = resolvePath(x.state.cwd, path);
  const stat = x.host.files.stat(full);
  const program = findProgram(nameOf(full), x);
  if (stat === undefined && programFolders.has(parentOf(full))) {
    if (program !== undefined) return launch(nameOf(full), program, args, x);
    const shell = nameOf(full);
    if (shell === 'bash' || shell === 'sh') return runBash(shell, args, x);
  }
  if (stat === undefined) {
    await complain(x, `${path}: ${missing(full, x)}`);
    return 127;
  }
  if (stat.kind === 'folder') {
    await complain(x, `${path}: Is a directory`);
    return 126;
  }
  if ((stat.mode & 0o111) === 0) {
    await complain(x, `${path}: Permission denied`);
    return 126;
  }
  return interpret(path, x.host.files.read(full), args, x);
}

function missing(path: string, x: Execution): string {
  try {
    x.host.files.read(path);
  } catch (error) {
    if (error instanceof FileError) return error.message;
  }
  return 'No such file or directory';
}

/** Runs a file by its `#!` line; without one, as a shell script. */
async function interpret(
  path: string,
  text: string,
  args: readonly string[],
  x: Execution,
): Promise<number> {
  const shebang = /^#!\s*(\S+)[ \t]*(.*)/.exec(text);
  if (shebang === null) return runScript(path, text, args, x);
  const words = [nameOf(shebang[1] ?? ''), ...(shebang[2] ?? '').split(/\s+/).filter(Boolean)];
  if (words[0] === 'env') words.shift();
  if (words[0] === '-S') words.shift();
  const [name = 'sh', ...flags] = words;
  if (name === 'bash' || name === 'sh' || name === 'dash') {
    return runScript(path, text, args, x, flags);
  }
  const program = findProgram(name, x);
  if (program !== undefined) return launch(name, program, [...flags, path, ...args], x);
  await complain(x, `${path}: ${shebang[1] ?? ''}: bad interpreter: No such file or directory`);
  return 126;
}
