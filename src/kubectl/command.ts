/** What a kubectl command declares, and what it is given when it runs. */
import type { ApiClient } from './api-client.ts';
import type { KubectlError } from './errors.ts';
import type { Flag, FlagValues } from './flags.ts';
import type { KubectlHost } from './host.ts';
import type { Kubeconfig } from './kubeconfig.ts';

/** Heads of `kubectl --help`, in its order. */
export type CommandGroup =
  | 'Basic Commands (Beginner)'
  | 'Basic Commands (Intermediate)'
  | 'Deploy Commands'
  | 'Cluster Management Commands'
  | 'Troubleshooting and Debugging Commands'
  | 'Advanced Commands'
  | 'Settings Commands'
  | 'Other Commands';

/** One command, or a family of them (`rollout`). Adding one: its file, and its name in `index.ts`. */
export interface Command {
  readonly name: string;
  readonly aliases?: readonly string[];
  /** The usage line after `kubectl `: `get (TYPE[.VERSION][.GROUP] [NAME | -l label] …) [flags]`, no `[options]`. */
  readonly use?: string;
  readonly short: string;
  /** Paragraphs divided by blank lines. Default: `short`. */
  readonly long?: string;
  /** `# comment` and `kubectl …` lines, divided by blank lines. */
  readonly examples?: string;
  readonly group?: CommandGroup;
  readonly hidden?: boolean;
  readonly flags?: readonly Flag[];
  /** What it does less than the real one, in a sentence: said in its help and on the page "How true is it?". */
  readonly simplified?: string;
  readonly commands?: readonly Command[];
  /** How a mistake in its flags is told, where that is not the usual way. */
  readonly flagMistake?: (path: string, message: string) => KubectlError;
  /** Absent for a family: help is printed, or the unknown subcommand refused. */
  run?(context: CommandContext): Promise<number | undefined>;
}

/** A running command's world. */
export interface CommandContext {
  readonly host: KubectlHost;
  readonly command: Command;
  /** `kubectl rollout undo` */
  readonly path: string;
  readonly flags: FlagValues;
  readonly args: readonly string[];
  /** How many of `args` stood before `--`; -1 when there was none. */
  readonly argsBeforeDash: number;
  readonly api: ApiClient;
  readonly kubeconfig: Kubeconfig;
  /** From `-n`, else of the kubeconfig's context, else "default". */
  readonly namespace: string;
  /** Whether `-n` was given: objects of files must then agree with it. */
  readonly namespaceGiven: boolean;
  /** Writes to standard output, as it is. */
  out(text: string): Promise<void>;
  /** Writes to standard error, as it is. */
  err(text: string): Promise<void>;
}
