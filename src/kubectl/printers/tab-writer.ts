/** Columns aligned as kubectl's: at least 6 wide, 3 apart, widths remembered while watching. Mirrors cli-runtime pkg/printers/tabwriter.go. */

const minimumWidth = 6;
const padding = 3;

/** Characters as they count for alignment. */
const widthOf = (text: string): number => {
  let width = 0;
  for (const _ of text) width += 1;
  return width;
};

/** Gathers rows until they are flushed; `remember` keeps widths from one flush to the next. */
export class TabWriter {
  private rows: (readonly string[])[] = [];
  private remembered: number[] = [];
  private readonly padding: number;
  private readonly minimumWidth: number;

  constructor(options: { readonly minimumWidth?: number; readonly padding?: number } = {}) {
    this.minimumWidth = options.minimumWidth ?? minimumWidth;
    this.padding = options.padding ?? padding;
  }

  /** A line of cells; the last is not padded. */
  row(cells: readonly string[]): void {
    this.rows.push(cells);
  }

  forgetWidths(): void {
    this.remembered = [];
  }

  /** The text of what was gathered. */
  flush(): string {
    const { rows } = this;
    this.rows = [];
    const widths: number[][] = rows.map(() => []);
    this.measure(rows, widths, 0, rows.length, 0);
    return rows.map((cells, at) => this.line(cells, widths[at] ?? [])).join('');
  }

  private line(cells: readonly string[], widths: readonly number[]): string {
    let text = '';
    for (let at = 0; at < cells.length - 1; at += 1) {
      const cell = cells[at] ?? '';
      text += cell + ' '.repeat(Math.max(0, (widths[at] ?? 0) - widthOf(cell)));
    }
    return `${text}${cells.at(-1) ?? ''}\n`;
  }

  /** A column is as wide as its widest cell among neighbouring rows that have it. */
  private measure(
    rows: readonly (readonly string[])[],
    widths: readonly number[][],
    from: number,
    to: number,
    column: number,
  ): void {
    let start = from;
    while (start < to) {
      if ((rows[start]?.length ?? 0) - 1 <= column) {
        start += 1;
        continue;
      }
      let end = start;
      let width = this.minimumWidth;
      for (; end < to && (rows[end]?.length ?? 0) - 1 > column; end += 1)
        width = Math.max(width, widthOf(rows[end]?.[column] ?? '') + this.padding);
      width = Math.max(width, this.remembered[column] ?? 0);
      this.remembered[column] = width;
      for (let at = start; at < end; at += 1) (widths[at] as number[])[column] = width;
      this.measure(rows, widths, start, end, column + 1);
      start = end;
    }
  }
}
