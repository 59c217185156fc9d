/** Where a prompt and a line stand on the screen, and the bytes that draw them. */
import { characterWidth } from './width.ts';

/** A place, rows counted from the prompt's first. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

/** What is drawn: prompt, text, and what stands before each further line. */
export interface Picture {
  readonly prompt: string;
  readonly text: string;
  readonly cursor: number;
  readonly continuation: string;
  readonly columns: number;
}

function escapeLength(text: string, at: number): number {
  if (text[at] !== '\x1b' || text[at + 1] !== '[') return 0;
  let end = at + 2;
  while (end < text.length && !/[A-Za-z]/.test(text[end] ?? '')) end += 1;
  return end + 1 - at;
}

/** Where the cursor is after a text is written from a place. */
export function advance(from: Place, text: string, columns: number): Place {
  let { row, column } = from;
  for (let at = 0; at < text.length; ) {
    const skip = escapeLength(text, at);
    if (skip > 0) {
      at += skip;
      continue;
    }
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
    at += character.length;
    if (character === '\n') {
      row += 1;
      column = 0;
      continue;
    }
    if (character === '\r') {
      column = 0;
      continue;
    }
    const width = characterWidth(character);
    if (column + width > columns) {
      row += 1;
      column = 0;
    }
    column += width;
    if (column >= columns) {
      row += 1;
      column = 0;
    }
  }
  return { row, column };
}

function shown({ prompt, text, continuation }: Picture, end: number): string {
  return prompt + text.slice(0, end).replaceAll('\n', `\n${continuation}`);
}

/** Where the cursor of a picture stands. */
export function cursorPlace(picture: Picture): Place {
  return advance({ row: 0, column: 0 }, shown(picture, picture.cursor), picture.columns);
}

/** Where a picture ends. */
export function endPlace(picture: Picture): Place {
  return advance({ row: 0, column: 0 }, shown(picture, picture.text.length), picture.columns);
}

function up(rows: number): string {
  return rows > 0 ? `\x1b[${rows}A` : '';
}

/** The bytes that draw a picture over one whose cursor stood `row` rows below its prompt. */
export function draw(picture: Picture, row: number): string {
  const end = endPlace(picture);
  const cursor = cursorPlace(picture);
  const body = shown(picture, picture.text.length).replaceAll('\n', '\r\n');
  const wrap = end.column === 0 && end.row > 0 && !picture.text.endsWith('\n') ? ' \r' : '';
  const right = cursor.column > 0 ? `\x1b[${cursor.column}C` : '';
  const place = `${up(end.row - cursor.row)}\r${right}`;
  const moved = cursor.row !== end.row || cursor.column !== end.column;
  return `\r${up(row)}\x1b[J${body}${wrap}${moved ? place : ''}`;
}
