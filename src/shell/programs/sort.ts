/** `sort`. */
import { resolvePath } from '../path.ts';
import type { Program } from '../program.ts';
import { ProgramError } from '../program-error.ts';
import { cannotRead, Inputs } from './inputs.ts';
import { parseOptions } from './options.ts';
import { compareLines, parseKey, type SortKey } from './sort-key.ts';

/** Sorts lines by bytes, numbers (`-n`), human sizes (`-h`), versions (`-V`), by keys (`-k2,2nr`). */
export const sort: Program = async (context) => {
  const options = parseOptions(context, {
    short: 'bcCdfghik:mMno:rRsS:t:uVz',
    long: {
      reverse: 'r',
      'numeric-sort': 'n',
      unique: 'u',
      key: 'k',
      'field-separator': 't',
      output: 'o',
      'ignore-case': 'f',
      'human-numeric-sort': 'h',
      'version-sort': 'V',
      'month-sort': 'M',
      'general-numeric-sort': 'g',
      stable: 's',
      check: 'c',
      'ignore-leading-blanks': 'b',
      'dictionary-order': 'd',
    },
    errorStatus: 2,
  });
  const global = options.order.filter((letter) => 'bdfghiMnrV'.includes(letter)).join('');
  const separator = options.value('t');
  if (separator !== undefined && separator.length !== 1 && separator !== '\\t') {
    throw new ProgramError(
      separator === '' ? 'empty tab' : `multi-character tab ‘${separator}’`,
      2,
    );
  }
  const tab = separator === '\\t' ? '\t' : separator;
  const keys: SortKey[] = options.values('k').map((key) => parseKey(key, global));
  const inputs = new Inputs(context, options.operands, cannotRead);
  const lines: string[] = [];
  for await (const line of inputs.lines()) lines.push(line);
  if (inputs.failures > 0) return 2;
  const compare = (a: string, b: string) =>
    compareLines(a, b, { keys, global, tab, stable: options.has('s') || options.has('u') });
  if (options.has('c') || options.has('C')) {
    const at = lines.findIndex(
      (line, index) =>
        index > 0 && compare(lines[index - 1] ?? '', line) > (options.has('u') ? -1 : 0),
    );
    if (at < 0) return 0;
    if (options.has('c')) {
      await context.stderr.write(
        `sort: ${options.operands[0] ?? '-'}:${at + 1}: disorder: ${lines[at] ?? ''}\n`,
      );
    }
    return 1;
  }
  lines.sort(compare);
  const kept = options.has('u')
    ? lines.filter((line, at) => at === 0 || compare(lines[at - 1] ?? '', line) !== 0)
    : lines;
  const text = kept.map((line) => `${line}\n`).join('');
  const output = options.value('o');
  if (output === undefined) await context.stdout.write(text);
  else context.files.write(resolvePath(context.cwd, output), text);
  return 0;
};
