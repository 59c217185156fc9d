/** What one shell (or subshell) knows: variables, functions, aliases, folder, options, jobs. */
import type { Function as FunctionNode } from 'unbash';
import { Jobs } from './jobs.ts';
import { Variables } from './variables.ts';

/** A function and the text it was parsed from. */
export interface ShellFunction {
  readonly body: FunctionNode['body'];
  readonly source: string;
  readonly text: string;
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
  isSubshell = false;
  /** Where the command that runs now stands. */
  position = { source: '', offset: 0 };
  /** The last argument of the previous command: `$_`. */
  lastArgument = '';
  umask = 0o022;
  startedMs = 0;
  randomSeed = 42;
  functionDepth = 0;
  /** The functions that run, innermost first. */
  functionNames: readonly string[] = [];
  loopDepth = 0;
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
    copy.traps = new Map();
    copy.options = new Set(this.options);
    copy.jobs = new Jobs();
    copy.isSubshell = true;
    copy.position = { ...this.position };
    copy.loopDepth = 0;
    return copy;
  }

  /** `bash: ` at a prompt, `bash: line 3: ` in a script. */
  get prefix(): string {
    if (!this.showsLines) return `${this.name === '-bash' ? 'bash' : this.name}: `;
    const { source, offset } = this.position;
    const line = source.slice(0, offset).split('\n').length;
    return `${this.name}: line ${line}: `;
  }
}
