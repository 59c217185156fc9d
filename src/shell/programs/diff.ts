/** `diff`. */
import { diffArrays } from 'diff';
import { formatDate } from '../calendar.ts';
import { FileError } from '../file-system.ts';
import { joinPath, resolvePath } from '../path.ts';
import type { Program, ProgramContext } from '../program.ts';
import { ProgramError } from '../program-error.ts';
import { paintDiff, wantsColour } from './colour.ts';
import { openFile } from './inputs.ts';
import { type Options, parseOptions } from './options.ts';

/** Lines of the first file [fromStart, fromEnd) became lines of the second. */
interface Change {
  readonly fromStart: number;
  readonly fromEnd: number;
  readonly toStart: number;
  readonly toEnd: number;
}

function changesOf(a: readonly string[], b: readonly string[], options: Options): Change[] {
  const key = (line: string) => {
    let text = line;
    if (options.has('w')) text = text.replace(/\s+/g, '');
    else if (options.has('b')) text = text.replace(/\s+/g, ' ').trimEnd();
    return options.has('i') ? text.toLowerCase() : text;
  };
  const changes: Change[] = [];
  let [at, to] = [0, 0];
  let open: Change | undefined;
  for (const part of diffArrays(a.map(key), b.map(key))) {
    const size = part.value.length;
    if (!part.added && !part.removed) {
      if (open !== undefined) changes.push(open);
      open = undefined;
      at += size;
      to += size;
      continue;
    }
    open ??= { fromStart: at, fromEnd: at, toStart: to, toEnd: to };
    if (part.removed) at += size;
    else to += size;
    open = { ...open, fromEnd: at, toEnd: to };
  }
  if (open !== undefined) changes.push(open);
  return changes;
}

/** (2, 4) ⇒ "3,4"; an empty range is the line before it. */
function normalRange(start: number, end: number): string {
  if (end - start <= 1) return String(end === start ? start : end);
  return `${start + 1},${end}`;
}

const noNewline = '\\ No newline at end of file\n';

interface Side {
  readonly name: string;
  readonly lines: readonly string[];
  readonly endsInNewline: boolean;
  readonly modifiedMs: number;
  /** Its name was given with --label: no time is shown. */
  readonly labelled?: boolean;
}

function lineText(side: Side, at: number, mark: string): string {
  const missing = at === side.lines.length - 1 && !side.endsInNewline;
  return `${mark}${side.lines[at] ?? ''}\n${missing ? noNewline : ''}`;
}

function normalDiff(a: Side, b: Side, changes: readonly Change[]): string {
  let text = '';
  for (const change of changes) {
    const removes = change.fromEnd > change.fromStart;
    const adds = change.toEnd > change.toStart;
    const letter = removes && adds ? 'c' : removes ? 'd' : 'a';
    text += `${normalRange(change.fromStart, change.fromEnd)}${letter}${normalRange(change.toStart, change.toEnd)}\n`;
    for (let at = change.fromStart; at < change.fromEnd; at += 1) text += lineText(a, at, '< ');
    if (removes && adds) text += '---\n';
    for (let at = change.toStart; at < change.toEnd; at += 1) text += lineText(b, at, '> ');
  }
  return text;
}

function unifiedRange(start: number, end: number): string {
  const size = end - start;
  if (size === 1) return String(start + 1);
  return `${size === 0 ? start : start + 1},${size}`;
}

function unifiedDiff(a: Side, b: Side, changes: readonly Change[], around: number): string {
  const stamp = (ms: number) => formatDate('%Y-%m-%d %H:%M:%S.%N +0000', ms);
  const head = (side: Side) =>
    side.labelled === true ? side.name : `${side.name}\t${stamp(side.modifiedMs)}`;
  let text = `--- ${head(a)}\n+++ ${head(b)}\n`;
  for (let first = 0; first < changes.length; ) {
    let last = first;
    while (
      last + 1 < changes.length &&
      (changes[last + 1]?.fromStart ?? 0) - (changes[last]?.fromEnd ?? 0) <= around * 2
    )
      last += 1;
    const [begin, end] = [changes[first], changes[last]];
    if (begin === undefined || end === undefined) break;
    const from = Math.max(0, begin.fromStart - around);
    const until = Math.min(a.lines.length, end.fromEnd + around);
    const to = begin.toStart - (begin.fromStart - from);
    const toUntil = end.toEnd + (until - end.fromEnd);
    text += `@@ -${unifiedRange(from, until)} +${unifiedRange(to, toUntil)} @@\n`;
    let at = from;
    for (const change of changes.slice(first, last + 1)) {
      for (; at < change.fromStart; at += 1) text += lineText(a, at, ' ');
      for (; at < change.fromEnd; at += 1) text += lineText(a, at, '-');
      for (let line = change.toStart; line < change.toEnd; line += 1)
        text += lineText(b, line, '+');
    }
    for (; at < until; at += 1) text += lineText(a, at, ' ');
    first = last + 1;
  }
  return text;
}

