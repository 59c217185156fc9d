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

/** Virtual time. */
export interface KubectlClock {
  now(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Waits for a module that is loaded when it is first asked for. */
  load<T>(module: () => Promise<T>): Promise<T>;
}

/** What somebody asks of a port that kubectl listens on, and what it answers. */
export interface KubectlWebRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}
export interface KubectlWebResponse {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}
/** The ports of the machine kubectl runs on. */
export interface KubectlNetwork {
  /** Throws an error named AddressInUseError where somebody listens already; no answer closes the connection. */
  listen(
    address: string,
    port: number,
    handler: (
      request: KubectlWebRequest,
      signal: AbortSignal,
    ) => Promise<KubectlWebResponse | undefined>,
  ): { readonly port: number; close(): void };
}

/** A superset of it is the shell's ProgramContext, so a program can hand itself over. */
export interface KubectlHost {
  /** How wide the terminal is, where there is one. */
  readonly columns?: number;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly stdin: KubectlReader;
  readonly stdout: KubectlWriter;
  readonly stderr: KubectlWriter;
  readonly files: KubectlFiles;
  readonly signal: AbortSignal;
  readonly clock: KubectlClock;
  /** Runs a shell command line (EDITOR, `diff`); gives its exit status. */
  run(
    line: string,
    options?: { stdout?: KubectlWriter; env?: Readonly<Record<string, string>> },
  ): Promise<number>;
  readonly transport: Transport;
  /** The address `transport` leads to, as kubeconfigs have it. Default: the lab's. */
  readonly server?: string;
  /** Absent where kubectl's machine has no network. */
  readonly network?: KubectlNetwork;
}
