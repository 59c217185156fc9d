/** A bounded pipe: the writer waits while it is full, and meets EPIPE when nobody reads. */
import { BrokenPipeError } from '../program.ts';
import { Input } from './input.ts';
import type { StageWriter } from './output.ts';

/** Linux's own size. */
const capacity = 65_536;

/** The two ends of a pipe. */
export interface Pipe {
  readonly reader: Input;
  readonly writer: StageWriter;
  /** The writing side is done: the reader meets the end of file. */
  closeWriter(): void;
  /** The reading side is gone: a write throws, and a writer that has written is told at once. */
  closeReader(): void;
}

class PipeBuffer {
  #chunks: string[] = [];
  #size = 0;
  #written = false;
  #writerClosed = false;
  #readerClosed = false;
  #wakeReader: (() => void) | undefined;
  #wakeWriters: (() => void)[] = [];
  readonly #gone = new AbortController();

  get readerGone(): AbortSignal {
    return this.#gone.signal;
  }

  async pull(): Promise<string | undefined> {
    while (this.#size === 0 && !this.#writerClosed) {
      await new Promise<void>((wake) => {
        this.#wakeReader = wake;
      });
    }
    if (this.#size === 0) return undefined;
    const text = this.#chunks.join('');
    this.#chunks = [];
    this.#size = 0;
    this.#releaseWriters();
    return text;
  }

  async write(text: string): Promise<void> {
    while (this.#size >= capacity && !this.#readerClosed) {
      await new Promise<void>((wake) => {
        this.#wakeWriters.push(wake);
      });
    }
    if (this.#readerClosed) throw new BrokenPipeError('Broken pipe');
    if (text === '') return;
    this.#written = true;
    this.#chunks.push(text);
    this.#size += text.length;
    this.#releaseReader();
  }

  closeWriter(): void {
    this.#writerClosed = true;
    this.#releaseReader();
  }

  closeReader(): void {
    if (this.#readerClosed) return;
    this.#readerClosed = true;
    this.#chunks = [];
    this.#size = 0;
    this.#releaseWriters();
    if (this.#written) this.#gone.abort(new BrokenPipeError('Broken pipe'));
  }

  #releaseReader(): void {
    const wake = this.#wakeReader;
    this.#wakeReader = undefined;
    wake?.();
  }

  #releaseWriters(): void {
    const waiting = this.#wakeWriters;
    this.#wakeWriters = [];
    for (const wake of waiting) wake();
  }
}

/**
 * Makes a pipe.
 *
 * Differs: Linux tells a writer of a broken pipe at its next write; here a program that has already
 * written to the pipe and now waits for something else is aborted at once, so that
 * `kubectl get pods -w | head -3` ends with its third line. One that has not written yet is left to
 * do its work, as in bash (`kubectl delete pod x | true` still deletes).
 */
export function createPipe(): Pipe {
  const buffer = new PipeBuffer();
  return {
    reader: new Input(() => buffer.pull()),
    writer: {
      isTerminal: false,
      readerGone: buffer.readerGone,
      write: (text) => buffer.write(text),
    },
    closeWriter: () => buffer.closeWriter(),
    closeReader: () => buffer.closeReader(),
  };
}
