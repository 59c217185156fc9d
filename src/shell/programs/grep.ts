/** `grep`, `egrep`, `fgrep`. */

import { patternToRegExp } from '../expand/pattern.ts';
import { FileError } from '../file-system.ts';
import { joinPath, resolvePath } from '../path.ts';
import { escapeRegex, posixRegex, RegexError } from '../posix-regex.ts';
import type { Program, ProgramContext } from '../program.ts';
import { ProgramError } from '../program-error.ts';
import { wantsColour } from './colour.ts';
import { GrepFile, type GrepSettings } from './grep-file.ts';
import { openFile } from './inputs.ts';
import { type Options, parseOptions } from './options.ts';

const spec = {
  short: 'EFGPe:f:ivnclLoqswxhHrRA:B:C:m:zaIbUud:D:TZyV',
  long: {
    'extended-regexp': 'E',
    'fixed-strings': 'F',
    'basic-regexp': 'G',
    'perl-regexp': 'P',
    regexp: 'e',
    file: 'f',
    'ignore-case': 'i',
    'invert-match': 'v',
    'line-number': 'n',
    count: 'c',
    'files-with-matches': 'l',
    'files-without-match': 'L',
    'only-matching': 'o',
    quiet: 'q',
    silent: 'q',
    'no-messages': 's',
    'word-regexp': 'w',
    'line-regexp': 'x',
    'no-filename': 'h',
    'with-filename': 'H',
    recursive: 'r',
    'after-context': 'A',
    'before-context': 'B',
    context: 'C',
    'max-count': 'm',
    text: 'a',
    color: '1',
    colour: '1',
    include: '2',
    exclude: '3',
    'exclude-dir': '4',
    'line-buffered': 'u',
    directories: 'd',
    devices: 'D',
    'initial-tab': 'T',
    'null-data': 'z',
    null: 'Z',
    'byte-offset': 'b',
    'group-separator': '5',
    'no-group-separator': '6',
    'dereference-recursive': 'R',
    'binary-files': '7',
    label: '8',
    version: 'V',
  },
  errorStatus: 2,
  usage: 'Usage: grep [OPTION]... PATTERNS [FILE]...',
} as const;

const usage = "Usage: grep [OPTION]... PATTERNS [FILE]...\nTry 'grep --help' for more information.";

/** One expression for all patterns: any of them on any line. */
function compile(
  patterns: readonly string[],
  options: Options,
  extended: boolean,
  fixed: boolean,
): RegExp {
  const sources = patterns.map((pattern) => {
    if (fixed) return escapeRegex(pattern);
    try {
      return options.has('P') ? perlSource(pattern) : posixRegex(pattern, { extended }).source;
    } catch (error) {
      if (error instanceof RegexError) throw new ProgramError(error.message, 2);
      if (error instanceof SyntaxError)
        throw new ProgramError('invalid Perl regular expression', 2);
      throw error;
    }
  });
  let source = sources.map((each) => (each === '(?:)' ? '' : each)).join('|');
  if (options.has('x')) source = `^(?:${source})$`;
  else if (options.has('w')) source = `(?<!\\w)(?:${source})(?!\\w)`;
  return new RegExp(source, options.has('i') ? 'gi' : 'g');
}

/** `\\K` forgets what was matched before it. */
function perlSource(pattern: string): string {
  const at = pattern.lastIndexOf('\\K');
  const source = at < 0 ? pattern : `(?<=${pattern.slice(0, at)})${pattern.slice(at + 2)}`;
  return new RegExp(source.replace(/\\h/g, '[ \\t]').replace(/\(\?i\)/g, '')).source;
}

function contextCount(options: Options, letter: string): number {
  const value = options.value(letter) ?? options.value('C');
  if (value === undefined) return 0;
  if (!/^\d+$/.test(value)) throw new ProgramError(`${value}: invalid context length argument`, 2);
  return Number(value);
}

/** Files below a folder, by name; hidden ones too. */
function* filesBelow(context: ProgramContext, path: string, options: Options): Generator<string> {
  const full = resolvePath(context.cwd, path);
  if (context.files.stat(full)?.kind !== 'folder') {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const includes = options.values('2');
    const included =
      includes.length === 0 || includes.some((each) => patternToRegExp(each).test(name));
    if (included && !options.values('3').some((each) => patternToRegExp(each).test(name)))
      yield path;
    return;
  }
  for (const name of context.files.list(full)) {
    const excluded = options.values('4').some((each) => patternToRegExp(each).test(name));
    if (!excluded) yield* filesBelow(context, path === '' ? name : joinPath(path, name), options);
  }
}

function targets(context: ProgramContext, operands: readonly string[], options: Options): string[] {
  const recursive = options.has('r') || options.has('R');
  if (!recursive) return operands.length === 0 ? ['-'] : [...operands];
  if (operands.length === 0) return [...filesBelow(context, '', options)];
  return operands.flatMap((operand) =>
    operand === '-' ? ['-'] : [...filesBelow(context, operand, options)],
  );
}

