/** The shell: one session's state, and the machine that runs lines in it. */
import { parse } from 'unbash';
import { builtins } from './builtins/index.ts';
import { callCommand } from './execute/call.ts';
import { runCommand, runCompound } from './execute/command.ts';
import { receiveSignal } from './execute/deliver.ts';
import type { Descriptors, Execution, Machine, ShellHost } from './execute/execution.ts';
import { ExitJump, statusOfAbort } from './execute/flow.ts';
import { hangUp } from './execute/foreground.ts';
import {
  type KeptDescriptor,
  kept,
  restored,
  type ShellStreams,
  standardDescriptors,
} from './execute/kept-descriptors.ts';
import { Processes } from './execute/processes.ts';
import { runText } from './execute/run-text.ts';
import { runBody, runStatements } from './execute/statement.ts';
import { inSubshell, settle } from './execute/subshell.ts';
import { isIncomplete, syntaxProblem } from './execute/syntax-error.ts';
import { runTrap } from './execute/trap.ts';
import { piecesOfWord } from './expand/word.ts';
import type { FileSystem } from './file-system.ts';
import { initialState } from './initial-state.ts';
import { type Network, noNetwork } from './network.ts';
import type { Edit, OpenKeyboard, Program, ShellClock, TerminalSize } from './program.ts';
import { corePrograms } from './programs/index.ts';
import type { ShellState } from './state.ts';
import { abortable } from './streams/abortable.ts';

/** What a shell is made of. */
export interface ShellOptions {
  readonly files: FileSystem;
  readonly clock: ShellClock;
  /** Programs beyond the shell's own: `kubectl`. One with the same name replaces ours. */
  readonly programs?: Readonly<Record<string, Program>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly home?: string;
  readonly terminal?: TerminalSize;
  /** Absent: a machine without a network. */
  readonly network?: Network | undefined;
  readonly edit?: Edit | undefined;
}

/** One learner's shell. */
export interface Shell {
  /** Runs a line (or many); gives the status. Aborting the signal is Ctrl-C: 130. Never two at once. */
  run(line: string, io: ShellStreams, signal?: AbortSignal): Promise<number>;
  readonly state: ShellState;
  readonly files: FileSystem;
  /** The status given to `exit`, once it was run. */
  exited: number | undefined;
  /** Whether a line wants more: an open quote, `do` without `done`, a here-document. */
  needsMore(text: string): boolean;
  /** What to say before the next prompt: `[1]+  Done    sleep 5`. */
  takeNotices(): string;
  /** Names that can be run: functions, aliases, builtins, programs. */
  commandNames(): string[];
  /** Whether a person is at the keyboard: `[1] 123` is said. False at first. */
  announcesJobs: boolean;
  /** Gives programs the terminal's keyboard. */
  connectKeyboard(open: () => OpenKeyboard): void;
  /** The terminal has another size now. */
  resize(columns: number, rows: number): void;
  /** Ctrl-Z: what runs in front becomes a stopped job. False when nothing there can be stopped. */
  suspend(): boolean;
  /** Ends every background job: the lab is closing. */
  killJobs(): void;
}

/** Where the interpreter's parts meet. */
const machine: Machine = {
  runText,
  runBody,
  runCommand,
  runCompound,
  callCommand,
  piecesOfWord,
  builtinNames: new Set(builtins.keys()),
};

const stepsBetweenYields = 256;

