/** Elastic columns as Go's text/tabwriter makes them: cells end with a tab, columns are as wide as they need. */

/** Blanks between the widest cell and the next column. */
const PADDING = 2;

const widthOf = (cell: string): number => {
  let width = 0;
  for (const _ of cell) width += 1;
  return width;
};

interface Grid {
  readonly lines: readonly (readonly string[])[];
  readonly out: string[];
}

function writeLines(grid: Grid, from: number, to: number, widths: readonly number[]): void {
  for (let at = from; at < to; at += 1) {
    const cells = grid.lines[at] ?? [];
    grid.out.push(
      cells
        .map((cell, i) => cell + ' '.repeat(Math.max(0, (widths[i] ?? 0) - widthOf(cell))))
        .join(''),
    );
  }
}

/** The end of the block of lines from `from` on that have a cell in `column`, and its width. */
function measure(
  grid: Grid,
  from: number,
  to: number,
  column: number,
): { end: number; width: number } {
  let width = 0;
  let end = from;
  for (; end < to; end += 1) {
    const cells = grid.lines[end] ?? [];
    if (column >= cells.length - 1) break;
    width = Math.max(width, widthOf(cells[column] ?? '') + PADDING);
  }
  return { end, width };
}

/** Mirrors text/tabwriter Writer.format: a column is a run of neighbouring lines that have it. */
function format(grid: Grid, from: number, to: number, widths: readonly number[]): void {
  const column = widths.length;
  let printed = from;
  for (let at = from; at < to; at += 1) {
    if (column >= (grid.lines[at] ?? []).length - 1) continue;
    writeLines(grid, printed, at, widths);
    const { end, width } = measure(grid, at, to, column);
    format(grid, at, end, [...widths, width]);
    printed = end;
    at = end - 1;
  }
  writeLines(grid, printed, to, widths);
}

/** `"Name:\tweb\nNode:\tn\n"` ⇒ `"Name:  web\nNode:  n\n"` */
export function alignTabs(text: string): string {
  const grid: Grid = { lines: text.split('\n').map((line) => line.split('\t')), out: [] };
  format(grid, 0, grid.lines.length, []);
  return grid.out.join('\n');
}
