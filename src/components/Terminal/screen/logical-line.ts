/** A line as it was printed, though the screen broke it over several rows. */
import type { IBuffer } from '@xterm/xterm';

/** A place on the buffer, both counted from 0. */
export interface Cell {
  readonly x: number;
  readonly y: number;
}

export interface LogicalLine {
  readonly text: string;
  /** Where each UTF-16 unit of the text stands. */
  readonly cells: readonly Cell[];
}

/** Rows looked at: a longer line is a file, no row of a table. */
const mostRows = 40;

/** The row a broken line begins in. */
function firstRow(buffer: IBuffer, row: number): number {
  let first = row;
  while (first > 0 && row - first < mostRows && buffer.getLine(first)?.isWrapped) first -= 1;
  return first;
}

/** The line that a row belongs to. */
export function logicalLine(buffer: IBuffer, row: number): LogicalLine {
  const first = firstRow(buffer, row);
  const cells: Cell[] = [];
  let text = '';
  for (let y = first; y - first < mostRows; y += 1) {
    const line = buffer.getLine(y);
    if (!line || (y > first && !line.isWrapped)) break;
    for (let x = 0; x < line.length; x += 1) {
      const cell = line.getCell(x);
      if (!cell || cell.getWidth() === 0) continue;
      const characters = cell.getChars() || ' ';
      text += characters;
      for (let at = 0; at < characters.length; at += 1) cells.push({ x, y });
    }
  }
  return { text, cells };
}

/** Rows `first` to `last` as text, broken lines joined, as a program printed them. */
export function textOfRows(buffer: IBuffer, first: number, last: number): string {
  let text = '';
  for (let y = first; y <= last; y += 1) {
    const line = buffer.getLine(y);
    if (!line) break;
    if (y > first && !line.isWrapped) text += '\n';
    text += line.translateToString(true);
  }
  return text;
}
