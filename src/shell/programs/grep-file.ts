/** grep over one file: which lines are selected, and how they and their surroundings print. */
import type { Writer } from '../program.ts';
import type { Input } from '../streams/input.ts';
import { paintGrep } from './colour.ts';
import { linesOf } from './inputs.ts';

/** What was asked for. */
export interface GrepSettings {
  /** With the `g` flag. */
  readonly regex: RegExp;
  readonly invert: boolean;
  readonly only: boolean;
  readonly count: boolean;
  readonly list: 'matching' | 'others' | undefined;
  readonly quiet: boolean;
  readonly numbers: boolean;
  readonly bytes: boolean;
  readonly named: boolean;
  readonly limit: number;
  /** Between groups of lines; none with --no-group-separator. */
  readonly separator: string | undefined;
  /** `-T`: the text begins at a tab stop. */
  readonly aligned: boolean;
  /** What ends a line. */
  readonly ends: string;
  /** `-Z`: a NUL after names. */
  readonly nameEnds: boolean;
  readonly before: number;
  readonly after: number;
  readonly colour: boolean;
}

/** One file being searched. */
export class GrepFile {
  readonly #name: string;
  readonly #settings: GrepSettings;
  readonly #out: Writer;
  #selected = 0;
  #lastPrinted = 0;
  #afterLeft = 0;
  #waiting: (readonly [number, string])[] = [];
  #offset = 0;

  constructor(name: string, settings: GrepSettings, out: Writer) {
    this.#name = name;
    this.#settings = settings;
    this.#out = out;
  }

  /** Whether the file counts as a success. */
  async search(input: Input): Promise<boolean> {
    const { quiet, list, count, limit } = this.#settings;
    let number = 0;
    if (limit > 0) {
      for await (const line of linesOf(input, this.#settings.ends)) {
        number += 1;
        await this.#line(line, number);
        this.#offset += line.length + 1;
        if (this.#selected > 0 && (quiet || list !== undefined)) break;
        if (this.#selected >= limit && this.#afterLeft === 0) break;
      }
    }
    const found = this.#selected > 0;
    if (quiet) return found;
    if (list !== undefined) {
      if (found === (list === 'matching'))
        await this.#out.write(`${this.#paint('name', this.#name)}\n`);
      return found;
    }
    if (count) await this.#out.write(`${this.#named(':')}${this.#selected}\n`);
    return found;
  }

  async #line(line: string, number: number): Promise<void> {
    const { invert, quiet, list, count, limit } = this.#settings;
    const silent = quiet || list !== undefined || count;
    const done = this.#selected >= limit;
    const matches = !done && this.#matches(line) !== invert;
    if (matches) {
      this.#selected += 1;
      if (!silent) await this.#select(line, number);
    } else if (!silent) await this.#pass(line, number);
  }

  #matches(line: string): boolean {
    const { regex } = this.#settings;
    regex.lastIndex = 0;
    return regex.test(line);
  }

  async #select(line: string, number: number): Promise<void> {
    const { only, after } = this.#settings;
    for (const [at, waiting] of this.#waiting) await this.#print(waiting, at, '-');
    this.#waiting = [];
    if (only) await this.#printMatches(line, number);
    else await this.#print(line, number, ':');
    this.#afterLeft = after;
  }

  async #pass(line: string, number: number): Promise<void> {
    const { before, only } = this.#settings;
    if (only) return;
    if (this.#afterLeft > 0) {
      this.#afterLeft -= 1;
      return this.#print(line, number, '-');
    }
    if (before === 0) return;
    this.#waiting.push([number, line]);
    if (this.#waiting.length > before) this.#waiting.shift();
  }

  async #print(line: string, number: number, mark: ':' | '-'): Promise<void> {
    const { before, after } = this.#settings;
    const { separator } = this.#settings;
    const gap =
      separator !== undefined &&
      this.#lastPrinted > 0 &&
      number > this.#lastPrinted + 1 &&
      before + after > 0;
    this.#lastPrinted = number;
    const text = this.#settings.colour && mark === ':' ? this.#coloured(line) : line;
    await this.#out.write(
      `${gap ? `${this.#paint('mark', '--')}\n` : ''}${this.#head(number, mark, this.#offset)}${text}\n`,
    );
  }

  async #printMatches(line: string, number: number): Promise<void> {
    if (this.#settings.invert) return;
    this.#settings.regex.lastIndex = 0;
    for (const match of line.matchAll(this.#settings.regex)) {
      if (match[0] === '') continue;
      const text = this.#paint('match', match[0]);
      await this.#out.write(
        `${this.#head(number, ':', this.#offset + match.index)}${text}${this.#settings.ends}`,
      );
    }
  }

  #head(number: number, mark: string, offset: number): string {
    const { numbers, bytes } = this.#settings;
    const counted = (count: number): string =>
      this.#paint('number', String(count)) + this.#paint('mark', mark);
    return `${this.#named(mark)}${numbers ? counted(number) : ''}${bytes ? counted(offset) : ''}`;
  }

  #named(mark: string): string {
    if (!this.#settings.named) return '';
    return this.#paint('name', this.#name) + this.#paint('mark', mark);
  }

  #paint(part: Parameters<typeof paintGrep>[0], text: string): string {
    return this.#settings.colour ? paintGrep(part, text) : text;
  }

  #coloured(line: string): string {
    if (this.#settings.invert) return line;
    return line.replace(this.#settings.regex, (match) =>
      match === '' ? '' : paintGrep('match', match),
    );
  }
}
