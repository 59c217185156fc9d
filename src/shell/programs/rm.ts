/** `rm`, `rmdir`. */
import { type EntryStat, FileError } from '../file-system.ts';
import { joinPath, parentOf, resolvePath } from '../path.ts';
import type { Program, ProgramContext } from '../program.ts';
import { ProgramError } from '../program-error.ts';
import { asInput } from '../streams/input.ts';
import { type Options, parseOptions } from './options.ts';

async function removeOne(
  context: ProgramContext,
  operand: string,
  options: Options,
): Promise<number> {
  const path = resolvePath(context.cwd, operand);
  const stat = context.files.entry(operand.endsWith('/') ? `${path}/` : path);
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
  if (options.has('i') && !options.has('f') && !(await agrees(context, operand, stat))) return 0;
  const said = options.has('v') ? removals(context, operand, path) : '';
  context.files.remove(path, { recursive });
  await context.stdout.write(said);
  return 0;
}

/** `-i` asks. */
async function agrees(
  context: ProgramContext,
  operand: string,
  stat: EntryStat | undefined,
): Promise<boolean> {
  const kind = {
    file: stat?.size === 0 ? 'regular empty file' : 'regular file',
    folder: 'directory',
    link: 'symbolic link',
  };
  await context.stderr.write(`rm: remove ${kind[stat?.kind ?? 'file']} '${operand}'? `);
  const answer = await asInput(context.stdin).readLine();
  if (answer === undefined) await context.stderr.write('\n');
  return /^[yY]/.test(answer ?? '');
}

/** What `-v` says: what is inside first. */
function removals(context: ProgramContext, name: string, path: string): string {
  if (context.files.entry(path)?.kind !== 'folder') return `removed '${name}'\n`;
  const inside = context.files
    .list(path)
    .map((child) => removals(context, joinPath(name, child), joinPath(path, child)));
  return `${inside.join('')}removed directory '${name}'\n`;
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
    let shown = operand;
    try {
      for (;;) {
        const path = resolvePath(context.cwd, shown);
        const stat = context.files.entry(path);
        if (options.has('v')) await context.stdout.write(`rmdir: removing directory, '${shown}'\n`);
        if (stat !== undefined && stat.kind !== 'folder')
          throw new FileError('ENOTDIR', path, 'Not a directory');
        context.files.remove(path);
        if (!options.has('p') || !shown.replace(/\/+$/, '').includes('/')) break;
        shown = parentOf(shown);
      }
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      if (options.has('i') && error.code === 'ENOTEMPTY') continue;
      await context.stderr.write(`rmdir: failed to remove '${shown}': ${error.message}\n`);
      status = 1;
    }
  }
  return status;
};
