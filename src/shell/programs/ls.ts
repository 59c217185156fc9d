/** `ls`. */
import { formatDate } from '../calendar.ts';
import type { FileStat } from '../file-system.ts';
import { joinPath, resolvePath } from '../path.ts';
import type { Program, ProgramContext } from '../program.ts';
import { inColumns } from '../terminal/columns.ts';
import { type Options, parseOptions } from './options.ts';

interface Entry {
  readonly name: string;
  readonly stat: FileStat;
}

/** 0o644 ⇒ "rw-r--r--" */
export function modeText(stat: FileStat): string {
  const letters = [...'rwxrwxrwx'].map((letter, at) =>
    (stat.mode >> (8 - at)) & 1 ? letter : '-',
  );
  return (stat.kind === 'folder' ? 'd' : '-') + letters.join('');
}

/** 2048 ⇒ "2.0K" */
function humanSize(bytes: number): string {
  let value = bytes;
  for (const unit of ['', 'K', 'M', 'G']) {
    if (value < 1024)
      return unit === ''
        ? String(value)
        : `${value < 10 ? (Math.ceil(value * 10) / 10).toFixed(1) : Math.ceil(value)}${unit}`;
    value /= 1024;
  }
  return `${Math.ceil(value)}T`;
}

function order(options: Options): (a: Entry, b: Entry) => number {
  const sign = options.has('r') ? -1 : 1;
  const byName = (a: Entry, b: Entry) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
  return (a, b) => {
    if (options.has('t') && a.stat.modifiedMs !== b.stat.modifiedMs)
      return sign * (b.stat.modifiedMs - a.stat.modifiedMs);
    if (options.has('S') && a.stat.size !== b.stat.size) return sign * (b.stat.size - a.stat.size);
    return sign * byName(a, b);
  };
}

function decorated({ name, stat }: Entry, options: Options, colour: boolean): string {
  const runs = (stat.mode & 0o111) !== 0 && stat.kind === 'file';
  const mark = stat.kind === 'folder' ? '/' : runs && options.has('F') ? '*' : '';
  const suffix = options.has('F') || options.has('p') ? mark : '';
  if (!colour || (stat.kind === 'file' && !runs)) return name + suffix;
  return `\x1b[${stat.kind === 'folder' ? '01;34' : '01;32'}m${name}\x1b[0m${suffix}`;
}

async function print(
  context: ProgramContext,
  entries: readonly Entry[],
  options: Options,
): Promise<void> {
  const sorted =
    options.has('U') || options.has('f') ? [...entries] : [...entries].sort(order(options));
  const wanted = options.value('c');
  const colour = wanted === 'always' || (wanted !== 'never' && context.stdout.isTerminal);
  const names = sorted.map((entry) => decorated(entry, options, colour));
  if (options.has('l')) {
    const sizes = sorted.map(({ stat }) =>
      options.has('h') ? humanSize(stat.size) : String(stat.size),
    );
    const width = Math.max(0, ...sizes.map((size) => size.length));
    const now = context.clock.now();
    for (const [at, { stat }] of sorted.entries()) {
      const recent = now - stat.modifiedMs < 15_778_476_000 && stat.modifiedMs <= now;
      const date = formatDate(recent ? '%b %e %H:%M' : '%b %e  %Y', stat.modifiedMs);
      const links = stat.kind === 'folder' ? 2 : 1;
      await context.stdout.write(
        `${modeText(stat)} ${links} learner learner ${(sizes[at] ?? '').padStart(width)} ${date} ${names[at] ?? ''}\n`,
      );
    }
  } else if (options.has('m'))
    await context.stdout.write(names.length === 0 ? '' : `${names.join(', ')}\n`);
  else if ((context.stdout.isTerminal || options.has('C')) && !options.has('1')) {
    await context.stdout.write(inColumns(names, context.terminal.columns));
  } else await context.stdout.write(names.map((name) => `${name}\n`).join(''));
}

function entriesOf(context: ProgramContext, folder: string, options: Options): Entry[] {
  const all = options.has('a') || options.has('f');
  const names = context.files
    .list(folder)
    .filter((name) => all || options.has('A') || !name.startsWith('.'));
  const listed = all ? ['.', '..', ...names] : names;
  return listed.flatMap((name) => {
    const stat = context.files.stat(resolvePath(folder, name));
    return stat === undefined ? [] : [{ name, stat }];
  });
}

async function listFolder(
  context: ProgramContext,
  name: string,
  options: Options,
  titled: boolean,
  first: boolean,
): Promise<void> {
  const path = resolvePath(context.cwd, name);
  const entries = entriesOf(context, path, options);
  if (titled) await context.stdout.write(`${first ? '' : '\n'}${name}:\n`);
  if (options.has('l')) {
    const blocks = entries.reduce(
      (sum, { stat }) => sum + (stat.kind === 'folder' ? 4 : Math.ceil(stat.size / 4096) * 4),
      0,
    );
    await context.stdout.write(
      `total ${options.has('h') && blocks > 0 ? humanSize(blocks * 1024) : blocks}\n`,
    );
  }
  await print(context, entries, options);
  if (!options.has('R')) return;
  for (const { name: child, stat } of [...entries].sort(order(options))) {
    if (stat.kind === 'folder' && child !== '.' && child !== '..') {
      await listFolder(context, joinPath(name, child), options, true, false);
    }
  }
}

/** Lists files: one a line into a pipe, in columns on a terminal. */
export const ls: Program = async (context) => {
  const options = parseOptions(context, {
    short: '1aACdFfhiklmnopqrRsStUvXc::',
    long: {
      all: 'a',
      'almost-all': 'A',
      directory: 'd',
      classify: 'F',
      'human-readable': 'h',
      recursive: 'R',
      reverse: 'r',
      color: 'c',
      size: 's',
    },
    errorStatus: 2,
  });
  const operands = options.operands.length === 0 ? ['.'] : [...options.operands];
  const files: Entry[] = [];
  const folders: string[] = [];
  let status = 0;
  for (const name of operands) {
    const path = resolvePath(context.cwd, name) + (name.endsWith('/') && name !== '/' ? '/' : '');
    const stat = context.files.stat(path);
    if (stat === undefined) {
      await context.stderr.write(`ls: cannot access '${name}': No such file or directory\n`);
      status = 2;
    } else if (stat.kind === 'folder' && !options.has('d')) folders.push(name);
    else files.push({ name, stat });
  }
  if (files.length > 0) await print(context, files, options);
  const titled = operands.length > 1 || options.has('R');
  const sorted = folders.sort();
  for (const [at, name] of sorted.entries()) {
    await listFolder(context, name, options, titled, at === 0 && files.length === 0);
  }
  return status;
};
