/** Lines of a text as rows of a screen: wrapped or cut, tabs and control characters made visible. */
import { characterWidth } from '../../terminal/width.ts';

/** How lines are shown. */
export interface RowOptions {
  readonly columns: number;
  /** `-S`: long lines are cut instead of wrapped. */
  readonly chops: boolean;
  /** `-R`: colours pass. */
  readonly raw: boolean;
  /** `-N` */
  readonly numbers: boolean;
  /** The first column shown of lines that are cut. */
  readonly shift: number;
  /** What is searched for, shown reversed. */
  readonly mark: RegExp | undefined;
}

/** One row: the line it belongs to, and its text. */
export interface Row {
  readonly line: number;
  readonly text: string;
}

const REVERSE = '\x1b[7m';
const PLAIN = '\x1b[27m';
// biome-ignore lint/suspicious/noControlCharactersInRegex: an escape sequence begins with one
const COLOUR = /^\x1b\[[\d;]*m/;
const TAB = 8;

/** A character as it is shown, and how wide. */
interface Cell {
  readonly text: string;
  readonly width: number;
}

function cellsOf(line: string, { raw, mark }: RowOptions): readonly Cell[] {
  const marked = new Set<number>();
  if (mark) {
    for (const found of line.matchAll(mark)) {
      for (let at = 0; at < found[0].length; at += 1) marked.add(found.index + at);
    }
  }
  const cells: Cell[] = [];
  let column = 0;
  for (let at = 0; at < line.length; ) {
    const colour = raw ? COLOUR.exec(line.slice(at))?.[0] : undefined;
    if (colour !== undefined) {
      cells.push({ text: colour, width: 0 });
      at += colour.length;
      continue;
    }
    const letter = String.fromCodePoint(line.codePointAt(at) ?? 0);
    const cell = shown(letter, column);
    const reversed = marked.has(at) ? `${REVERSE}${cell.text}${PLAIN}` : cell.text;
    cells.push({ text: reversed, width: cell.width });
    column += cell.width;
    at += letter.length;
  }
  return cells;
}

function shown(letter: string, column: number): Cell {
  if (letter === '\t') {
    const width = TAB - (column % TAB);
    return { text: ' '.repeat(width), width };
  }
  if (letter === '\x1b') return { text: `${REVERSE}ESC${PLAIN}`, width: 3 };
  if (letter < ' ') {
    return {
      text: `${REVERSE}^${String.fromCharCode(letter.charCodeAt(0) + 64)}${PLAIN}`,
      width: 2,
    };
  }
  return { text: letter, width: characterWidth(letter) };
}

/** Marked letters side by side are marked together. */
const joined = (text: string): string => text.replaceAll(PLAIN + REVERSE, '');

/** A number in seven columns and a blank, as `-N` shows it. */
const numberOf = (line: number): string => `${String(line + 1).padStart(7)} `;

/** The rows of one line; an empty line is one, too. */
export function rowsOf(line: string, number: number, options: RowOptions): readonly Row[] {
  const head = options.numbers ? numberOf(number) : '';
  const width = Math.max(1, options.columns - head.length);
  const rows: Row[] = [];
  let text = '';
  let used = 0;
  let passed = 0;
  for (const cell of cellsOf(line, options)) {
    if (options.chops && passed < options.shift) {
      passed += cell.width;
      if (cell.width === 0) text += cell.text;
      continue;
    }
    if (used + cell.width > width) {
      if (options.chops) break;
      rows.push({ line: number, text: head + joined(text) });
      text = '';
      used = 0;
    }
    text += cell.text;
    used += cell.width;
  }
  rows.push({ line: number, text: head + joined(text) });
  return rows;
}
