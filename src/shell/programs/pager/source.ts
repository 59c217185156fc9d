/** What is paged: a file's lines, or a pipe's as they come. */
import { asInput, type Input } from '../../streams/input.ts';

export class Source {
  /** The file's name; undefined for standard input. */
  readonly name: string | undefined;
  readonly lines: string[] = [];
  isEnded = false;
  readonly #input: Input;
  #rest = '';
  #reading: Promise<void> | undefined;

  constructor(name: string | undefined, input: Parameters<typeof asInput>[0]) {
    this.name = name;
    this.#input = asInput(input);
  }

  /** One chunk more; the same promise until it is there. */
  more(): Promise<void> {
    this.#reading ??= this.#input.read().then((chunk) => {
      this.#reading = undefined;
      if (chunk === undefined) this.stop();
      else this.#add(chunk);
    });
    return this.#reading;
  }

  /** Nothing more is read. */
  stop(): void {
    if (this.#rest !== '') this.lines.push(this.#rest);
    this.#rest = '';
    this.isEnded = true;
  }

  #add(chunk: string): void {
    const pieces = (this.#rest + chunk).split('\n');
    this.#rest = pieces.pop() ?? '';
    for (const piece of pieces) this.lines.push(piece);
  }
}