class LearnerShell implements Shell {
  readonly state: ShellState;
  readonly files: FileSystem;
  exited: number | undefined;
  announcesJobs = false;
  readonly #host: ShellHost;
  readonly #size: {
    columns: number;
    rows: number;
    openKeyboard?: (() => OpenKeyboard) | undefined;
  };
  #steps = 0;
  #pids: number;
  #descriptors = 63;
  readonly #foreground: { current: (() => void) | undefined } = { current: undefined };
  /** Descriptors that `exec` opened, moved or closed: they stay from line to line. */
  readonly #kept = new Map<number, KeptDescriptor | undefined>();

  constructor(options: ShellOptions) {
    this.#pids = 100;
    this.files = options.files;
    this.state = initialState(options, this.#pids);
    this.#size = { ...(options.terminal ?? { columns: 80, rows: 24 }) };
    const processes = new Processes();
    processes.add(this.state.pid, (signal) => receiveSignal(this.state, signal, () => undefined));
    this.#host = {
      files: options.files,
      clock: options.clock,
      programs: { ...corePrograms, ...options.programs },
      terminal: this.#size,
      network: options.network ?? noNetwork,
      machine,
      edit: options.edit,
      announcesJobs: () => this.announcesJobs,
      nextPid: () => (this.#pids += 1),
      tick: (x) => this.#tick(x),
      processes,
      foreground: this.#foreground,
      nextDescriptorPath: () => this.#descriptorPath(),
      runSubshell: (script, x, io) =>
        inSubshell(x, { io }, (inner) => {
          inner.state.traceLevel += 1;
          if (!inner.state.options.has('inherit_errexit')) inner.state.options.delete('errexit');
          return syntaxProblem(x.source, script) === undefined
            ? runStatements(script.commands, inner)
            : runText(x.source.slice(script.pos, script.end), inner);
        }),
    };
  }

  async run(line: string, io: ShellStreams, signal?: AbortSignal): Promise<number> {
    const x = this.#execution(io, signal ?? new AbortController().signal);
    try {
      this.state.lastStatus = await settle(x, () => this.#runLine(line, x));
    } catch (error) {
      if (!x.signal.aborted) throw error;
      this.state.lastStatus = statusOfAbort(x.signal.reason);
    }
    if (x.signal.aborted) {
      this.state.lastStatus = statusOfAbort(x.signal.reason);
      await this.#interrupted(io);
    }
    this.#keep(x.io, io);
    this.state.functionDepth = 0;
    this.state.loopDepth = 0;
    return this.state.lastStatus;
  }

  needsMore(text: string): boolean {
    return isIncomplete(text, parse(text));
  }

  takeNotices(): string {
    const lines = this.state.jobs.takeNotices();
    return this.announcesJobs ? lines.map((line) => `${line}\n`).join('') : '';
  }

  commandNames(): string[] {
    const { functions, aliases } = this.state;
    const programs = Object.keys(this.#host.programs);
    const names = [
      ...functions.keys(),
      ...aliases.keys(),
      ...builtins.keys(),
      ...programs,
      'bash',
      'sh',
    ];
    return [...new Set(names)].sort();
  }

  connectKeyboard(open: () => OpenKeyboard): void {
    this.#size.openKeyboard = open;
  }

  resize(columns: number, rows: number): void {
    this.#size.columns = columns;
    this.#size.rows = rows;
    this.state.variables.set('COLUMNS', String(columns));
    this.state.variables.set('LINES', String(rows));
  }

  suspend(): boolean {
    const stop = this.#foreground.current;
    stop?.();
    return stop !== undefined;
  }

  killJobs(): void {
    hangUp(this.state.jobs.alive());
  }

  async #runLine(line: string, x: Execution): Promise<number> {
    try {
      return await runText(line, x);
    } catch (error) {
      if (!(error instanceof ExitJump)) throw error;
      await runTrap(x, 'EXIT', error.status);
      this.exited = error.status;
      return error.status;
    }
  }

  async #interrupted(io: ShellStreams): Promise<void> {
    if (!this.state.traps.has('INT')) return;
    const x = this.#execution(io, new AbortController().signal);
    await settle(x, () => runTrap(x, 'INT', 130));
  }

  #execution(io: ShellStreams, signal: AbortSignal): Execution {
    const descriptors = standardDescriptors(io);
    for (const [number, kept] of this.#kept) {
      if (kept === undefined) descriptors.delete(number);
      else descriptors.set(number, restored(kept, standardDescriptors(io)));
    }
    return { host: this.#host, state: this.state, io: descriptors, signal, source: '' };
  }

  /** Remembers what a line did to the shell's own descriptors. */
  #keep(after: Descriptors, io: ShellStreams): void {
    const standard = standardDescriptors(io);
    for (const number of new Set([...after.keys(), ...standard.keys(), ...this.#kept.keys()])) {
      const now = after.get(number);
      const own = standard.get(number);
      const same = now?.reader === own?.reader && now?.writer === own?.writer;
      if (same) this.#kept.delete(number);
      else this.#kept.set(number, now === undefined ? undefined : kept(now, standard));
    }
  }

  /** Every step asks the signal; every few hundred give the host a turn. */
  #tick(x: Pick<Execution, 'signal' | 'gate'>): Promise<void> | undefined {
    const { signal } = x;
    signal.throwIfAborted();
    const held = x.gate?.pass();
    if (held !== undefined) return abortable(held, signal);
    this.#steps += 1;
    if (this.#steps % stepsBetweenYields !== 0) return undefined;
    return this.#host.clock.yield().then(() => signal.throwIfAborted());
  }

  #descriptorPath(): string {
    const path = `/dev/fd/${this.#descriptors}`;
    this.#descriptors = this.#descriptors <= 11 ? 63 : this.#descriptors - 1;
    return path;
  }
}

/** Makes a shell in the learner's home. */
export function createShell(options: ShellOptions): Shell {
  return new LearnerShell(options);
}