async function readSide(context: ProgramContext, name: string): Promise<Side> {
  const text = await openFile(context, name).readAll();
  const lines = text.split('\n');
  const endsInNewline = text.endsWith('\n') || text === '';
  if (lines.at(-1) === '') lines.pop();
  const modifiedMs =
    context.files.stat(resolvePath(context.cwd, name))?.modifiedMs ?? context.clock.now();
  return { name, lines: endsInNewline ? lines : lines, endsInNewline, modifiedMs };
}

/** A line without its newline differs from one with. */
function comparable(side: Side): string[] {
  return side.lines.map((line, at) =>
    at === side.lines.length - 1 && !side.endsInNewline ? `${line}\0` : line,
  );
}

async function compareFiles(
  context: ProgramContext,
  left: string,
  right: string,
  options: Options,
  label: string,
): Promise<number> {
  const a = await readSide(context, left);
  const b = await readSide(context, right);
  const changes = changesOf(comparable(a), comparable(b), options);
  if (changes.length === 0) {
    if (options.has('s')) await context.stdout.write(`Files ${left} and ${right} are identical\n`);
    return 0;
  }
  if (options.has('q')) await context.stdout.write(`Files ${left} and ${right} differ\n`);
  else {
    const around = Number(options.value('U') ?? 3);
    const labels = options.values('L');
    const named = (side: Side, at: number): Side =>
      labels[at] === undefined ? side : { ...side, name: labels[at], labelled: true };
    const unified = options.has('u') || options.has('U');
    const text = unified
      ? unifiedDiff(named(a, 0), named(b, 1), changes, around)
      : normalDiff(a, b, changes);
    const colour = wantsColour(options, '1', context.stdout);
    await context.stdout.write(label + (colour ? paintDiff(text, unified) : text));
  }
  return 1;
}

async function compareFolders(
  context: ProgramContext,
  left: string,
  right: string,
  options: Options,
): Promise<number> {
  const list = (path: string) => context.files.list(resolvePath(context.cwd, path));
  const kind = (path: string) => context.files.stat(resolvePath(context.cwd, path))?.kind;
  const [inLeft, inRight] = [list(left), list(right)];
  let status = 0;
  for (const name of [...new Set([...inLeft, ...inRight])].sort()) {
    const [a, b] = [joinPath(left, name), joinPath(right, name)];
    if (!inRight.includes(name) || !inLeft.includes(name)) {
      await context.stdout.write(`Only in ${inLeft.includes(name) ? left : right}: ${name}\n`);
      status = 1;
    } else if (kind(a) === 'folder' && kind(b) === 'folder') {
      if (options.has('r')) status = (await compareFolders(context, a, b, options)) || status;
      else await context.stdout.write(`Common subdirectories: ${a} and ${b}\n`);
    } else {
      const flags = options.order
        .filter((each) => each !== 'L')
        .map((each) => ` -${each}`)
        .join('');
      const label = options.has('q') ? '' : `diff${flags} ${a} ${b}\n`;
      status = (await compareFiles(context, a, b, options, label)) || status;
    }
  }
  return status;
}

/** What differs between two files: 0 nothing, 1 something, 2 trouble. */
export const diff: Program = async (context) => {
  const options = parseOptions(context, {
    short: 'uU:qsriwbBNaL:y1::',
    long: {
      unified: 'u',
      brief: 'q',
      'report-identical-files': 's',
      recursive: 'r',
      'ignore-case': 'i',
      'ignore-all-space': 'w',
      'ignore-space-change': 'b',
      'new-file': 'N',
      label: 'L',
      text: 'a',
      color: '1',
    },
    errorStatus: 2,
  });
  const [left, right, extra] = options.operands;
  const help = "\ndiff: Try 'diff --help' for more information.";
  if (left === undefined) throw new ProgramError(`missing operand after 'diff'${help}`, 2);
  if (right === undefined) throw new ProgramError(`missing operand after '${left}'${help}`, 2);
  if (extra !== undefined) throw new ProgramError(`extra operand '${extra}'${help}`, 2);
  const kind = (path: string) =>
    path === '-' ? 'file' : context.files.stat(resolvePath(context.cwd, path))?.kind;
  const missing = [left, right].filter((path) => kind(path) === undefined);
  for (const path of missing)
    await context.stderr.write(`diff: ${path}: No such file or directory\n`);
  if (missing.length > 0) return 2;
  if (kind(left) === 'folder' && kind(right) === 'folder')
    return compareFolders(context, left, right, options);
  const inside = (folder: string, file: string) =>
    joinPath(folder, file.slice(file.lastIndexOf('/') + 1));
  try {
    const a = kind(left) === 'folder' ? inside(left, right) : left;
    const b = kind(right) === 'folder' ? inside(right, left) : right;
    return await compareFiles(context, a, b, options, '');
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    await context.stderr.write(`diff: ${error.path}: ${error.message}\n`);
    return 2;
  }
};
