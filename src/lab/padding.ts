/** How an output is padded, whatever its cells say: what `normalise` leaves out of a comparison. */

import { isProgress } from './normalise.ts';

/** The head of a log line, whose process id is as wide as it is. */
const LOG_HEAD = /^([IWEF]\d{4} [\d:.]+) +(\d+) /;

/** A row as cells and the spaces after each; the last cell has none unless the row ends in spaces. */
interface Row {
  readonly cells: readonly string[];
  readonly gaps: readonly number[];
}

/** Tabs show as they are: what kubectl pads is spaces. */
function rowOf(line: string): Row {
  const [, indent = '', rest = ''] = /^( *)(.*)$/s.exec(line) ?? [];
  const parts = rest.split(/( {2,}| +$)/);
  const cells = parts.filter((_, at) => at % 2 === 0);
  const gaps = parts.filter((_, at) => at % 2 === 1).map((gap) => gap.length);
  return {
    cells: [indent + (cells[0] ?? ''), ...cells.slice(1, gaps.length + 1)],
    gaps,
  };
}

/** kubectl's tables pad narrower cells as if they had three letters: a column is six wide at least. */
const NARROWEST = 3;

/** The widest cell of column `at` in the rows around `row` that have the column. */
function widestAround(rows: readonly Row[], row: number, at: number): number {
  const has = (index: number): boolean => rows[index]?.gaps[at] !== undefined;
  let first = row;
  while (has(first - 1)) first -= 1;
  let widest = NARROWEST;
  for (let index = first; has(index); index += 1)
    widest = Math.max(widest, [...(rows[index]?.cells[at] ?? '')].length);
  return widest;
}

/** Spaces that each cell has beyond what its column's widest needs: `[3, 3]` for a table of three columns. */
export function paddingOf(text: string): readonly string[] {
  const rows = text
    .split('\n')
    .filter((line) => !isProgress(line))
    .map((line) => rowOf(line.replace(LOG_HEAD, '$1 $2 ')));
  return rows
    .map(({ cells, gaps }, row) => {
      const indent = /^ */.exec(cells[0] ?? '')?.[0].length ?? 0;
      const slack = gaps.map(
        (gap, at) => gap + [...(cells[at] ?? '')].length - widestAround(rows, row, at),
      );
      return `${indent}:${slack.join(',')}`;
    })
    .sort();
}
