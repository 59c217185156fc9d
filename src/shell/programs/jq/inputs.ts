/** What a filter is run on: values of the files or of standard input, one after another. */
import { FileError } from '../../file-system.ts';
import { resolvePath } from '../../path.ts';
import type { ProgramContext } from '../../program.ts';
import { JsonParser } from './json-parser.ts';
import { eventsOf } from './json-text.ts';
import type { JqOptions } from './options.ts';
import type { Value } from './value.ts';

/** Lines as texts. */
class LineParser {
  #text = '';
  #isEnded = false;
  linesRead = 0;

  feed(text: string): void {
    this.#text += text;
  }

  end(): void {
    this.#isEnded = true;
  }

  next(): Value | undefined {
    const at = this.#text.indexOf('\n');
    if (at < 0 && (!this.#isEnded || this.#text === '')) return undefined;
    const line = at < 0 ? this.#text : this.#text.slice(0, at);
    this.#text = at < 0 ? '' : this.#text.slice(at + 1);
    if (at >= 0) this.linesRead += 1;
    return line;
  }
}

const parserFor = ({ rawInput }: JqOptions): JsonParser | LineParser =>
  rawInput ? new LineParser() : new JsonParser('', false);

export class Inputs {
  readonly #context: ProgramContext;
  readonly #options: JqOptions;
  readonly #files: string[];
  #parser: JsonParser | LineParser;
  #isOpen = false;
  readonly #ready: Value[] = [];
  /** What could not be opened. */
  readonly failures: string[] = [];
  #fileName: string | null = null;
  #began = false;

  constructor(context: ProgramContext, options: JqOptions) {
    this.#context = context;
    this.#options = options;
    this.#files = [...options.files];
    this.#parser = parserFor(options);
  }

  /** `<stdin>` is one too; null before anything was read. */
  get fileName(): string | null {
    return this.#began ? (this.#fileName ?? '<stdin>') : null;
  }

  get line(): number {
    return this.#began ? this.#parser.linesRead : 0;
  }

  /** `<stdin>:3`, `pods.json:1`; `<unknown>` before anything was read. */
  get place(): string {
    return this.#began ? `${this.fileName}:${this.line}` : '<unknown>';
  }

  /** Makes the texts there, so that `takeReady` gives them all. */
  async readAll(): Promise<void> {
    const values: Value[] = [];
    if (this.#files.length > 0) return;
    this.#openStdin();
    this.#parser.feed(await this.#context.stdin.readAll());
    this.#parser.end();
    this.#ready.push(...values);
  }

  /** The next value of what is there. */
  takeReady(): Value | undefined {
    for (;;) {
      const ready = this.#ready.shift();
      if (ready !== undefined) return ready;
      if (!this.#isOpen && !this.#openFile()) return undefined;
      const value = this.#parser.next();
      this.#began = true;
      if (value === undefined) {
        this.#isOpen = false;
        if (this.#files.length === 0) return undefined;
      } else if (this.#options.stream) this.#ready.push(...eventsOf(value));
      else return value;
    }
  }

  /** The next value, when it has come. */
  async next(): Promise<Value | undefined> {
    if (this.#options.files.length > 0 || this.#isRead) return this.takeReady();
    this.#openStdin();
    for (;;) {
      const ready = this.#ready.shift();
      if (ready !== undefined) return ready;
      const value = this.#parser.next();
      if (value !== undefined) {
        this.#began = true;
        if (!this.#options.stream) return value;
        this.#ready.push(...eventsOf(value));
        continue;
      }
      if (this.#isAll) return undefined;
      const chunk = await this.#context.stdin.read();
      if (chunk === undefined) {
        this.#isAll = true;
        this.#parser.end();
      } else {
        this.#began = true;
        this.#parser.feed(chunk);
      }
    }
  }

  #isAll = false;
  #isRead = false;

  #openStdin(): void {
    if (this.#isOpen) return;
    this.#isOpen = true;
    this.#fileName = null;
  }

  /** Marks standard input as read in one go. */
  async prepare(): Promise<void> {
    await this.readAll();
    this.#isRead = true;
  }

  /** The next file that can be read; false when there is none. */
  #openFile(): boolean {
    for (let file = this.#files.shift(); file !== undefined; file = this.#files.shift()) {
      try {
        const text = this.#context.files.read(resolvePath(this.#context.cwd, file));
        this.#parser = parserFor(this.#options);
        this.#parser.feed(text);
        this.#parser.end();
        this.#fileName = file;
        this.#isOpen = true;
        return true;
      } catch (error) {
        if (!(error instanceof FileError)) throw error;
        this.failures.push(`jq: error: Could not open file ${file}: ${error.message}\n`);
      }
    }
    return false;
  }

  /** All texts, for `-R -s`. */
  async wholeText(): Promise<string> {
    if (this.#files.length === 0) return this.#context.stdin.readAll();
    let text = '';
    for (const file of this.#files.splice(0)) {
      try {
        text += this.#context.files.read(resolvePath(this.#context.cwd, file));
      } catch (error) {
        if (!(error instanceof FileError)) throw error;
        this.failures.push(`jq: error: Could not open file ${file}: ${error.message}\n`);
      }
    }
    return text;
  }
}
