/** `bash`, `sh` and scripts: a new shell that has only the environment of this one. */
import { FileError } from '../file-system.ts';
import { initialScriptOptions, setOption } from '../options.ts';
import { ownVariables } from '../own-variables.ts';
import { resolvePath } from '../path.ts';
import { signalEnd } from '../signals.ts';
import { ShellState } from '../state.ts';
import { follow } from '../streams/abortable.ts';
import { type BashInvocation, readInvocation } from './bash-options.ts';
import { receiveSignal } from './deliver.ts';
import { complain, type Execution, stderr, stdin, stdout } from './execution.ts';
import { inSubshell } from './subshell.ts';

const version =
  'GNU bash, version 5.2.15(1)-release (x86_64-pc-linux-gnu)\nCopyright (C) 2022 Free Software Foundation, Inc.\n';

/** How a script is run: by which name, with what, as which shell. */
interface Script {
  readonly name: string;
  readonly text: string;
  readonly positional: readonly string[];
  readonly options: BashInvocation['options'];
  /** The letter of `$-`: `c`, `s`, none for a file. */
  readonly letter: string;
  readonly isDash: boolean;
}

/** `bash -c 'text' name args…`, `bash file args…`, `bash < file`. */
export async function runBash(
  name: string,
  args: readonly string[],
  x: Execution,
): Promise<number> {
  const { command, fromInput, options, info, rest, wrong } = readInvocation(args);
  const isDash = name !== 'bash';
  if (wrong !== undefined) {
    await stderr(x).write(`${name}: ${wrong}: invalid option\n`);
    return 2;
  }
  if (info !== undefined) {
    await stdout(x).write(
      info === 'version' ? version : `Usage:\t${name} [option] [script [argument ...]]\n`,
    );
    return 0;
  }
  if (command) {
    const [text, zero = name, ...positional] = rest;
    if (text === undefined) {
      await stderr(x).write(`${name}: -c: option requires an argument\n`);
      return 2;
    }
    return runFresh({ name: zero, text, positional, options, letter: 'c', isDash }, x);
  }
  const [file, ...positional] = rest;
  if (file === undefined || fromInput) {
    const text = await stdin(x).readAll();
    return runFresh({ name, text, positional: rest, options, letter: 's', isDash }, x);
  }
  try {
    const text = x.host.files.read(resolvePath(x.state.cwd, file));
    return await runFresh({ name: file, text, positional, options, letter: '', isDash }, x);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    await stderr(x).write(
      isDash && error.code === 'ENOENT'
        ? `${name}: 0: cannot open ${file}: No such file\n`
        : `${error.code === 'EISDIR' ? file : name}: ${error.code === 'EISDIR' ? '' : `${file}: `}${error.message}\n`,
    );
    return error.code === 'EISDIR' || error.code === 'EACCES' ? 126 : isDash ? 2 : 127;
  }
}

/** Runs a script's text as `name`, by the options of its `#!` line. */
export function runScript(
  name: string,
  text: string,
  args: readonly string[],
  x: Execution,
  flags: readonly string[] = [],
  isDash = false,
): Promise<number> {
  const { options } = readInvocation(flags);
  return runFresh({ name, text, positional: args, options, letter: '', isDash }, x);
}

/** A process of its own: it can be sent signals, and what ends it is said at a prompt. */
async function runFresh(script: Script, x: Execution): Promise<number> {
  const { controller, release } = follow(x.signal);
  let killedBy: number | undefined;
  const status = await inSubshell(
    x,
    {
      io: new Map(x.io),
      source: script.text,
      signal: controller.signal,
      tested: undefined,
      firstLine: 1,
    },
    async (inner) => {
      const state = freshState(inner, script);
      for (const { name, on } of script.options) {
        if (!setOption(state, name, on)) await complain(x, `${name}: invalid option name`);
      }
      const remove = inner.host.processes.add(state.pid, (signal) =>
        receiveSignal(state, signal, (why) => {
          killedBy = signal;
          controller.abort(why);
        }),
      );
      try {
        return await inner.host.machine.runText(script.text, inner);
      } finally {
        remove();
      }
    },
  );
  release();
  if (killedBy === undefined) return status;
  const silent = killedBy === 2 || killedBy === 13;
  if (x.state.interactive && !x.state.isSubshell && !silent)
    await stderr(x).write(`${signalEnd(killedBy)}\n`);
  return 128 + killedBy;
}

/** Only what is exported comes along. */
function freshState(x: Execution, script: Script): ShellState {
  const { state, host } = x;
  const env = state.variables.environment();
  const fresh = new ShellState(host.nextPid());
  fresh.cwd = state.cwd;
  fresh.umask = state.umask;
  fresh.name = script.name;
  fresh.positional = script.positional;
  fresh.inputLetter = script.letter;
  fresh.isDash = script.isDash;
  fresh.options = new Set(initialScriptOptions);
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
  const level = Number(fresh.variables.text('SHLVL') ?? '0');
  fresh.variables.set('SHLVL', String(level + 1));
  fresh.variables.ensure('SHLVL').exported = true;
  for (const [key, value] of Object.entries(ownVariables)) fresh.variables.set(key, value);
  return Object.assign(state, fresh);
}
