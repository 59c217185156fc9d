/** `mv`. */
import { FileError } from '../file-system.ts';
import { joinPath, nameOf, resolvePath } from '../path.ts';
import type { Program } from '../program.ts';
import { destination, overwrites, withTarget } from './cp.ts';
import { parseOptions } from './options.ts';

/** Moves or renames. */
export const mv: Program = async (context) => {
  const options = parseOptions(context, {
    short: 'finuvTt:',
    long: {
      force: 'f',
      'no-clobber': 'n',
      'target-directory': 't',
      verbose: 'v',
      interactive: 'i',
      update: 'u',
    },
  });
  const { sources, target, isFolder } = destination(context, withTarget(options));
  let status = 0;
  for (const source of sources) {
    const from = resolvePath(context.cwd, source);
    const shown = isFolder ? joinPath(target, nameOf(from)) : target;
    const to = resolvePath(context.cwd, shown) + (shown.endsWith('/') && !isFolder ? '/' : '');
    let why: string | undefined;
    if (context.files.entry(from) === undefined)
      why = `cannot stat '${source}': No such file or directory`;
    else if (from === to) why = `'${source}' and '${shown}' are the same file`;
    else if (to.startsWith(`${from}/`))
      why = `cannot move '${source}' to a subdirectory of itself, '${shown}'`;
    else if (options.has('n') && context.files.stat(to) !== undefined) continue;
    else {
      try {
        if (
          options.has('i') &&
          context.files.stat(to) !== undefined &&
          !(await overwrites(context, shown))
        )
          continue;
        context.files.rename(from, to);
        if (options.has('v')) await context.stdout.write(`renamed '${source}' -> '${shown}'\n`);
      } catch (error) {
        if (!(error instanceof FileError)) throw error;
        why = `cannot move '${source}' to '${shown}': ${error.message}`;
      }
    }
    if (why === undefined) continue;
    await context.stderr.write(`mv: ${why}\n`);
    status = 1;
  }
  return status;
};
