/** What part of a text is on the screen, and how the keys move it. */
import { posixRegex, RegexError } from '../../posix-regex.ts';
import { type Row, type RowOptions, rowsOf } from './rows.ts';
import type { Source } from './source.ts';

/** What can be turned on and off. */
export interface ViewOptions {
  chops: boolean;
  raw: boolean;
  numbers: boolean;
  ignoresCase: boolean;
}

export class View {
  source: Source;
  readonly options: ViewOptions;
  columns: number;
  /** Of the screen, the prompt's row not among them. */
  height: number;
  /** The first row shown. */
  top = 0;
  shift = 0;
  search: RegExp | undefined;
  /** `&`: only lines that match are shown. */
  filter: RegExp | undefined;
  #rows: Row[] = [];
  #known = 0;
  #key = '';

  constructor(source: Source, options: ViewOptions, columns: number, rows: number) {
    this.source = source;
    this.options = options;
    this.columns = columns;
    this.height = Math.max(1, rows - 1);
  }

  /** Every row there is so far. */
  rows(): readonly Row[] {
    const { chops, raw, numbers } = this.options;
    const { columns, shift, search: mark, filter } = this;
    const key = [columns, shift, chops, raw, numbers, mark, filter, this.source.name].join('/');
    if (key !== this.#key) {
      this.#rows = [];
      this.#known = 0;
      this.#key = key;
    }
    const options: RowOptions = { columns, chops, raw, numbers, shift, mark };
    const { lines } = this.source;
    for (; this.#known < lines.length; this.#known += 1) {
      const line = lines[this.#known] ?? '';
      if (filter && line.search(filter) < 0) continue;
      this.#rows.push(...rowsOf(line, this.#known, options));
    }
    return this.#rows;
  }

  get last(): number {
    return Math.max(0, this.rows().length - this.height);
  }

  get isAtEnd(): boolean {
    return this.source.isEnded && this.top >= this.last;
  }

  /** Whether rows are missing that the screen has room for. */
  get wantsMore(): boolean {
    return !this.source.isEnded && this.rows().length < this.top + this.height;
  }

  /** Moves by rows; nowhere beyond the end or the beginning. */
  move(count: number): void {
    this.top = Math.max(0, Math.min(this.last, this.top + count));
  }

  goTo(row: number): void {
    this.top = Math.max(0, Math.min(this.last, row));
  }

  /** To a line, counted from 1. */
  goToLine(line: number): void {
    const row = this.rows().findIndex((each) => each.line >= line - 1);
    this.goTo(row < 0 ? this.last : row);
  }

  /** Another size, another layout: the same line stays at the top. */
  resize(columns: number, rows: number): void {
    this.relayout(() => {
      this.columns = columns;
      this.height = Math.max(1, rows - 1);
    });
  }

  /** Changes how lines are laid out; the same line stays at the top. */
  relayout(change: () => void): void {
    const line = this.rows()[this.top]?.line ?? 0;
    change();
    const row = this.rows().findIndex((each) => each.line >= line);
    this.goTo(Math.max(0, row));
  }

  /** A pattern as `-i` reads it: without capitals it means any case. Undefined when it is none. */
  pattern(text: string): RegExp | undefined {
    const ignoreCase = this.options.ignoresCase && text === text.toLowerCase();
    try {
      const regex = posixRegex(text, { extended: true, ignoreCase });
      return new RegExp(regex.source, `${regex.flags.replace(/[gy]/g, '')}g`);
    } catch (error) {
      if (error instanceof RegexError) return undefined;
      throw error;
    }
  }

  /** To the next row that matches, forward (1) or back (-1); false when there is none. */
  find(direction: 1 | -1, from = this.top + direction): boolean {
    const { search } = this;
    const rows = this.rows();
    for (let at = from; at >= 0 && at < rows.length; at += direction) {
      const line = this.source.lines[rows[at]?.line ?? 0] ?? '';
      const isFirst = rows[at - 1]?.line !== rows[at]?.line;
      if (!search || !isFirst || line.search(search) < 0) continue;
      this.top = at;
      return true;
    }
    return false;
  }
}
