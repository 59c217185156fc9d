/** `mkdir`. */
import { FileError } from '../file-system.ts';
import { resolvePath } from '../path.ts';
import type { Program } from '../program.ts';
import { ProgramError } from '../program-error.ts';
import { parseOptions } from './options.ts';

/** Makes folders; `-p` with those above. */
export const mkdir: Program = async (context) => {
  const options = parseOptions(context, {
    short: 'pvm:',
    long: { parents: 'p', verbose: 'v', mode: 'm' },
  });
  if (options.operands.length === 0)
    throw new ProgramError("missing operand\nTry 'mkdir --help' for more information.");
  let status = 0;
  for (const operand of options.operands) {
    try {
      context.files.makeFolder(resolvePath(context.cwd, operand), { parents: options.has('p') });
      if (options.has('v')) await context.stdout.write(`mkdir: created directory '${operand}'\n`);
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      await context.stderr.write(`mkdir: cannot create directory ‘${operand}’: ${error.message}\n`);
      status = 1;
    }
  }
  return status;
};
