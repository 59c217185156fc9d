/** What a terminal takes and gives. */
import type { Shell } from '../shell.ts';
import type { ArgumentCompleter } from './completion.ts';

/** What a terminal is made of. */
export interface TerminalOptions {
  readonly shell: Shell;
  /** Bytes for xterm. */
  readonly write: (text: string) => void;
  readonly columns: number;
  readonly rows: number;
  /** Bash's PS1; a user who sets PS1 overrides it. */
  readonly prompt?: string;
  /** Completes arguments of programs that know how: kubectl. */
  readonly complete?: ArgumentCompleter;
  /** Esc then Tab: the page moves the focus on. */
  readonly onLeave?: () => void;
  /** Told before a line runs and after it ended. */
  readonly onCommand?: (event: { line: string; exit: number | undefined }) => void;
  /** Told before each prompt is drawn. */
  readonly onPrompt?: () => void;
  /** Told when the shell has exited; true when the terminal closes with it. */
  readonly onExit?: () => boolean;
  /** For `\t` in the prompt. */
  readonly now?: () => number;
}

/** What a command printed and ended with. */
export interface CommandResult {
  readonly output: string;
  readonly exit: number;
}

/** One terminal. */
export interface TerminalSession {
  /** Shows the first prompt. */
  start(): void;
  /** Data as xterm's onData gives it. */
  input(data: string): void;
  resize(columns: number, rows: number): void;
  /** Types a command visibly at the prompt, runs it, and gives what it printed. Waits its turn. */
  runCommand(line: string): Promise<CommandResult>;
  /** Whether a command runs now. */
  readonly busy: boolean;
  /** Resolves when nothing runs and nothing waits. */
  idle(): Promise<void>;
  /** Ends what runs: the page is closing. */
  dispose(): void;
}

/** A command of the page that waits for the prompt. */
export interface Waiting {
  readonly line: string;
  readonly done: (result: CommandResult) => void;
}
