/** `cmp`: the first byte that differs. */
import { FileError } from '../file-system.ts';
import type { Program } from '../program.ts';
import { ProgramError } from '../program-error.ts';
import { bytesOf } from './bytes.ts';
import { openFile } from './inputs.ts';
import { parseOptions } from './options.ts';

/** 0 when alike, 1 when not, 2 when it can't be told. */
export const cmp: Program = async (context) => {
  const options = parseOptions(context, {
    short: 'bi:ln:s',
    long: { silent: 's', quiet: 's', verbose: 'l', 'print-bytes': 'b', bytes: 'n' },
    errorStatus: 2,
  });
  const [left, right = '-'] = options.operands;
  if (left === undefined)
    throw new ProgramError(
      "missing operand after 'cmp'\ncmp: Try 'cmp --help' for more information.",
      2,
    );
  let texts: readonly [Uint8Array, Uint8Array];
  try {
    texts = [
      bytesOf(await openFile(context, left).readAll()),
      bytesOf(await openFile(context, right).readAll()),
    ];
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    if (!options.has('s')) await context.stderr.write(`cmp: ${error.path}: ${error.message}\n`);
    return 2;
  }
  const limit = Number(options.value('n') ?? Number.POSITIVE_INFINITY);
  const [a, b] = [texts[0].slice(0, limit), texts[1].slice(0, limit)];
  const shared = Math.min(a.length, b.length);
  const octal = (byte: number | undefined) => (byte ?? 0).toString(8).padStart(3);
  let at = 0;
  let differs = false;
  for (; at < shared; at += 1) {
    if (a[at] === b[at]) continue;
    differs = true;
    if (!options.has('l')) break;
    await context.stdout.write(`${at + 1} ${octal(a[at])} ${octal(b[at])}\n`);
  }
  const lines = (bytes: Uint8Array, end: number) =>
    bytes.slice(0, end).filter((byte) => byte === 10).length;
  if (differs && !options.has('l')) {
    if (!options.has('s'))
      await context.stdout.write(
        `${left} ${right} differ: byte ${at + 1}, line ${lines(a, at) + 1}\n`,
      );
    return 1;
  }
  if (a.length === b.length) return differs ? 1 : 0;
  const short = a.length < b.length ? left : right;
  const text = a.length < b.length ? a : b;
  const full = text.length > 0 && text.at(-1) === 10;
  const count = lines(text, text.length) + (full ? 0 : 1);
  const where =
    text.length === 0
      ? 'which is empty'
      : `after byte ${text.length}, ${full ? '' : 'in '}line ${count}`;
  if (!options.has('s')) await context.stderr.write(`cmp: EOF on ${short} ${where}\n`);
  return 1;
};
