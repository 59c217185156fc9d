/** `unlink`, `link`, `truncate`, `install`, `du`, `dd`, `pathchk`, `iconv`: small work on files. */

import { applyMode } from '../file-mode.ts';
import { FileError } from '../file-system.ts';
import { byteLength } from '../memory-files.ts';
import { joinPath, nameOf, resolvePath } from '../path.ts';
import type { Program, ProgramContext } from '../program.ts';
import { ProgramError } from '../program-error.ts';
import { bytesOf, textOfBytes } from './bytes.ts';
import { Inputs, openFile } from './inputs.ts';
import { parseOptions } from './options.ts';

const help = (name: string) => `\nTry '${name} --help' for more information.`;

/** Runs something on files; what goes wrong there is said as `sentence: why`. */
async function attempt(
  context: ProgramContext,
  sentence: string,
  run: () => void,
): Promise<number> {
  try {
    run();
    return 0;
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    await context.stderr.write(`${context.name}: ${sentence}: ${error.message}\n`);
    return 1;
  }
}

/** Removes one name. */
export const unlink: Program = async (context) => {
  const [name, extra] = context.args;
  if (name === undefined) throw new ProgramError(`missing operand${help('unlink')}`);
  if (extra !== undefined) throw new ProgramError(`extra operand ‘${extra}’${help('unlink')}`);
  return attempt(context, `cannot unlink '${name}'`, () => {
    const path = resolvePath(context.cwd, name);
    if (context.files.entry(path)?.kind === 'folder')
      throw new FileError('EISDIR', path, 'Is a directory');
    context.files.remove(path);
  });
};

/** Gives a file one more name. */
export const link: Program = async (context) => {
  const [from, to] = context.args;
  if (from === undefined) throw new ProgramError(`missing operand${help('link')}`);
  if (to === undefined) throw new ProgramError(`missing operand after ‘${from}’${help('link')}`);
  return attempt(context, `cannot create link '${to}' to '${from}'`, () =>
    context.files.addName(resolvePath(context.cwd, from), resolvePath(context.cwd, to)),
  );
};

/** "10", "2K", "+5" ⇒ the new size. */
function newSize(text: string, old: number): number | undefined {
  const match = /^([-+<>/%]?)(\d+)([KMG]?)B?$/.exec(text);
  if (match === null) return undefined;
  const unit = { '': 1, K: 1024, M: 2 ** 20, G: 2 ** 30 }[match[3] ?? ''] ?? 1;
  const value = Number(match[2]) * unit;
  if (match[1] === '+') return old + value;
  return match[1] === '-' ? Math.max(0, old - value) : value;
}

/** Makes files shorter or longer. */
export const truncate: Program = async (context) => {
  const options = parseOptions(context, {
    short: 'cor:s:',
    long: { size: 's', 'no-create': 'c', reference: 'r' },
  });
  const size = options.value('s');
  if (size === undefined)
    throw new ProgramError(`you must specify either ‘--size’ or ‘--reference’${help('truncate')}`);
  if (options.operands.length === 0)
    throw new ProgramError(`missing file operand${help('truncate')}`);
  let status = 0;
  for (const name of options.operands) {
    const path = resolvePath(context.cwd, name);
    const old = context.files.stat(path);
    if (old === undefined && options.has('c')) continue;
    const bytes = newSize(size, old?.size ?? 0);
    if (bytes === undefined) throw new ProgramError(`Invalid number: ‘${size}’`);
    const failed = await attempt(context, `cannot open '${name}' for writing`, () => {
      const text = old === undefined ? '' : context.files.read(path);
      const cut = textOfBytes(bytesOf(text).slice(0, bytes));
      context.files.write(path, cut + '\0'.repeat(Math.max(0, bytes - byteLength(cut))));
    });
    status = failed || status;
  }
  return status;
};

/** Copies with a mode, or makes folders with `-d`. */
export const install: Program = async (context) => {
  const options = parseOptions(context, {
    short: 'Dcdm:o:g:t:v',
    long: { directory: 'd', mode: 'm', verbose: 'v', 'target-directory': 't' },
  });
  const { files, cwd } = context;
  const mode =
    applyMode(options.value('m') ?? '755', 0o755, { isFolder: false, umask: 0 }) ?? 0o755;
  if (options.has('d')) {
    for (const name of options.operands)
      files.makeFolder(resolvePath(cwd, name), { parents: true });
    return 0;
  }
  const operands = [...options.operands];
  const target = options.value('t') ?? operands.pop();
  if (target === undefined) throw new ProgramError(`missing file operand${help('install')}`);
  if (operands.length === 0)
    throw new ProgramError(`missing destination file operand after '${target}'${help('install')}`);
  let status = 0;
  for (const name of operands) {
    const isFolder = files.stat(resolvePath(cwd, target))?.kind === 'folder';
    const shown = isFolder ? joinPath(target, nameOf(name)) : target;
    const to = resolvePath(cwd, shown);
    if (files.stat(resolvePath(cwd, name)) === undefined) {
      await context.stderr.write(`install: cannot stat '${name}': No such file or directory\n`);
      status = 1;
      continue;
    }
    const failed = await attempt(context, `cannot create regular file '${shown}'`, () => {
      if (options.has('D')) files.makeFolder(resolvePath(to, '..'), { parents: true });
      files.write(to, files.read(resolvePath(cwd, name)));
      files.chmod(to, mode);
    });
    status = failed || status;
  }
  return status;
};