function readPatterns(
  context: ProgramContext,
  options: Options,
): { patterns: string[]; operands: readonly string[] } {
  const given = options.values('e').flatMap((each) => each.split('\n'));
  for (const file of options.values('f')) {
    const text = context.files.read(resolvePath(context.cwd, file));
    given.push(...(text === '' ? [] : text.replace(/\n$/, '').split('\n')));
  }
  if (options.has('e') || options.has('f')) return { patterns: given, operands: options.operands };
  const [pattern, ...operands] = options.operands;
  if (pattern === undefined) throw new ProgramError(usage, 2);
  return { patterns: pattern.split('\n'), operands };
}

/** `-3` ⇒ `-C3`. */
function modernise(args: readonly string[]): string[] {
  return args.map((arg) => (/^-\d+$/.test(arg) ? `-C${arg.slice(1)}` : arg));
}

function settingsOf(
  options: Options,
  regex: RegExp,
  files: number,
  onlyFile: boolean,
  context: ProgramContext,
): GrepSettings {
  const recursive = options.has('r') || options.has('R');
  const many = files > 1 || (recursive && !onlyFile);
  const last = options.order.filter((letter) => letter === 'h' || letter === 'H').at(-1);
  const named = last === undefined ? many : last === 'H';
  const limit = options.value('m');
  if (limit !== undefined && !/^-?\d+$/.test(limit)) throw new ProgramError('invalid max count', 2);
  return {
    regex,
    invert: options.has('v'),
    only: options.has('o'),
    count: options.has('c'),
    list: options.has('l') ? 'matching' : options.has('L') ? 'others' : undefined,
    quiet: options.has('q'),
    numbers: options.has('n'),
    bytes: options.has('b'),
    named,
    limit: limit === undefined || limit.startsWith('-') ? Number.POSITIVE_INFINITY : Number(limit),
    separator: options.has('6') ? undefined : (options.value('5') ?? '--'),
    aligned: options.has('T'),
    ends: options.has('z') ? '\0' : '\n',
    nameEnds: options.has('Z'),
    before: contextCount(options, 'B'),
    after: contextCount(options, 'A'),
    colour: wantsColour(options, '1', context.stdout),
  };
}

/** A repetition of nothing is read as it can be, and said. */
async function warn(
  context: ProgramContext,
  patterns: readonly string[],
  extended: boolean,
): Promise<void> {
  for (const pattern of patterns) {
    const first = extended ? /^\(*([*+?])/.exec(pattern)?.[1] : undefined;
    if (first !== undefined)
      await context.stderr.write(`grep: warning: ${first} at start of expression\n`);
    const stray = /(?:^|[^\\])(?:\\\\)*\\([^\s\w{}()|+?*.^$[\]\\/<>'`"&%,:;=@~!#-])/.exec(
      pattern,
    )?.[1];
    if (stray !== undefined)
      await context.stderr.write(`grep: warning: stray \\ before ${stray}\n`);
  }
}

/** Prints the lines that match; 1 when none does, 2 when something went wrong. */
export const grep: Program = async (given) => {
  const context: ProgramContext = { ...given, args: modernise(given.args) };
  const withOptional = { ...spec, short: `${spec.short}1::2:3:4:5:67:8:` };
  const options = parseOptions(context, withOptional);
  if (context.args.length === 0) {
    await context.stderr.write(`${usage}\n`);
    return 2;
  }
  let read: ReturnType<typeof readPatterns>;
  try {
    read = readPatterns(context, options);
  } catch (error) {
    if (!(error instanceof ProgramError) || error.message !== usage) throw error;
    await context.stderr.write(`${usage}\n`);
    return 2;
  }
  if (context.name !== 'fgrep' && !options.has('F') && !options.has('P'))
    await warn(context, read.patterns, context.name === 'egrep' || options.has('E'));
  const fixed = context.name === 'fgrep' || options.has('F');
  const regex = compile(
    read.patterns,
    options,
    context.name === 'egrep' || options.has('E'),
    fixed,
  );
  const none = read.patterns.length === 0;
  const paths = targets(context, read.operands, options);
  const settings = settingsOf(
    options,
    none ? /(?!)/g : regex,
    read.operands.length,
    paths.length === 1 && paths[0] === read.operands[0],
    context,
  );
  let selected = false;
  let failed = false;
  for (const path of paths) {
    try {
      const name = path === '-' ? (options.value('8') ?? '(standard input)') : path;
      const stat = path === '-' ? undefined : context.files.stat(resolvePath(context.cwd, path));
      if (stat?.kind === 'folder' && options.value('d') === 'skip') continue;
      if (stat?.kind === 'folder') throw new FileError('EISDIR', path, 'Is a directory');
      const file = new GrepFile(name, settings, context.stdout);
      selected = (await file.search(openFile(context, path))) || selected;
      if (selected && settings.quiet) return 0;
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      failed = true;
      if (!options.has('s')) await context.stderr.write(`grep: ${path}: ${error.message}\n`);
    }
  }
  return failed ? 2 : selected ? 0 : 1;
};
