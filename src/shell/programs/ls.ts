/** `ls`. */
import { formatDate } from '../calendar.ts';
import { modeLetters } from '../file-mode.ts';
import type { EntryStat } from '../file-system.ts';
import { joinPath, resolvePath } from '../path.ts';
import type { Program, ProgramContext } from '../program.ts';
import { inColumns } from '../terminal/columns.ts';
import { type Options, parseOptions } from './options.ts';

interface Entry {
  readonly name: string;
  readonly stat: EntryStat;
  /** Where a link leads. */
  readonly target?: string | undefined;
}

/** 0o644 ⇒ "-rw-r--r--" */
export function modeText(stat: EntryStat): string {
  const kind = { file: '-', folder: 'd', link: 'l' }[stat.kind];
  return kind + modeLetters(stat.mode);
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

function decorated(
  { name: plain, stat, target }: Entry,
  options: Options,
  colour: boolean,
): string {
  const runs = (stat.mode & 0o111) !== 0 && stat.kind === 'file';
  const name = options.has('Q') ? `"${plain}"` : plain;
  if (stat.kind === 'link') {
    const long = options.has('l') ? ` -> ${target ?? ''}` : options.has('F') ? '@' : '';
    return `${colour ? `\x1b[01;36m${name}\x1b[0m` : name}${long}`;
  }
  const mark = stat.kind === 'folder' ? '/' : runs && options.has('F') ? '*' : '';
  const suffix = options.has('F') || options.has('p') ? mark : '';
  if (!colour || (stat.kind === 'file' && !runs)) return name + suffix;
  return `\x1b[${stat.kind === 'folder' ? '01;34' : '01;32'}m${name}\x1b[0m${suffix}`;
}

/** A folder counts itself and the one above. */
function linksOf(stat: EntryStat): number {
  return stat.kind === 'folder' ? 2 : stat.links;
}

/** Names side by side, a row at a time, as many as fit. */
function inRows(names: readonly string[], columns: number): string {
  for (let count = names.length; count > 1; count -= 1) {
    const widths = Array.from({ length: count }, (_, column) =>
      Math.max(...names.filter((_name, at) => at % count === column).map((name) => name.length)),
    );
    if (widths.reduce((sum, width) => sum + width + 2, -2) >= columns) continue;
    const cells = names.map((name, at) => {
      const ends = at % count === count - 1 || at === names.length - 1;
      return ends ? `${name}\n` : `${name.padEnd(widths[at % count] ?? 0)}  `;
    });
    return cells.join('');
  }
  return names.map((name) => `${name}\n`).join('');
}

/** Without `--color` none; `--color=auto` on a terminal only. */
function isColoured(options: Options, { stdout }: ProgramContext): boolean {
  const when = options.value('c') || 'always';
  return options.has('c') && (when === 'auto' ? stdout.isTerminal : when === 'always');
}

/** The first colour comes after a reset, as GNU ls sends it. */
function coloured(names: readonly string[]): readonly string[] {
  const first = names.findIndex((name) => name.startsWith('\x1b['));
  return names.map((name, at) => (at === first ? `\x1b[0m${name}` : name));
}

async function print(
  context: ProgramContext,
  entries: readonly Entry[],
  options: Options,
): Promise<void> {
  const sorted =
    options.has('U') || options.has('f') ? [...entries] : [...entries].sort(order(options));
  const names = coloured(
    sorted.map((entry) => decorated(entry, options, isColoured(options, context))),
  );
  if (options.has('l')) {
    const sizes = sorted.map(({ stat }) =>
      options.has('h') ? humanSize(stat.size) : String(stat.size),
    );
    const width = Math.max(0, ...sizes.map((size) => size.length));
    const now = context.clock.now();
    const linkWidth = Math.max(1, ...sorted.map(({ stat }) => String(linksOf(stat)).length));
    const owner = options.has('n') ? '1000 1000' : 'learner learner';
    const who = options.has('g') || options.has('o') ? 'learner' : owner;
    for (const [at, { stat }] of sorted.entries()) {
      const recent = now - stat.modifiedMs < 15_778_476_000 && stat.modifiedMs <= now;
      const date = formatDate(recent ? '%b %e %H:%M' : '%b %e  %Y', stat.modifiedMs);
      const links = String(linksOf(stat)).padStart(linkWidth);
      await context.stdout.write(
        `${modeText(stat)} ${links} ${who} ${(sizes[at] ?? '').padStart(width)} ${date} ${names[at] ?? ''}\n`,
      );
    }
  } else if (options.has('m'))
    await context.stdout.write(names.length === 0 ? '' : `${names.join(', ')}\n`);
  else if (options.has('x')) await context.stdout.write(inRows(names, context.terminal.columns));
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
    const entry = entryOf(context, resolvePath(folder, name), name, options);
    return entry === undefined ? [] : [entry];
  });
}

function entryOf(
  context: ProgramContext,
  path: string,
  name: string,
  options: Options,
): Entry | undefined {
  const { files } = context;
  const stat = options.has('L') ? (files.stat(path) ?? files.entry(path)) : files.entry(path);
  return stat === undefined ? undefined : { name, stat, target: files.linkTarget(path) };
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
    short: '1aACdFfghiklLmnopqQrRsStUvxXZc::',
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
      dereference: 'L',
      'quote-name': 'Q',
      'numeric-uid-gid': 'n',
      'group-directories-first': 'q',
      'full-time': 'v',
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
    const entry = entryOf(context, path, name, options);
    const asLink = options.has('l') || options.has('d') || options.has('F');
    if (entry === undefined) {
      await context.stderr.write(`ls: cannot access '${name}': No such file or directory\n`);
      status = 2;
    } else if (
      stat?.kind === 'folder' &&
      !options.has('d') &&
      !(entry.stat.kind === 'link' && asLink)
    )
      folders.push(name);
    else files.push(asLink || stat === undefined ? entry : { name, stat });
  }
  if (files.length > 0) await print(context, files, options);
  const titled = operands.length > 1 || options.has('R');
  const sorted = folders.sort();
  for (const [at, name] of sorted.entries()) {
    await listFolder(context, name, options, titled, at === 0 && files.length === 0);
  }
  return status;
};
