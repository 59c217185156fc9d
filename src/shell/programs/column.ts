/** `column`. */
import type { Program } from '../program.ts';
import { inColumns } from '../terminal/columns.ts';
import { textWidth } from '../terminal/width.ts';
import { Inputs } from './inputs.ts';
import { parseOptions } from './options.ts';

/** `-t` makes a table; without it, names fill the width. */
export const column: Program = async (context) => {
  const options = parseOptions(context, {
    short: 'ts:o:c:xN:nR:',
    long: {
      table: 't',
      separator: 's',
      'output-separator': 'o',
      'table-columns': 'N',
      'output-width': 'c',
      'table-right': 'R',
    },
  });
  const inputs = new Inputs(context, options.operands);
  const lines: string[] = [];
  for await (const line of inputs.lines()) if (line.trim() !== '') lines.push(line);
  if (!options.has('t')) {
    const width = Number(options.value('c') ?? context.terminal.columns);
    await context.stdout.write(inColumns(lines, width));
    return inputs.failures > 0 ? 1 : 0;
  }
  const separators = options.value('s');
  const rows = lines.map((line) => {
    if (separators === undefined) return line.trim().split(/[ \t]+/);
    const set = [...separators].map((each) => each.replace(/[\\\]^-]/g, '\\$&')).join('');
    return line.split(new RegExp(`[${set}]`));
  });
  const names = options.value('N');
  if (names !== undefined) rows.unshift(names.split(','));
  const joiner = options.value('o') ?? '  ';
  const right = new Set((options.value('R') ?? '').split(',').map(Number));
  const count = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, at) =>
    Math.max(0, ...rows.map((row) => textWidth(row[at] ?? ''))),
  );
  for (const row of rows) {
    const cells = Array.from({ length: count }, (_, at) => {
      const cell = row[at] ?? '';
      const space = ' '.repeat((widths[at] ?? 0) - textWidth(cell));
      if (right.has(at + 1)) return space + cell;
      return at === count - 1 ? cell : cell + space;
    });
    const shown = separators === undefined ? cells.slice(0, Math.max(row.length, count)) : cells;
    await context.stdout.write(`${shown.join(joiner)}\n`);
  }
  return inputs.failures > 0 ? 1 : 0;
};
