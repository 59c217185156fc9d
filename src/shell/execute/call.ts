/** Finding what a command name means, and calling it. */
import { builtins } from '../builtins/index.ts';
import { quoteIfNeeded } from '../expand/quote.ts';
import { FileError } from '../file-system.ts';
import { nameOf, parentOf, resolvePath } from '../path.ts';
import type { ShellFunction, ShellState } from '../state.ts';
import { runBash, runScript } from './bash.ts';
import { complain, type Execution, type Lookup } from './execution.ts';
import { findProgram } from './find-program.ts';
import { ReturnJump } from './flow.ts';
import { inForeground } from './foreground.ts';
import { launch } from './launch.ts';
import { withRedirections } from './redirect.ts';
import { runTrap } from './trap.ts';

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
  const external = findExternal(name, rest);
  const program = findProgram(name, x);
  const run =
    program === undefined ? external : (inner: Execution) => launch(name, program, rest, inner);
  if (run !== undefined) return inForeground(x, () => args.map(quoteIfNeeded).join(' '), run);
  await complain(x, `${name}: ${x.state.isDash ? 'not found' : 'command not found'}`);
  return 127;
}

/** The shells, which are programs too. */
function findExternal(
  name: string,
  args: readonly string[],
): ((x: Execution) => Promise<number>) | undefined {
  if (name !== 'bash' && name !== 'sh' && name !== 'dash') return undefined;
  return (x) => runBash(name, args, x);
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
  const { positional, loopDepth, functionNames, sourceName, calls } = state;
  state.calls = [state.line, ...calls];
  const hidden = hideTraps(state);
  state.positional = args;
  state.functionNames = [name, ...functionNames];
  state.functionDepth += 1;
  state.loopDepth = 0;
  state.variables.pushFrame();
  const inner: Execution = { ...x, source: own.source, firstLine: own.firstLine };
  if (state.showsLines) state.sourceName = own.file ?? sourceName;
  try {
    await x.host.tick(x);
    const status = await runFunctionBody(own, inner);
    await runTrap(x, 'RETURN', status);
    return status;
  } finally {
    for (const [trap, command] of hidden)
      if (!state.traps.has(trap)) state.traps.set(trap, command);
    state.sourceName = sourceName;
    state.variables.popFrame();
    state.positional = positional;
    state.functionNames = functionNames;
    state.calls = calls;
    state.functionDepth -= 1;
    state.loopDepth = loopDepth;
  }
}

async function runFunctionBody(own: ShellFunction, x: Execution): Promise<number> {
  const { body } = own;
  try {
    if (body.type !== 'Redirected') return await x.host.machine.runCompound(body, x);
    return await withRedirections(body.redirects, x, (inner) =>
      inner.host.machine.runCompound(body.command, inner),
    );
  } catch (error) {
    if (error instanceof ReturnJump) return error.status;
    throw error;
  }
}

/** ERR, DEBUG and RETURN don't reach into a function unless `set -E` or `-T` says so; gives what was hidden. */
function hideTraps(state: ShellState): (readonly [string, string])[] {
  const { traps, options } = state;
  const hidden = [...traps].filter(([name]) => {
    if (name === 'ERR') return !options.has('errtrace');
    return (name === 'DEBUG' || name === 'RETURN') && !options.has('functrace');
  });
  for (const [name] of hidden) traps.delete(name);
  return hidden;
}

const programFolders = new Set(['/bin', '/usr/bin', '/usr/local/bin']);

/** `./script.sh`, `/usr/bin/env`. */
async function callPath(path: string, args: readonly string[], x: Execution): Promise<number> {
  const full = resolvePath(x.state.cwd, path);
  const stat = x.host.files.stat(full);
  const program = findProgram(nameOf(full), x);
  if (stat === undefined && programFolders.has(parentOf(full))) {
    if (program !== undefined) return launch(nameOf(full), program, args, x);
    const external = findExternal(nameOf(full), args);
    if (external !== undefined) return external(x);
  }
  if (stat === undefined) {
    const why = missing(full, x);
    await complain(x, `${path}: ${why}`);
    return why === 'Not a directory' ? 126 : 127;
  }
  if (stat.kind === 'folder') {
    await complain(x, `${path}: Is a directory`);
    return 126;
  }
  if ((stat.mode & 0o111) === 0) {
    await complain(x, `${path}: Permission denied`);
    return 126;
  }
  const text = x.host.files.read(full);
  return inForeground(
    x,
    () => [path, ...args].map(quoteIfNeeded).join(' '),
    (inner) => interpret(path, text, args, inner),
  );
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
    return runScript(path, text, args, x, flags, name !== 'bash');
  }
  const program = findProgram(name, x);
  if (program !== undefined) return launch(name, program, [...flags, path, ...args], x);
  await complain(x, `${path}: cannot execute: required file not found`);
  return 127;
}
