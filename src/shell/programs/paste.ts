/** `paste`. */
import type { Program } from '../program.ts';
import { Inputs, openFile } from './inputs.ts';
import { parseOptions } from './options.ts';

function delimitersOf(list: string): string[] {
  return (list.match(/\\.|[\s\S]/g) ?? ['']).map(
    (each) => ({ '\\n': '\n', '\\t': '\t', '\\0': '', '\\\\': '\\' })[each] ?? each,
  );
}

/** Joins lines of files side by side, or with `-s` one file's lines after another. */
export const paste: Program = async (context) => {
  const options = parseOptions(context, { short: 'd:s', long: { delimiters: 'd', serial: 's' } });
  const delimiters = delimitersOf(options.value('d') ?? '\t');
  const between = (at: number) => delimiters[at % delimiters.length] ?? '';
  const join = (cells: readonly string[]) =>
    cells.map((cell, at) => (at === 0 ? cell : between(at - 1) + cell)).join('');
  if (options.has('s')) {
    const inputs = new Inputs(context, options.operands);
    for await (const { input } of inputs.each()) {
      const lines = (await input.readAll()).replace(/\n$/, '').split('\n');
      await context.stdout.write(`${join(lines)}\n`);
    }
    return inputs.failures > 0 ? 1 : 0;
  }
  const operands = options.operands.length === 0 ? ['-'] : options.operands;
  const stdin = openFile(context, '-');
  const readers = operands.map((operand) => (operand === '-' ? stdin : openFile(context, operand)));
  for (;;) {
    const row: (string | undefined)[] = [];
    for (const reader of readers) row.push((await reader.readLine())?.replace(/\n$/, ''));
    if (row.every((cell) => cell === undefined)) return 0;
    await context.stdout.write(`${join(row.map((cell) => cell ?? ''))}\n`);
  }
};
