/** `comm`. */
import type { Program } from '../program.ts';
import { ProgramError } from '../program-error.ts';
import { openFile, splitLines } from './inputs.ts';
import { parseOptions } from './options.ts';

/** Compares two sorted files: only in the first, only in the second, in both. */
export const comm: Program = async (context) => {
  const options = parseOptions(context, {
    short: '123zd:',
    long: { 'output-delimiter': 'd', 'check-order': 'c', 'nocheck-order': 'n', total: 't' },
  });
  const tab = options.value('d') ?? '\t';
  const [left, right] = options.operands;
  const help = "\nTry 'comm --help' for more information.";
  if (left === undefined) throw new ProgramError(`missing operand${help}`);
  if (right === undefined) throw new ProgramError(`missing operand after ‘${left}’${help}`);
  const a = splitLines(await openFile(context, left).readAll());
  const b = splitLines(await openFile(context, right).readAll());
  const shown = ['1', '2', '3'].filter((column) => !options.has(column));
  const print = async (column: string, line: string) => {
    if (shown.includes(column))
      await context.stdout.write(`${tab.repeat(shown.indexOf(column))}${line}\n`);
  };
  const unsorted = (lines: readonly string[]) =>
    options.has('n') ? -1 : lines.findIndex((line, at) => at > 0 && line < (lines[at - 1] ?? ''));
  const disorder = [unsorted(a), unsorted(b)];
  let wrong = false;
  const warn = async (side: 0 | 1, at: number) => {
    if (disorder[side] !== at) return;
    await context.stderr.write(`comm: file ${side + 1} is not in sorted order\n`);
    wrong = true;
  };
  for (let [i, j] = [0, 0]; i < a.length || j < b.length; ) {
    const [x, y] = [a[i], b[j]];
    if (y === undefined || (x !== undefined && x < y)) {
      await print('1', x ?? '');
      i += 1;
      await warn(0, i);
    } else if (x === undefined || y < x) {
      await print('2', y);
      j += 1;
      await warn(1, j);
    } else {
      await print('3', x);
      i += 1;
      j += 1;
      await warn(0, i);
      await warn(1, j);
    }
  }
  if (wrong) await context.stderr.write('comm: input is not in sorted order\n');
  return wrong ? 1 : 0;
};
