/** What a program is to the shell: streams, files, a signal, and virtual time to wait in. */
import type { FileSystem } from './file-system.ts';
import type { Network } from './network.ts';

/** Reads text; `undefined` is end of file. Chunks need not be lines. */
export interface Reader {
  read(): Promise<string | undefined>;
  /** The rest, to the end of file. */
  readAll(): Promise<string>;
}

/** Writes text; waits while the pipe is full. Throws BrokenPipeError when nobody reads any more. */
export interface Writer {
  write(text: string): Promise<void>;
  /** Whether a person sees this (a terminal), not a pipe or file. */
  readonly isTerminal: boolean;
}

/** The reading end is closed (EPIPE): a program that meets it ends quietly. */
export class BrokenPipeError extends Error {
  override name = 'BrokenPipeError';
}

/** Time as programs see it: virtual. */
export interface ShellClock {
  now(): number;
  /** Resolves after `ms` of virtual time; rejects with the signal's reason when aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Gives way to the host (a macrotask), so that Ctrl-C and rendering get their turn. */
  yield(): Promise<void>;
  /** Waits for what takes real time, a module being loaded: virtual time that nobody paces stands still. */
  load<T>(module: () => Promise<T>): Promise<T>;
}

/** The keys of a terminal as they are pressed, unseen: until it is closed, nothing is echoed or gathered into lines. */
export interface OpenKeyboard {
  /** `a`, ` `, `enter`, `up`, `page-down`, `ctrl-c`, `escape`, `alt-v`; `resize` when the terminal has another size. */
  next(signal?: AbortSignal): Promise<string>;
  close(): void;
}

/** What a terminal offers beyond text. */
export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
  /** Takes the keyboard for a program that fills the screen; absent where nobody sits at one. */
  readonly openKeyboard?: (() => OpenKeyboard) | undefined;
}

/** Opens the page's editor on a text: the new text when saved, undefined when given up. */
export type Edit = (path: string, text: string) => Promise<string | undefined>;

export interface ProgramContext {
  /** Without the program's own name. */
  readonly args: readonly string[];
  readonly name: string;
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly stdin: Reader;
  readonly stdout: Writer;
  readonly stderr: Writer;
  readonly files: FileSystem;
  readonly clock: ShellClock;
  /** Aborted by Ctrl-C, `kill`, `timeout`, or when the stage's reader has gone. */
  readonly signal: AbortSignal;
  readonly terminal: TerminalSize;
  readonly network: Network;
  /** What is printed when Ctrl-C ends the program: it cannot say anything itself any more. */
  atInterrupt(words: () => string): void;
  /** Absent where there is no page (tests): `nano` then says so. */
  readonly edit?: Edit | undefined;
  /** Runs a command line in a subshell with this context's streams and the given environment: for `watch`, `xargs`, `timeout`, EDITOR. */
  run(
    line: string,
    options?: {
      stdout?: Writer;
      stderr?: Writer;
      stdin?: Reader;
      env?: Readonly<Record<string, string>>;
      signal?: AbortSignal;
    },
  ): Promise<number>;
}

/** Gives the exit status. */
export type Program = (context: ProgramContext) => Promise<number>;
