/** The shell: one session's state, and the machine that runs lines in it. */
import { parse } from 'unbash';
import { builtins } from './builtins/index.ts';
import { callCommand } from './execute/call.ts';
import { runCommand, runCompound } from './execute/command.ts';
import type { Descriptors, Execution, Machine, ShellHost } from './execute/execution.ts';
import { ExitJump, Killed, statusOfAbort } from './execute/flow.ts';
import { runText } from './execute/run-text.ts';
import { runBody, runStatements } from './execute/statement.ts';
import { inSubshell, settle } from './execute/subshell.ts';
import { isIncomplete, syntaxProblem } from './execute/syntax-error.ts';
import { runTrap } from './execute/trap.ts';
import { piecesOfWord } from './expand/word.ts';
import type { FileSystem } from './file-system.ts';
import { homeFolder } from './memory-files.ts';
import type { Edit, Program, Reader, ShellClock, TerminalSize, Writer } from './program.ts';
import { corePrograms } from './programs/index.ts';
import { ShellState } from './state.ts';

/** What a shell is made of. */
export interface ShellOptions {
  readonly files: FileSystem;
  readonly clock: ShellClock;
  /** Programs beyond the shell's own: `kubectl`. One with the same name replaces ours. */
  readonly programs?: Readonly<Record<string, Program>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly home?: string;
  readonly terminal?: TerminalSize;
  readonly edit?: Edit | undefined;
}

/** Where a line's streams go. */
interface ShellStreams {
  readonly stdin: Reader;
  readonly stdout: Writer;
  readonly stderr: Writer;
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
  /** The terminal has another size now. */
  resize(columns: number, rows: number): void;
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
  readonly #size: { columns: number; rows: number };
  #steps = 0;
  #pids: number;
  #descriptors = 63;

  constructor(options: ShellOptions) {
    this.#pids = 100;
    this.files = options.files;
    this.state = initialState(options, this.#pids);
    this.#size = { ...(options.terminal ?? { columns: 80, rows: 24 }) };
    this.#host = {
      files: options.files,
      clock: options.clock,
      programs: { ...corePrograms, ...options.programs },
      terminal: this.#size,
      machine,
      edit: options.edit,
      announcesJobs: () => this.announcesJobs,
      nextPid: () => (this.#pids += 1),
      tick: (signal) => this.#tick(signal),
      nextDescriptorPath: () => this.#descriptorPath(),
      runSubshell: (script, x, io) =>
        inSubshell(x, { io }, (inner) =>
          syntaxProblem(x.source, script) === undefined
            ? runStatements(script.commands, inner)
            : runText(x.source.slice(script.pos, script.end), inner),
        ),
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

  resize(columns: number, rows: number): void {
    this.#size.columns = columns;
    this.#size.rows = rows;
    this.state.variables.set('COLUMNS', String(columns));
    this.state.variables.set('LINES', String(rows));
  }

  killJobs(): void {
    for (const job of this.state.jobs.running()) job.controller.abort(new Killed(129));
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
    const descriptors: Descriptors = new Map([
      [0, { reader: io.stdin }],
      [1, { writer: io.stdout }],
      [2, { writer: io.stderr }],
    ]);
    return { host: this.#host, state: this.state, io: descriptors, signal, source: '' };
  }

  /** Every step asks the signal; every few hundred give the host a turn. */
  #tick(signal: AbortSignal): Promise<void> | undefined {
    signal.throwIfAborted();
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

function initialState(options: ShellOptions, pid: number): ShellState {
  const state = new ShellState(pid);
  const home = options.home ?? homeFolder;
  state.cwd = home;
  state.startedMs = options.clock.now();
  const exported: Record<string, string> = {
    HOME: home,
    USER: 'learner',
    LOGNAME: 'learner',
    SHELL: '/bin/bash',
    PATH: '/usr/local/bin:/usr/bin:/bin',
    PWD: home,
    LANG: 'C.UTF-8',
    TERM: 'xterm-256color',
    SHLVL: '1',
    ...options.env,
  };
  for (const [name, value] of Object.entries(exported)) {
    state.variables.set(name, value);
    state.variables.ensure(name).exported = true;
  }
  const own: Record<string, string> = {
    IFS: ' \t\n',
    OPTIND: '1',
    PS1: '\\u@\\h:\\w\\$ ',
    PS2: '> ',
    PS4: '+ ',
    BASH: '/bin/bash',
    BASH_VERSION: '5.2.15(1)-release',
    HOSTNAME: 'reconcile',
    HOSTTYPE: 'x86_64',
    OSTYPE: 'linux-gnu',
    UID: '1000',
    EUID: '1000',
    PPID: '1',
  };
  for (const [name, value] of Object.entries(own)) state.variables.set(name, value);
  return state;
}

/** Makes a shell in the learner's home. */
export function createShell(options: ShellOptions): Shell {
  return new LearnerShell(options);
}
