/** `bash`, `sh` and scripts: a new shell that has only the environment of this one. */
import { FileError } from '../file-system.ts';
import { setOption } from '../options.ts';
import { resolvePath } from '../path.ts';
import { ShellState } from '../state.ts';
import { complain, type Execution, stderr, stdin } from './execution.ts';
import { inSubshell } from './subshell.ts';

/** `bash -c 'text' name args…`, `bash file args…`, `bash < file`. */
export async function runBash(
  name: string,
  args: readonly string[],
  x: Execution,
): Promise<number> {
  const flags: string[] = [];
  let at = 0;
  for (; /^[-+]./.test(args[at] ?? '') && args[at] !== '--'; at += 1) {
    const flag = args[at] ?? '';
    flags.push(flag);
    if (/^[-+]\w*o$/.test(flag)) flags.push(args[++at] ?? '');
  }
  if (args[at] === '--') at += 1;
  const rest = args.slice(at);
  if (flags.some((flag) => /^-[a-z]*c/.test(flag))) {
    const [text, zero = name, ...positional] = rest;
    if (text === undefined) {
      await stderr(x).write(`${name}: -c: option requires an argument\n`);
      return 2;
    }
    return runFresh(
      zero,
      text,
      positional,
      flags.map((flag) => flag.replace('c', '')),
      x,
    );
  }
  const [file, ...positional] = rest;
  if (file === undefined) return runFresh(name, await stdin(x).readAll(), [], flags, x);
  try {
    const text = x.host.files.read(resolvePath(x.state.cwd, file));
    return await runScript(file, text, positional, x, flags);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    await stderr(x).write(`${name}: ${file}: ${error.message}\n`);
    return error.code === 'EISDIR' ? 126 : 127;
  }
}

/** Runs a script's text as `name`. */
export function runScript(
  name: string,
  text: string,
  args: readonly string[],
  x: Execution,
  flags: readonly string[] = [],
): Promise<number> {
  return runFresh(name, text, args, flags, x);
}

function runFresh(
  name: string,
  text: string,
  positional: readonly string[],
  flags: readonly string[],
  x: Execution,
): Promise<number> {
  return inSubshell(x, { io: new Map(x.io), source: text }, async (inner) => {
    const state = freshState(inner, name, positional);
    for (const [at, flag] of flags.entries()) {
      if (/^[-+]\w*o$/.test(flag)) setOption(state, flags[at + 1] ?? '', flag.startsWith('-'));
      else if (/^[-+]\w+$/.test(flag)) {
        for (const letter of flag.slice(1)) {
          if (letter !== 'i' && !setOption(state, letter, flag.startsWith('-'))) {
            await complain(x, `-${letter}: invalid option`);
          }
        }
      }
    }
    return inner.host.machine.runText(text, inner);
  });
}

/** Only what is exported comes along. */
function freshState(x: Execution, name: string, positional: readonly string[]): ShellState {
  const { state, host } = x;
  const env = state.variables.environment();
  const fresh = new ShellState(host.nextPid());
  fresh.cwd = state.cwd;
  fresh.umask = state.umask;
  fresh.name = name;
  fresh.positional = positional;
  fresh.showsLines = true;
  fresh.interactive = false;
  fresh.startedMs = host.clock.now();
  fresh.isSubshell = true;
  for (const [key, value] of Object.entries(env)) {
    fresh.variables.set(key, value);
    fresh.variables.ensure(key).exported = true;
  }
  fresh.variables.set('IFS', ' \t\n');
  fresh.variables.set('PWD', fresh.cwd);
  fresh.variables.ensure('PWD').exported = true;
  return Object.assign(state, fresh);
}
