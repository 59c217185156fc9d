/** `readlink`: where a symbolic link leads; with `-f` where it ends. */
import { parentOf, resolvePath } from '../path.ts';
import type { Program } from '../program.ts';
import { ProgramError } from '../program-error.ts';
import { parseOptions } from './options.ts';

/** Prints targets; 1 for what isn't a link. */
export const readlink: Program = async (context) => {
  const options = parseOptions(context, {
    short: 'femnqsvz',
    long: {
      canonicalize: 'f',
      'canonicalize-existing': 'e',
      'canonicalize-missing': 'm',
      'no-newline': 'n',
    },
  });
  if (options.operands.length === 0)
    throw new ProgramError("missing operand\nTry 'readlink --help' for more information.");
  const { files, cwd } = context;
  const end = options.has('n') ? '' : '\n';
  let status = 0;
  for (const operand of options.operands) {
    const path = resolvePath(cwd, operand);
    let found = files.linkTarget(path);
    if (options.has('f') || options.has('e') || options.has('m')) {
      const real = files.realPath(path);
      const needed = options.has('e') ? real : parentOf(real);
      found = options.has('m') || files.stat(needed) !== undefined ? real : undefined;
    }
    if (found === undefined) status = 1;
    else await context.stdout.write(found + end);
  }
  return status;
};
