/** `cp`. */
import { FileError } from '../file-system.ts';
import { joinPath, nameOf, parentOf, resolvePath } from '../path.ts';
import type { Program, ProgramContext } from '../program.ts';
import { ProgramError } from '../program-error.ts';
import { asInput } from '../streams/input.ts';
import { type Options, parseOptions } from './options.ts';

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

/** What one copy asks. */
interface Copy {
  readonly from: string;
  readonly to: string;
  /** The names to say. */
  readonly source: string;
  readonly target: string;
}

/** Copies and gives what `-v` says. */
function copyTree(
  context: ProgramContext,
  { from, to, source, target }: Copy,
  keepLinks: boolean,
  keepTimes: boolean,
): string {
  const { files } = context;
  const said = `'${source}' -> '${target}'\n`;
  const stat = files.stat(from);
  const link = keepLinks ? files.linkTarget(from) : undefined;
  if (link !== undefined) {
    if (files.entry(to) !== undefined) files.remove(to);
    files.makeLink(link, to);
    return said;
  }
  if (stat?.kind !== 'folder') {
    const isNew = files.stat(to) === undefined;
    files.write(to, files.read(from));
    if (stat !== undefined && (isNew || keepTimes)) files.chmod(to, stat.mode);
    if (stat !== undefined && keepTimes) files.setModified(to, stat.modifiedMs);
    return said;
  }
  const names = files.list(from);
  files.makeFolder(to, { parents: true });
  files.chmod(to, stat.mode);
  const inner = names.map((name) => {
    const copy = {
      from: joinPath(from, name),
      to: joinPath(to, name),
      source: joinPath(source, name),
      target: joinPath(target, name),
    };
    return copyTree(context, copy, keepLinks, keepTimes);
  });
  if (keepTimes) files.setModified(to, stat.modifiedMs);
  return said + inner.join('');
}

/** `-t folder a b` is `a b folder`. */
export function withTarget(options: Options): readonly string[] {
  const target = options.value('t');
  return target === undefined ? options.operands : [...options.operands, target];
}

/** `-i` asks. */
export async function overwrites(context: ProgramContext, name: string): Promise<boolean> {
  await context.stderr.write(`${context.name}: overwrite '${name}'? `);
  const answer = await asInput(context.stdin).readLine();
  if (answer === undefined) await context.stderr.write('\n');
  return /^[yY]/.test(answer ?? '');
}

/** Copies files; `-r` folders. */
export const cp: Program = async (context) => {
  const options = parseOptions(context, {
    short: 'rRadfinpPuvTLHlst:',
    long: {
      recursive: 'r',
      archive: 'a',
      force: 'f',
      'no-clobber': 'n',
      verbose: 'v',
      update: 'u',
      interactive: 'i',
      'target-directory': 't',
      'no-dereference': 'P',
      dereference: 'L',
      preserve: 'p',
      'no-target-directory': 'T',
    },
  });
  const { sources, target, isFolder } = destination(context, withTarget(options));
  const keepLinks = /[adP]/.test(options.order.join(''));
  const keepTimes = options.has('a') || options.has('p');
  const recursive = options.has('r') || options.has('R') || options.has('a');
  let status = 0;
  const refuse = async (why: string) => {
    await context.stderr.write(`cp: ${why}\n`);
    status = 1;
  };
  for (const source of sources) {
    const from = resolvePath(context.cwd, source);
    const shown = isFolder && !options.has('T') ? joinPath(target, nameOf(from)) : target;
    const to = resolvePath(context.cwd, shown) + (shown.endsWith('/') && !isFolder ? '/' : '');
    const stat =
      context.files.stat(from) ?? (keepLinks ? context.files.stat(parentOf(from)) : undefined);
    if (stat === undefined) await refuse(`cannot stat '${source}': No such file or directory`);
    else if (stat.kind === 'folder' && !recursive)
      await refuse(`-r not specified; omitting directory '${source}'`);
    else if (from === to) await refuse(`'${source}' and '${shown}' are the same file`);
    else if (stat.kind === 'folder' && to.startsWith(`${from}/`)) {
      await refuse(`cannot copy a directory, '${source}', into itself, '${shown}'`);
    } else if (!(options.has('n') && context.files.stat(to) !== undefined)) {
      try {
        if (shown.endsWith('/') && !isFolder && stat.kind !== 'folder')
          throw new FileError('ENOTDIR', to, 'Not a directory');
        if (
          options.has('i') &&
          context.files.stat(to) !== undefined &&
          !(await overwrites(context, shown))
        )
          continue;
        if (options.has('s') || options.has('l')) {
          if (options.has('s')) context.files.makeLink(source, to);
          else context.files.addName(from, to);
          continue;
        }
        const copy = { from, to, source, target: shown };
        const said = copyTree(context, copy, keepLinks, keepTimes);
        if (options.has('v')) await context.stdout.write(said);
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