/** Blocks of 1024 bytes that a file or folder takes: in fours. */
function blocksOf(context: ProgramContext, path: string): number {
  const stat = context.files.stat(path);
  if (stat?.kind !== 'folder') return Math.ceil((stat?.size ?? 0) / 4096) * 4;
  const inside = context.files.list(path).map((name) => blocksOf(context, joinPath(path, name)));
  return 4 + inside.reduce((a, b) => a + b, 0);
}

/** 4 ⇒ "4.0K" */
function human(blocks: number): string {
  let [value, unit] = [blocks, 'K'];
  for (const next of ['M', 'G']) {
    if (value < 1024) break;
    value /= 1024;
    unit = next;
  }
  if (value === 0) return '0';
  return `${value < 10 ? (Math.ceil(value * 10) / 10).toFixed(1) : Math.ceil(value)}${unit}`;
}

/** What files and folders take. */
export const du: Program = async (context) => {
  const options = parseOptions(context, {
    short: 'abchkmsd:',
    long: {
      all: 'a',
      bytes: 'b',
      total: 'c',
      'human-readable': 'h',
      summarize: 's',
      'max-depth': 'd',
    },
  });
  const deepest = options.has('s') ? 0 : Number(options.value('d') ?? Number.POSITIVE_INFINITY);
  const shown = (blocks: number) =>
    options.has('h') ? human(blocks) : String(options.has('m') ? Math.ceil(blocks / 1024) : blocks);
  const lines: string[] = [];
  const walk = (name: string, depth: number): void => {
    const path = resolvePath(context.cwd, name);
    const folder = context.files.stat(path)?.kind === 'folder';
    if (folder)
      for (const child of context.files.list(path)) walk(joinPath(name, child), depth + 1);
    if (depth <= deepest && (folder || depth === 0 || options.has('a')))
      lines.push(`${shown(blocksOf(context, path))}\t${name}\n`);
  };
  let status = 0;
  let total = 0;
  for (const name of options.operands.length === 0 ? ['.'] : options.operands) {
    const path = resolvePath(context.cwd, name);
    if (context.files.stat(path) === undefined) {
      await context.stderr.write(`du: cannot access '${name}': No such file or directory\n`);
      status = 1;
      continue;
    }
    walk(name, 0);
    total += blocksOf(context, path);
  }
  if (options.has('c')) lines.push(`${shown(total)}\ttotal\n`);
  await context.stdout.write(lines.join(''));
  return status;
};

/** Copies bytes: `if=`, `of=`, `bs=`, `count=`, `skip=`. */
export const dd: Program = async (context) => {
  const given = new Map(
    context.args.map((arg) => [arg.split('=')[0] ?? '', arg.slice(arg.indexOf('=') + 1)]),
  );
  const number = (name: string, usual: number) =>
    newSize((given.get(name) ?? String(usual)).toUpperCase(), 0) ?? usual;
  const block = number('bs', 512);
  const source = given.get('if') ?? '-';
  const endless = source === '/dev/zero' || source === '/dev/urandom';
  const count = given.has('count') ? number('count', 0) : undefined;
  if (endless && count === undefined) throw new ProgramError(`a copy of '${source}' needs count=`);
  let text: string;
  try {
    text = endless ? '\0'.repeat(block * (count ?? 0)) : await openFile(context, source).readAll();
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    throw new ProgramError(`failed to open '${source}': ${error.message}`);
  }
  const skip = number('skip', 0) * block;
  const bytes = bytesOf(text).slice(skip, count === undefined ? undefined : skip + count * block);
  const out = textOfBytes(bytes);
  const target = given.get('of');
  if (target === undefined) await context.stdout.write(out);
  else context.files.write(resolvePath(context.cwd, target), out);
  if (given.get('status') === 'none') return 0;
  const records = `${Math.floor(bytes.length / block)}+${bytes.length % block === 0 ? 0 : 1} records`;
  await context.stderr.write(
    `${records} in\n${records} out\n${bytes.length} bytes copied, 0 s, 0 B/s\n`,
  );
  return 0;
};

/** Whether names can be files. */
export const pathchk: Program = async (context) => {
  const wrong = context.args.find((arg) => nameOf(arg).length > 255);
  if (wrong === undefined) return 0;
  throw new ProgramError(
    `limit 255 exceeded by length ${nameOf(wrong).length} of file name component '${nameOf(wrong)}'`,
  );
};

/** Every text here is UTF-8 already. */
export const iconv: Program = async (context) => {
  const options = parseOptions(context, {
    short: 'f:t:o:cls',
    long: { 'from-code': 'f', 'to-code': 't', output: 'o' },
  });
  const inputs = new Inputs(context, options.operands);
  for await (const { input } of inputs.each()) await context.stdout.write(await input.readAll());
  return inputs.failures > 0 ? 1 : 0;
};
