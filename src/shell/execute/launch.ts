/** Running a program: its streams guarded, its signal its own, its errors said in its name. */

import { FileError } from '../file-system.ts';
import type { Gate } from '../gate.ts';
import { BrokenPipeError, type Program, type ProgramContext, type Writer } from '../program.ts';
import { ProgramError } from '../program-error.ts';
import { abortable, follow } from '../streams/abortable.ts';
import { asInput, Input } from '../streams/input.ts';
import {
  type Descriptors,
  type Execution,
  type ShellHost,
  stderr,
  stdin,
  stdout,
} from './execution.ts';
import { statusOfAbort } from './flow.ts';
import { inSubshell } from './subshell.ts';

/** What a program's streams ask before each step. */
interface Guard {
  readonly host: ShellHost;
  readonly signal: AbortSignal;
  readonly gate: Gate | undefined;
}

/** Runs a program to its end; Ctrl-C and a reader that left end it too. */
export async function launch(
  name: string,
  program: Program,
  args: readonly string[],
  x: Execution,
): Promise<number> {
  const gone = stdout(x).readerGone;
  const { controller, release } = follow(x.signal, gone?.aborted === true ? undefined : gone);
  const { signal } = controller;
  const guard: Guard = { host: x.host, signal, gate: x.gate };
  const last: LastWords = { say: undefined };
  const input = new GuardedInput(asInput(stdin(x)), guard);
  try {
    const status = await abortable(program(contextFor(name, args, x, guard, input, last)), signal);
    await held(guard);
    return status;
  } catch (error) {
    if (signal.aborted && (error === signal.reason || isAbort(error))) {
      await sayLast(last, x, signal);
      return statusOfAbort(signal.reason);
    }
    if (error instanceof BrokenPipeError) return 141;
    if (error instanceof ProgramError) {
      await stderr(x).write(`${name}: ${error.message}\n`);
      return error.status;
    }
    if (error instanceof FileError) {
      await stderr(x).write(`${name}: ${error.path}: ${error.message}\n`);
      return 1;
    }
    throw error;
  } finally {
    controller.abort(new BrokenPipeError('ended'));
    release();
    input.giveBack();
  }
}

/** What a program leaves to be said when it is interrupted. */
interface LastWords {
  say: (() => string) | undefined;
}

const INTERRUPTED = 130;

async function sayLast({ say }: LastWords, x: Execution, signal: AbortSignal): Promise<void> {
  if (say === undefined || statusOfAbort(signal.reason) !== INTERRUPTED) return;
  await stdout(x)
    .write(say())
    .catch((error: unknown) => {
      if (!(error instanceof BrokenPipeError)) throw error;
    });
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

function contextFor(
  name: string,
  args: readonly string[],
  x: Execution,
  guard: Guard,
  input: GuardedInput,
  last: LastWords,
): ProgramContext {
  const { host, state } = x;
  const { signal } = guard;
  host.files.umask = state.umask;
  return {
    args,
    name,
    env: state.variables.environment(),
    cwd: state.cwd,
    stdin: input,
    stdout: guardWriter(stdout(x), guard),
    stderr: guardWriter(stderr(x), guard),
    files: host.files,
    clock: host.clock,
    signal,
    terminal: host.terminal,
    network: host.network,
    atInterrupt: (words) => {
      last.say = words;
    },
    edit: host.edit,
    run: (line, options = {}) => {
      const io: Descriptors = new Map(x.io);
      if (options.stdin !== undefined) io.set(0, { reader: options.stdin });
      if (options.stdout !== undefined) io.set(1, { writer: options.stdout });
      if (options.stderr !== undefined) io.set(2, { writer: options.stderr });
      const changes = { io, signal: options.signal ?? signal };
      return inSubshell(x, changes, (inner) => {
        inner.state.functions.clear();
        inner.state.aliases.clear();
        for (const [key, value] of Object.entries(options.env ?? {})) {
          inner.state.variables.set(key, value);
          inner.state.variables.ensure(key).exported = true;
        }
        return inner.host.machine.runText(line, inner);
      });
    },
  };
}

/** The stage's input, cut off when the signal is aborted. */
class GuardedInput extends Input {
  readonly #under: Input;

  constructor(under: Input, guard: Guard) {
    super(async () => {
      await guard.host.tick(guard);
      await under.ready(guard.signal);
      await held(guard);
      return under.read();
    }, under.fileSize);
    this.#under = under;
  }

  /** What the program read ahead is there for the next one. */
  giveBack(): void {
    const rest = this.takeRest();
    if (rest !== '') this.#under.unread(rest);
  }
}

/** A stopped job waits here. */
async function held({ gate, signal }: Guard): Promise<void> {
  for (let way = gate?.pass(); way !== undefined; way = gate?.pass()) await abortable(way, signal);
}

function guardWriter(writer: Writer, guard: Guard): Writer {
  return {
    isTerminal: writer.isTerminal,
    async write(text) {
      await guard.host.tick(guard);
      await held(guard);
      await abortable(writer.write(text), guard.signal);
    },
  };
}
