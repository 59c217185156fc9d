/** `touch`. */
import { formatDate } from '../calendar.ts';
import { parseDate } from '../date-text.ts';
import { FileError } from '../file-system.ts';
import { resolvePath } from '../path.ts';
import type { Program, ProgramContext } from '../program.ts';
import { ProgramError } from '../program-error.ts';
import { type Options, parseOptions } from './options.ts';

/** The time asked for with `-d`, `-t` or `-r`. */
function timeOf(context: ProgramContext, options: Options): number | undefined {
  const reference = options.value('r');
  if (reference !== undefined) {
    const stat = context.files.stat(resolvePath(context.cwd, reference));
    if (stat === undefined)
      throw new ProgramError(
        `failed to get attributes of '${reference}': No such file or directory`,
      );
    return stat.modifiedMs;
  }
  const text = options.value('d');
  if (text !== undefined) {
    const ms = parseDate(text, context.clock.now());
    if (ms === undefined) throw new ProgramError(`invalid date format ‘${text}’`);
    return ms;
  }
  const stamp = options.value('t');
  if (stamp === undefined) return undefined;
  const match = /^(\d{4}|\d\d)?(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d\d))?$/.exec(stamp);
  const year = match?.[1] ?? formatDate('%Y', context.clock.now());
  const full = year.length === 2 ? `20${year}` : year;
  const ms =
    match === null
      ? undefined
      : parseDate(`${full}-${match[2]}-${match[3]} ${match[4]}:${match[5]}:${match[6] ?? '00'}`, 0);
  if (ms === undefined) throw new ProgramError(`invalid date format ‘${stamp}’`);
  return ms;
}

/** Makes empty files, or renews their time. */
export const touch: Program = async (context) => {
  const options = parseOptions(context, {
    short: 'acmd:t:r:',
    long: { 'no-create': 'c', date: 'd', reference: 'r' },
  });
  if (options.operands.length === 0)
    throw new ProgramError("missing file operand\nTry 'touch --help' for more information.");
  const wanted = timeOf(context, options);
  let status = 0;
  for (const operand of options.operands) {
    const path = resolvePath(context.cwd, operand);
    try {
      const stat = context.files.stat(path);
      if (stat === undefined && options.has('c')) continue;
      if (stat === undefined) context.files.write(operand.endsWith('/') ? `${path}/` : path, '');
      context.files.setModified(path, wanted ?? context.clock.now());
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      await context.stderr.write(`touch: cannot touch '${operand}': ${error.message}\n`);
      status = 1;
    }
  }
  return status;
};
