/** `rm`, `rmdir`. */
import { FileError } from '../file-system.ts';
import { resolvePath } from '../path.ts';
import type { Program, ProgramContext } from '../program.ts';
import { ProgramError } from '../program-error.ts';
import { type Options, parseOptions } from './options.ts';

async function removeOne(
  context: ProgramContext,
  operand: string,
  options: Options,
): Promise<number> {
  const path = resolvePath(context.cwd, operand);
  const stat = context.files.stat(operand.endsWith('/') ? `${path}/` : path);
  const recursive = options.has('r') || options.has('R');
  let why: string | undefined;
  if (stat === undefined) {
    if (options.has('f')) return 0;
    why = `cannot remove '${operand}': No such file or directory`;
  } else if (/^(?:.*\/)?\.\.?\/*$/.test(operand)) {
    why = `refusing to remove '.' or '..' directory: skipping '${operand}'`;
  } else if (path === '/') why = "it is dangerous to operate recursively on '/'";
  else if (stat.kind === 'folder' && !recursive) {
    if (!options.has('d')) why = `cannot remove '${operand}': Is a directory`;
    else if (context.files.list(path).length > 0)
      why = `cannot remove '${operand}': Directory not empty`;
  }
  if (why !== undefined) {
    await context.stderr.write(`rm: ${why}\n`);
    return 1;
  }
  context.files.remove(path, { recursive });
  if (options.has('v'))
    await context.stdout.write(
      stat?.kind === 'folder' ? `removed directory '${operand}'\n` : `removed '${operand}'\n`,
    );
  return 0;
}

/** Removes files; `-r` folders with all in them. */
export const rm: Program = async (context) => {
  const options = parseOptions(context, {
    short: 'rRfidIv',
    long: { recursive: 'r', force: 'f', interactive: 'i', dir: 'd', verbose: 'v' },
  });
  if (options.operands.length === 0 && !options.has('f')) {
    throw new ProgramError("missing operand\nTry 'rm --help' for more information.");
  }
  let status = 0;
  for (const operand of options.operands)
    status = (await removeOne(context, operand, options)) || status;
  return status;
};

/** Removes empty folders. */
export const rmdir: Program = async (context) => {
  const options = parseOptions(context, {
    short: 'pv',
    long: { parents: 'p', verbose: 'v', 'ignore-fail-on-non-empty': 'i' },
  });
  if (options.operands.length === 0)
    throw new ProgramError("missing operand\nTry 'rmdir --help' for more information.");
  let status = 0;
  for (const operand of options.operands) {
    const path = resolvePath(context.cwd, operand);
    try {
      const stat = context.files.stat(path);
      if (stat?.kind === 'file') throw new FileError('ENOTDIR', path, 'Not a directory');
      context.files.remove(path);
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      await context.stderr.write(`rmdir: failed to remove '${operand}': ${error.message}\n`);
      status = 1;
    }
  }
  return status;
};
