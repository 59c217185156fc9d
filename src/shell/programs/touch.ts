/** `touch`. */
import { FileError } from '../file-system.ts';
import { resolvePath } from '../path.ts';
import type { Program } from '../program.ts';
import { ProgramError } from '../program-error.ts';
import { parseOptions } from './options.ts';

/** Makes empty files, or renews their time. */
export const touch: Program = async (context) => {
  const options = parseOptions(context, {
    short: 'acmd:t:r:',
    long: { 'no-create': 'c', date: 'd' },
  });
  if (options.operands.length === 0)
    throw new ProgramError("missing file operand\nTry 'touch --help' for more information.");
  let status = 0;
  for (const operand of options.operands) {
    const path = resolvePath(context.cwd, operand);
    try {
      const stat = context.files.stat(path);
      if (stat === undefined && options.has('c')) continue;
      if (stat === undefined) context.files.write(operand.endsWith('/') ? `${path}/` : path, '');
      else if (stat.kind === 'file') context.files.write(path, context.files.read(path));
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      await context.stderr.write(`touch: cannot touch '${operand}': ${error.message}\n`);
      status = 1;
    }
  }
  return status;
};
