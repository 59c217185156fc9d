/** `realpath`. */
import { parentOf, resolvePath } from '../path.ts';
import type { Program } from '../program.ts';
import { ProgramError } from '../program-error.ts';
import { parseOptions } from './options.ts';

/** Absolute paths without dots. */
export const realpath: Program = async (context) => {
  const options = parseOptions(context, { short: 'emsq', long: {} });
  if (options.operands.length === 0)
    throw new ProgramError("missing operand\nTry 'realpath --help' for more information.");
  let status = 0;
  for (const operand of options.operands) {
    const path = resolvePath(context.cwd, operand);
    const needed = options.has('e') ? path : parentOf(path);
    if (!options.has('m') && context.files.stat(needed) === undefined) {
      await context.stderr.write(`realpath: ${operand}: No such file or directory\n`);
      status = 1;
    } else await context.stdout.write(`${path}\n`);
  }
  return status;
};
