/** `mktemp`. */
import { joinPath, resolvePath } from '../path.ts';
import type { Program } from '../program.ts';
import { ProgramError } from '../program-error.ts';
import { parseOptions } from './options.ts';

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** 7 ⇒ "haaaaaaaaa": a name nobody has, found by counting. */
function suffix(number: number, length: number): string {
  let rest = number;
  let text = '';
  for (let at = 0; at < length; at += 1) {
    text += letters[rest % letters.length] ?? '';
    rest = Math.floor(rest / letters.length);
  }
  return text;
}

/** Makes an empty file, or with `-d` a folder, under a new name. */
export const mktemp: Program = async (context) => {
  const options = parseOptions(context, {
    short: 'dqtup:',
    long: { directory: 'd', quiet: 'q', 'dry-run': 'u', tmpdir: 'p' },
  });
  const [template = 'tmp.XXXXXXXXXX'] = options.operands;
  const marks = /X{3,}(?=[^X/]*$)/.exec(template)?.[0];
  if (marks === undefined) throw new ProgramError(`too few X's in template ‘${template}’`);
  const inTemporary = options.operands.length === 0 || options.has('p') || options.has('t');
  const folder = inTemporary ? (options.value('p') ?? '/tmp') : '';
  for (let number = 1; ; number += 1) {
    const name = template.replace(/X{3,}(?=[^X/]*$)/, suffix(number * 7919, marks.length));
    const shown = folder === '' ? name : joinPath(folder, name);
    const path = resolvePath(context.cwd, shown);
    if (context.files.stat(path) !== undefined) continue;
    if (!options.has('u')) {
      if (options.has('d')) context.files.makeFolder(path);
      else context.files.write(path, '');
    }
    await context.stdout.write(`${shown}\n`);
    return 0;
  }
};
