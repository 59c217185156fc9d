/** `cp`. */
import { FileError } from '../file-system.ts';
import { joinPath, nameOf, resolvePath } from '../path.ts';
import type { Program, ProgramContext } from '../program.ts';
import { ProgramError } from '../program-error.ts';
import { parseOptions } from './options.ts';

/** Where several sources go, as `cp` and `mv` say it when that is wrong. */
export function destination(
  context: ProgramContext,
  operands: readonly string[],
): { sources: readonly string[]; target: string; isFolder: boolean } {
  const help = `\nTry '${context.name} --help' for more information.`;
  if (operands.length === 0) throw new ProgramError(`missing file operand${help}`);
  const target = operands.at(-1) ?? '';
  const sources = operands.slice(0, -1);
  if (sources.length === 0)
    throw new ProgramError(`missing destination file operand after '${target}'${help}`);
  const isFolder = context.files.stat(resolvePath(context.cwd, target))?.kind === 'folder';
  if (!isFolder && sources.length > 1)
    throw new ProgramError(
      `target '${target}': ${context.files.stat(resolvePath(context.cwd, target)) === undefined ? 'No such file or directory' : 'Not a directory'}`,
    );
  return { sources, target, isFolder };
}

function copyTree(context: ProgramContext, from: string, to: string): void {
  const { files } = context;
  const stat = files.stat(from);
  if (stat?.kind !== 'folder') {
    files.write(to, files.read(from));
    if (stat !== undefined) files.chmod(to, stat.mode);
    return;
  }
  const names = files.list(from);
  files.makeFolder(to, { parents: true });
  for (const name of names) copyTree(context, joinPath(from, name), joinPath(to, name));
}

/** Copies files; `-r` folders. */
export const cp: Program = async (context) => {
  const options = parseOptions(context, {
    short: 'rRafinpuvTL',
    long: {
      recursive: 'r',
      archive: 'a',
      force: 'f',
      'no-clobber': 'n',
      verbose: 'v',
      update: 'u',
      interactive: 'i',
    },
  });
  const { sources, target, isFolder } = destination(context, options.operands);
  const recursive = options.has('r') || options.has('R') || options.has('a');
  let status = 0;
  const refuse = async (why: string) => {
    await context.stderr.write(`cp: ${why}\n`);
    status = 1;
  };
  for (const source of sources) {
    const from = resolvePath(context.cwd, source);
    const shown = isFolder ? joinPath(target, nameOf(from)) : target;
    const to = resolvePath(context.cwd, shown);
    const stat = context.files.stat(from);
    if (stat === undefined) await refuse(`cannot stat '${source}': No such file or directory`);
    else if (stat.kind === 'folder' && !recursive)
      await refuse(`-r not specified; omitting directory '${source}'`);
    else if (from === to) await refuse(`'${source}' and '${shown}' are the same file`);
    else if (stat.kind === 'folder' && to.startsWith(`${from}/`)) {
      await refuse(`cannot copy a directory, '${source}', into itself, '${shown}'`);
    } else if (!(options.has('n') && context.files.stat(to) !== undefined)) {
      try {
        copyTree(context, from, to);
        if (options.has('v')) await context.stdout.write(`'${source}' -> '${shown}'\n`);
      } catch (error) {
        if (!(error instanceof FileError)) throw error;
        await refuse(
          `cannot create ${stat.kind === 'folder' ? 'directory' : 'regular file'} '${shown}': ${error.message}`,
        );
      }
    }
  }
  return status;
};
