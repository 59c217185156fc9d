/** The keyboard while a program runs: lines with echo, Ctrl-D for the end of file. */
import { Input } from '../streams/input.ts';
import type { Key } from './keys.ts';

/** A terminal's standard input. */
export class CookedInput {
  /** What programs read. */
  readonly input: Input;
  readonly #echo: (text: string) => void;
  #lines: (string | undefined)[] = [];
  #line = '';
  #wake: ((chunk: string | undefined) => void) | undefined;

  constructor(echo: (text: string) => void) {
    this.#echo = echo;
    this.input = new Input(
      () =>
        new Promise((resolve) => {
          if (this.#lines.length > 0) resolve(this.#lines.shift());
          else this.#wake = resolve;
        }),
    );
  }

  /** A key typed while a program runs. */
  key({ name, text }: Key): void {
    if (name === 'text' || name === 'paste') this.#type(text);
    else if (name === 'enter') this.#type('\n');
    else if (name === 'tab') this.#type('\t');
    else if (name === 'ctrl-d') this.#end();
    else if (name === 'backspace' && this.#line !== '') {
      this.#line = [...this.#line].slice(0, -1).join('');
      this.#echo('\b \b');
    } else if (name === 'ctrl-u') {
      this.#echo('\b \b'.repeat([...this.#line].length));
      this.#line = '';
    }
  }

  /** What was typed and nobody read: it goes to the prompt. */
  takeRest(): string {
    const lines = this.#lines.map((line) => line ?? '').join('');
    const rest = lines + this.#line;
    this.#lines = [];
    this.#line = '';
    return rest;
  }

  #type(text: string): void {
    for (const part of text.split(/(?<=\n)/)) {
      this.#echo(part);
      this.#line += part;
      if (!part.endsWith('\n')) continue;
      this.#push(this.#line);
      this.#line = '';
    }
  }

  /** Ctrl-D: hands over what is typed; on an empty line, the end of file. */
  #end(): void {
    const line = this.#line;
    this.#line = '';
    this.#push(line === '' ? undefined : line);
  }

  #push(chunk: string | undefined): void {
    const wake = this.#wake;
    this.#wake = undefined;
    if (wake === undefined) this.#lines.push(chunk);
    else wake(chunk);
  }
}
