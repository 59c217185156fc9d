/** `mkdir`. */

import { applyMode } from '../file-mode.ts';
import { FileError } from '../file-system.ts';
import { resolvePath } from '../path.ts';
import type { Program, ProgramContext } from '../program.ts';
import { ProgramError } from '../program-error.ts';
import { parseOptions } from './options.ts';

/** The folders of a path that aren't there yet, from the top. */
function missingAbove(context: ProgramContext, name: string): string[] {
  const parts = name.replace(/\/+$/, '').split('/');
  return parts
    .map((_, at) => parts.slice(0, at + 1).join('/'))
    .filter(
      (part) => part !== '' && context.files.stat(resolvePath(context.cwd, part)) === undefined,
    );
}

/** Makes folders; `-p` with those above. */
export const mkdir: Program = async (context) => {
  const options = parseOptions(context, {
    short: 'pvm:',
    long: { parents: 'p', verbose: 'v', mode: 'm' },
  });
  if (options.operands.length === 0)
    throw new ProgramError("missing operand\nTry 'mkdir --help' for more information.");
  const wanted = options.value('m');
  const mode =
    wanted === undefined
      ? undefined
      : applyMode(wanted, 0o777, { isFolder: true, umask: context.files.umask });
  if (wanted !== undefined && mode === undefined)
    throw new ProgramError(`invalid mode ‘${wanted}’`);
  let status = 0;
  for (const operand of options.operands) {
    try {
      const path = resolvePath(context.cwd, operand);
      const made = options.has('p') ? missingAbove(context, operand) : [operand];
      context.files.makeFolder(path, { parents: options.has('p') });
      if (mode !== undefined && made.length > 0) context.files.chmod(path, mode);
      if (options.has('v'))
        await context.stdout.write(
          made.map((name) => `mkdir: created directory '${name}'\n`).join(''),
        );
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      await context.stderr.write(`mkdir: cannot create directory ‘${operand}’: ${error.message}\n`);
      status = 1;
    }
  }
  return status;
};
