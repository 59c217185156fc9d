/** What one shell (or subshell) knows: variables, functions, aliases, folder, options, jobs. */
import type { Function as FunctionNode } from 'unbash';
import { Jobs } from './jobs.ts';
import { Variables } from './variables.ts';

/** A function and the text it was parsed from. */
export interface ShellFunction {
  readonly body: FunctionNode['body'];
  readonly source: string;
  readonly firstLine: number | undefined;
  /** The file it was read from: messages name it. */
  readonly file: string | undefined;
}

/** Signals that are ignored stay so; ERR, DEBUG and RETURN come along when `set -E` or `-T` says so. */
function inheritedTraps(
  traps: ReadonlyMap<string, string>,
  options: ReadonlySet<string>,
): Map<string, string> {
  return new Map(
    [...traps].filter(([name, command]) => {
      if (name === 'ERR') return options.has('errtrace');
      if (name === 'DEBUG' || name === 'RETURN') return options.has('functrace');
      return command === '' && name !== 'EXIT';
    }),
  );
}

/** Everything a subshell copies. */
export class ShellState {
  variables = new Variables();
  functions = new Map<string, ShellFunction>();
  aliases = new Map<string, string>();
  traps = new Map<string, string>();
  /** Names of `set -o`: errexit, nounset, xtrace, pipefail, noglob, noclobber … and shopt's. */
  options = new Set<string>();
  positional: readonly string[] = [];
  /** `$0`. */
  name = 'bash';
  cwd = '/';
  /** `exit` has said that there are stopped jobs: the next one leaves. */
  warnedOfStopped = false;
  /** BASHPID of a background job's shell. */
  ownPid: number | undefined;
  lastStatus = 0;
  pipeStatus: readonly number[] = [0];
  lastBackground = 0;
  /** What the last $(…) of the running command ended with. */
  substitutionStatus: number | undefined;
  pid: number;
  jobs = new Jobs();
  history: string[] = [];
  /** Told by scripts and `bash -c` in messages: `bash: line 3: …`. */
  showsLines = false;
  /** Reads commands from a person: an expansion error ends the line, not the shell. */
  interactive = true;
  /** Where commands come from, in `$-`: `s` for standard input, `c` for `bash -c`. */
  inputLetter = 's';
  /** `sh` is dash: it has words of its own. */
  isDash = false;
  isSubshell = false;
  /** Where the command that runs now stands. */
  position: {
    readonly source: string;
    readonly offset: number;
    readonly firstLine?: number;
    readonly end?: number;
  } = {
    source: '',
    offset: 0,
  };
  /** The file whose commands run, when it isn't the script itself: `lib.sh` in messages. */
  sourceName: string | undefined;
  /** The last argument of the previous command: `$_`. */
  lastArgument = '';
  umask = 0o022;
  startedMs = 0;
  randomSeed = 42;
  functionDepth = 0;
  /** The functions that run, innermost first. */
  functionNames: readonly string[] = [];
  /** The lines the running functions were called from, innermost first. */
  calls: readonly number[] = [];
  loopDepth = 0;
  /** How deep in `$(…)`, `eval` and `source` a command stands: `set -x` shows it. */
  traceLevel = 0;
  /** Inside how many `eval`s. */
  evalDepth = 0;
  /** How many subshells this one is inside of: BASH_SUBSHELL. */
  subshellLevel = 0;
  /** Signals that came and whose traps have still to run. */
  pendingSignals: string[] = [];
  /** The signal that ended this shell. */
  killedBy: number | undefined;
  /** Folders of `pushd`, without the current one. */
  folders: readonly string[] = [];
  /** Which letter of a bundled option getopts reads next. */
  getoptsOffset = 0;

  constructor(pid: number) {
    this.pid = pid;
  }

  /** A subshell's copy. `$$` stays; jobs don't come along. */
  clone(): ShellState {
    const copy = Object.assign(new ShellState(this.pid), this);
    copy.variables = this.variables.clone();
    copy.functions = new Map(this.functions);
    copy.aliases = new Map(this.aliases);
    copy.traps = inheritedTraps(this.traps, this.options);
    copy.pendingSignals = [];
    copy.options = new Set(this.options);
    copy.jobs = new Jobs();
    copy.isSubshell = true;
    copy.subshellLevel = this.subshellLevel + 1;
    copy.position = { ...this.position };
    copy.loopDepth = 0;
    return copy;
  }

  /** The line that runs now, from 1. */
  get line(): number {
    const { source, offset, firstLine = 1 } = this.position;
    return firstLine + source.slice(0, offset).split('\n').length - 1;
  }

  /** `bash: ` at a prompt, `bash: line 3: ` in a script. */
  get prefix(): string {
    if (!this.showsLines) return `${this.name === '-bash' ? 'bash' : this.name}: `;
    if (this.isDash) return `${this.name}: ${this.line}: `;
    return `${this.sourceName ?? this.name}: line ${this.line}: `;
  }
}
