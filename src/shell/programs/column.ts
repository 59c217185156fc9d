/** `column`. */
import type { Program } from '../program.ts';
import { textWidth } from '../terminal/width.ts';
import { Inputs } from './inputs.ts';
import { parseOptions } from './options.ts';

/** Names in columns of one width, a multiple of eight, with tabs between. */
function fillColumns(names: readonly string[], width: number, byRows: boolean): string {
  if (names.length === 0) return '';
  const widest = Math.max(...names.map(textWidth));
  const step = (Math.floor(widest / 8) + 1) * 8;
  const count = Math.max(1, Math.floor(width / step));
  const rows = Math.ceil(names.length / count);
  const cell = (row: number, column: number) =>
    names[byRows ? row * count + column : column * rows + row];
  let text = '';
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < count; column += 1) {
      const name = cell(row, column);
      if (name === undefined) break;
      const more = column + 1 < count && cell(row, column + 1) !== undefined;
      text += name + (more ? '\t'.repeat(Math.ceil((step - textWidth(name)) / 8)) : '');
    }
    text += '\n';
  }
  return text;
}

/** `-J`. */
function tableAsJson(rows: readonly (readonly string[])[], names: readonly string[]): string {
  const objects = rows.map((row) => {
    const lines = names.map((name, at) => {
      const value = row[at];
      return `         ${JSON.stringify(name)}: ${value === undefined ? 'null' : JSON.stringify(value)}`;
    });
    return `{\n${lines.join(',\n')}\n      }`;
  });
  return `{\n   "table": [\n      ${objects.join(',')}\n   ]\n}\n`;
}

/** `-t` makes a table; without it, names fill the width. */
export const column: Program = async (context) => {
  const options = parseOptions(context, {
    short: 'ts:o:c:xN:nR:H:JLed',
    long: {
      table: 't',
      separator: 's',
      'output-separator': 'o',
      'table-columns': 'N',
      'output-width': 'c',
      'table-right': 'R',
      'table-hide': 'H',
      json: 'J',
      'table-name': 'n',
      fillrows: 'x',
      'keep-empty-lines': 'L',
      'table-noheadings': 'd',
    },
  });
  const inputs = new Inputs(context, options.operands);
  const lines: string[] = [];
  for await (const line of inputs.lines()) if (line.trim() !== '') lines.push(line);
  if (!options.has('t') && !options.has('J')) {
    const width = Number(options.value('c') ?? context.terminal.columns);
    await context.stdout.write(fillColumns(lines, width, options.has('x')));
    return inputs.failures > 0 ? 1 : 0;
  }
  const separators = options.value('s');
  const rows = lines.map((line) => {
    if (separators === undefined) return line.trim().split(/[ \t]+/);
    const set = [...separators].map((each) => each.replace(/[\\\]^-]/g, '\\$&')).join('');
    return line.split(new RegExp(`[${set}]`));
  });
  const names = options.value('N')?.split(',');
  if (options.has('J')) {
    await context.stdout.write(tableAsJson(rows, names ?? []));
    return inputs.failures > 0 ? 1 : 0;
  }
  if (names !== undefined && !options.has('d')) rows.unshift([...names]);
  const joiner = options.value('o') ?? '  ';
  const place = (text: string) =>
    names?.includes(text) === true ? names.indexOf(text) + 1 : Number(text);
  const right = new Set((options.value('R') ?? '').split(',').map(place));
  const hidden = new Set((options.value('H') ?? '').split(',').map(place));
  const count = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, at) =>
    Math.max(0, ...rows.map((row) => textWidth(row[at] ?? ''))),
  );
  const lastShown = widths.findLastIndex((_, at) => !hidden.has(at + 1));
  for (const row of rows) {
    const cells = Array.from({ length: count }, (_, at) => {
      const cell = row[at] ?? '';
      const space = ' '.repeat((widths[at] ?? 0) - textWidth(cell));
      if (right.has(at + 1)) return space + cell;
      return at === lastShown ? cell : cell + space;
    });
    const shown = cells.filter((_, at) => !hidden.has(at + 1));
    await context.stdout.write(`${shown.join(joiner)}\n`);
  }
  return inputs.failures > 0 ? 1 : 0;
};
