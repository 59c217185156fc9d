/** What kubectl needs of whoever runs it: streams, files, time, an API server. Knows no shell. */
import type { Transport } from '#client/rest.ts';

export interface KubectlReader {
  read(): Promise<string | undefined>;
  readAll(): Promise<string>;
}
export interface KubectlWriter {
  write(text: string): Promise<void>;
  readonly isTerminal: boolean;
}
/** The files kubectl reads and writes; paths are absolute. Errors carry libc's words in `message`. */
export interface KubectlFiles {
  read(path: string): string;
  write(path: string, text: string): void;
  stat(path: string): { readonly kind: 'file' | 'folder' } | undefined;
  list(path: string): readonly string[];
  makeFolder(path: string, options?: { parents?: boolean }): void;
  remove(path: string, options?: { recursive?: boolean }): void;
}

/** A superset of it is the shell's ProgramContext, so a program can hand itself over. */
export interface KubectlHost {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly stdin: KubectlReader;
  readonly stdout: KubectlWriter;
  readonly stderr: KubectlWriter;
  readonly files: KubectlFiles;
  readonly signal: AbortSignal;
  readonly clock: { now(): number; sleep(ms: number, signal?: AbortSignal): Promise<void> };
  /** Runs a shell command line (EDITOR, `diff`); gives its exit status. */
  run(
    line: string,
    options?: { stdout?: KubectlWriter; env?: Readonly<Record<string, string>> },
  ): Promise<number>;
  readonly transport: Transport;
}
