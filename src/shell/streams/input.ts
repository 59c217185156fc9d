/** A reader that can give one line and keep the rest for whoever reads next. */
import type { Reader } from '../program.ts';
import { abortable } from './abortable.ts';

/** Where an Input gets its text: chunks, then `undefined` for ever. */
export type Pull = () => Promise<string | undefined>;

/** What every stream the shell makes can do: the rest of a chunk stays for the next program. */
export class Input implements Reader {
  readonly #pull: Pull;
  /** The size of the file this reads, when it is one. */
  readonly fileSize: number | undefined;
  #text = '';
  #ended = false;
  #pending: Promise<void> | undefined;

  constructor(pull: Pull, fileSize?: number) {
    this.#pull = pull;
    this.fileSize = fileSize;
  }

  async read(): Promise<string | undefined> {
    await this.ready();
    if (this.#text === '') return this.#finish();
    const text = this.#text;
    this.#text = '';
    return text;
  }

  /** Resolves when a read would not wait. A reader that is aborted here takes nothing away. */
  async ready(signal?: AbortSignal): Promise<void> {
    while (this.#text === '' && !this.#ended) await this.#fill(signal);
  }

  async readAll(): Promise<string> {
    const parts: string[] = [];
    for (;;) {
      const chunk = await this.read();
      if (chunk === undefined) return parts.join('');
      parts.push(chunk);
    }
  }

  /** The next line with its newline (the last may have none). */
  async readLine(delimiter = '\n', signal?: AbortSignal): Promise<string | undefined> {
    let searched = 0;
    for (;;) {
      const at = this.#text.indexOf(delimiter, searched);
      if (at >= 0) return this.#take(at + 1);
      searched = this.#text.length;
      if (this.#ended) break;
      await this.#fill(signal);
    }
    return this.#text === '' ? this.#finish() : this.#take(this.#text.length);
  }

  /** Up to `count` characters. */
  async readCharacters(count: number, signal?: AbortSignal): Promise<string | undefined> {
    while (this.#text.length < count && !this.#ended) await this.#fill(signal);
    return this.#text === '' ? this.#finish() : this.#take(Math.min(count, this.#text.length));
  }

  /** Puts text back in front. */
  unread(text: string): void {
    this.#text = text + this.#text;
  }

  /** What was read ahead and nobody took. */
  takeRest(): string {
    return this.#take(this.#text.length);
  }

  /** A terminal's Ctrl-D ends one read, not the terminal: the next reader asks again. */
  #finish(): undefined {
    this.#ended = false;
    return undefined;
  }

  #take(count: number): string {
    const taken = this.#text.slice(0, count);
    this.#text = this.#text.slice(count);
    return taken;
  }

  /** One pull at a time: a reader that was interrupted leaves its pull to the next one. */
  #fill(signal?: AbortSignal): Promise<void> {
    this.#pending ??= this.#pull().then(
      (chunk) => {
        this.#pending = undefined;
        if (chunk === undefined) this.#ended = true;
        else this.#text += chunk;
      },
      (error: unknown) => {
        this.#pending = undefined;
        throw error;
      },
    );
    return signal === undefined ? this.#pending : abortable(this.#pending, signal);
  }
}

/** An Input over a text; with its size when the text is a file's. */
export function textInput(text: string, fileSize?: number): Input {
  let rest: string | undefined = text === '' ? undefined : text;
  return new Input(() => {
    const chunk = rest;
    rest = undefined;
    return Promise.resolve(chunk);
  }, fileSize);
}

/** Any reader as an Input: itself when it already is one. */
export function asInput(reader: Reader): Input {
  return reader instanceof Input ? reader : new Input(() => reader.read());
}
