/** `ln`: more names for files, and links that lead to them. */
import { FileError } from '../file-system.ts';
import { joinPath, nameOf, resolvePath } from '../path.ts';
import type { Program, ProgramContext } from '../program.ts';
import { ProgramError } from '../program-error.ts';
import { type Options, parseOptions } from './options.ts';

/** One link; what is wrong with it, if anything is. */
function makeLink(
  context: ProgramContext,
  target: string,
  name: string,
  options: Options,
): string | undefined {
  const { files, cwd } = context;
  const symbolic = options.has('s');
  const path = resolvePath(cwd, name);
  const from = resolvePath(cwd, target);
  const stat = files.stat(from);
  if (!symbolic && stat === undefined)
    return `failed to access '${target}': No such file or directory`;
  if (!symbolic && stat?.kind === 'folder') return `${target}: hard link not allowed for directory`;
  try {
    const old = files.entry(path);
    if (old !== undefined && options.has('f')) {
      if (path === from) return `'${target}' and '${name}' are the same file`;
      if (old.kind === 'folder') return `${name}: cannot overwrite directory`;
      files.remove(path);
    }
    if (symbolic) files.makeLink(target, path);
    else files.addName(from, path);
    return undefined;
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    return `failed to create ${symbolic ? 'symbolic' : 'hard'} link '${name}': ${error.message}`;
  }
}

/** Links: `-s` symbolic, `-f` in place of what is there. */
export const ln: Program = async (context) => {
  const options = parseOptions(context, {
    short: 'sfnTvirt:b',
    long: {
      symbolic: 's',
      force: 'f',
      'no-dereference': 'n',
      verbose: 'v',
      'no-target-directory': 'T',
      'target-directory': 't',
      relative: 'r',
    },
  });
  const operands = [...options.operands];
  const into = options.value('t');
  if (operands.length === 0)
    throw new ProgramError("missing file operand\nTry 'ln --help' for more information.");
  const last = into ?? (operands.length === 1 ? '.' : (operands.pop() ?? '.'));
  const { files, cwd } = context;
  const entry = files.entry(resolvePath(cwd, last));
  const followed = !(options.has('n') && entry?.kind === 'link') && !options.has('T');
  const isFolder = followed && files.stat(resolvePath(cwd, last))?.kind === 'folder';
  if (operands.length > 1 && !isFolder) throw new ProgramError(`target '${last}': Not a directory`);
  let status = 0;
  for (const target of operands) {
    const name = isFolder ? (last === '.' ? nameOf(target) : joinPath(last, nameOf(target))) : last;
    const shown = isFolder && last === '.' && options.operands.length > 1 ? `./${name}` : name;
    const wrong = makeLink(context, target, shown, options);
    if (wrong !== undefined) {
      await context.stderr.write(`ln: ${wrong}\n`);
      status = 1;
    } else if (options.has('v'))
      await context.stdout.write(`'${shown}' ${options.has('s') ? '->' : '=>'} '${target}'\n`);
  }
  return status;
};
