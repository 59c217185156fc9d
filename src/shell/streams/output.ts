/** Writers the shell makes: into a text, into a file, into nothing. */
import type { FileSystem } from '../file-system.ts';
import type { Writer } from '../program.ts';

/** A writer that can say when its reader has gone: pipes do. */
export interface StageWriter extends Writer {
  readonly readerGone?: AbortSignal | undefined;
}

/** Gathers what is written. */
export class TextOutput implements Writer {
  readonly isTerminal = false;
  readonly #parts: string[] = [];

  write(text: string): Promise<void> {
    this.#parts.push(text);
    return Promise.resolve();
  }

  get text(): string {
    return this.#parts.join('');
  }
}

/** Nothing: `/dev/null`. */
export const nullOutput: Writer = { isTerminal: false, write: () => Promise.resolve() };

/** Appends to a file as it is written. */
export function fileOutput(files: FileSystem, path: string): Writer {
  return {
    isTerminal: false,
    async write(text) {
      files.append(path, text);
    },
  };
}

/** A writer over a plain function: the terminal's, or a test's. */
export function functionOutput(write: (text: string) => void, isTerminal = false): Writer {
  return {
    isTerminal,
    async write(text) {
      write(text);
    },
  };
}
