/** `comm`. */
import type { Program } from '../program.ts';
import { ProgramError } from '../program-error.ts';
import { openFile, splitLines } from './inputs.ts';
import { parseOptions } from './options.ts';

/** Compares two sorted files: only in the first, only in the second, in both. */
export const comm: Program = async (context) => {
  const options = parseOptions(context, { short: '123', long: {} });
  const [left, right] = options.operands;
  const help = "\nTry 'comm --help' for more information.";
  if (left === undefined) throw new ProgramError(`missing operand${help}`);
  if (right === undefined) throw new ProgramError(`missing operand after '${left}'${help}`);
  const a = splitLines(await openFile(context, left).readAll());
  const b = splitLines(await openFile(context, right).readAll());
  const shown = ['1', '2', '3'].filter((column) => !options.has(column));
  const print = async (column: string, line: string) => {
    if (shown.includes(column))
      await context.stdout.write(`${'\t'.repeat(shown.indexOf(column))}${line}\n`);
  };
  for (let [i, j] = [0, 0]; i < a.length || j < b.length; ) {
    const [x, y] = [a[i], b[j]];
    if (y === undefined || (x !== undefined && x < y)) {
      await print('1', x ?? '');
      i += 1;
    } else if (x === undefined || y < x) {
      await print('2', y);
      j += 1;
    } else {
      await print('3', x);
      i += 1;
      j += 1;
    }
  }
  return 0;
};
