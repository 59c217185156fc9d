/** What a command needs to run: the shell around it, its state, streams and signal. */
import type { CommandNode, CompoundCommand, CompoundList, Script, Word } from 'unbash';
import type { Pieces } from '../expand/pieces.ts';
import type { FileSystem } from '../file-system.ts';
import type { Gate } from '../gate.ts';
import type { Network } from '../network.ts';
import type { Edit, Program, Reader, ShellClock, TerminalSize } from '../program.ts';
import type { ShellState } from '../state.ts';
import { textInput } from '../streams/input.ts';
import { nullOutput, type StageWriter } from '../streams/output.ts';
import type { Processes } from './processes.ts';

/** What a file descriptor stands for. */
export interface Descriptor {
  readonly reader?: Reader | undefined;
  readonly writer?: StageWriter | undefined;
  /** Told when the last name of it is closed: a coprocess meets the end of its input. */
  readonly close?: (() => void) | undefined;
}

/** File descriptors by number. */
export type Descriptors = Map<number, Descriptor>;

/** Where to look for a command: `command` skips functions, `builtin` looks at builtins only. */
export type Lookup = 'all' | 'no-functions' | 'builtins';

/**
 * The interpreter's parts that call each other: a word holds commands, commands hold words, builtins
 * run lines. They meet here, so that no file imports in a circle.
 */
export interface Machine {
  runText(text: string, x: Execution): Promise<number>;
  runBody(list: CompoundList, x: Execution): Promise<number>;
  runCommand(node: CommandNode, x: Execution): Promise<number>;
  runCompound(node: CompoundCommand | CompoundList, x: Execution): Promise<number>;
  callCommand(args: readonly string[], x: Execution, lookup?: Lookup): Promise<number>;
  piecesOfWord(word: Word, inQuotes: boolean, x: Execution, tilde?: Tilde): Promise<Pieces>;
  readonly builtinNames: ReadonlySet<string>;
}

/** Where a `~` names a home: at a word's start, after each colon of an assignment, nowhere. */
export type Tilde = 'start' | 'assignment' | 'never';

/** What every subshell shares. */
export interface ShellHost {
  readonly files: FileSystem;
  readonly clock: ShellClock;
  readonly programs: Readonly<Record<string, Program>>;
  readonly terminal: TerminalSize;
  readonly network: Network;
  readonly edit: Edit | undefined;
  /** Whether a person is at the keyboard: `[1] 123` is said. */
  readonly announcesJobs: () => boolean;
  readonly machine: Machine;
  nextPid(): number;
  /** Counts a step; gives way to the host every few hundred. */
  tick(x: Pick<Execution, 'signal' | 'gate'>): Promise<void> | undefined;
  /** A fresh `/dev/fd/63` for `<(…)` and `>(…)`. */
  nextDescriptorPath(): string;
  /** Who takes signals by number. */
  readonly processes: Processes;
  /** What stops the command in front of the terminal, while there is one. */
  readonly foreground: { current: (() => void) | undefined };
  /** Runs a script in a subshell whose streams are given. */
  runSubshell(script: Script, x: Execution, io: Descriptors): Promise<number>;
}

/** One place where commands run. */
export interface Execution {
  readonly host: ShellHost;
  readonly state: ShellState;
  readonly io: Descriptors;
  readonly signal: AbortSignal;
  /** The text that the nodes' positions point into. */
  readonly source: string;
  /** The number of the source's first line, when it isn't 1. */
  readonly firstLine?: number | undefined;
  /** Inside a condition, `set -e` looks away. */
  readonly tested?: boolean | undefined;
  /** Closed while the job this belongs to is stopped. */
  readonly gate?: Gate | undefined;
  /** What to do once the current command has ended: feed `>(…)`, remove `<(…)`. */
  readonly afterCommand?: (() => Promise<void>)[] | undefined;
}

/** Standard input; an empty one when closed. */
export function stdin(x: Execution): Reader {
  return x.io.get(0)?.reader ?? textInput('');
}

/** Standard output; nowhere when closed. */
export function stdout(x: Execution): StageWriter {
  return x.io.get(1)?.writer ?? nullOutput;
}

/** Standard error; nowhere when closed. */
export function stderr(x: Execution): StageWriter {
  return x.io.get(2)?.writer ?? nullOutput;
}

/** Says `bash: message` on standard error. */
export async function complain(x: Execution, message: string): Promise<void> {
  await stderr(x).write(`${x.state.prefix}${message}\n`);
}
