/** Programs that read text: from files, from a pipe, or from whoever types. */
import { readAll, readLine } from '../input.ts';
import { isFolder, pathOf } from '../paths.ts';
import type { Run, World } from '../world.ts';
import { type Programs, splitOptions, type Tool } from './tool.ts';

/** The text of a file; undefined with the error printed. */
function fileText(program: string, path: string, world: World): string | undefined {
  const at = pathOf(path, world);
  const text = at.endsWith('/') ? undefined : world.files.get(at);
  if (text !== undefined) return text;
  const why = isFolder(at, world) ? 'Is a directory' : 'No such file or directory';
  world.printError(`${program}: ${path}: ${why}\n`);
  return undefined;
}

/** What typed lines are printed as, as they come. */
function* copyLines(world: World): Run {
  for (;;) {
    const line = world.input && (yield* readLine(world.input));
    if (line === undefined) return 0;
    world.print(`${line}\n`);
  }
}

const cat: Tool = (args, world, input) => {
  const { rest } = splitOptions(args);
  if (rest.length === 0 && world.input) {
    return world.isTerminal ? copyLines(world) : copyAll(world);
  }
  if (rest.length === 0) world.print(input);
  let status = 0;
  for (const path of rest) {
    const text = path === '-' ? input : fileText('cat', path, world);
    if (text === undefined) status = 1;
    else world.print(text);
  }
  return status;
};

function* copyAll(world: World): Run {
  if (world.input) world.print(yield* readAll(world.input));
  return 0;
}

/** A program that turns text into text, from files or from what it reads. */
const filter =
  (name: string, apply: (text: string, options: readonly string[]) => string | number): Tool =>
  (args, world, input) => {
    const { options, files } = dividedArgs(name, args);
    const finish = (text: string): number => {
      const result = apply(text, options);
      if (typeof result === 'number') return result;
      world.print(result);
      return 0;
    };
    if (files.length === 0 && world.input) return thenFinish(world, finish);
    if (files.length === 0) return finish(input);
    const texts = files.map((path) => fileText(name, path, world));
    if (texts.some((text) => text === undefined)) return 1;
    return finish(texts.join(''));
  };

function* thenFinish({ input }: World, finish: (text: string) => number): Run {
  return finish(input ? yield* readAll(input) : '');
}

const WITH_VALUE: Readonly<Record<string, RegExp>> = { head: /^-n$/, tail: /^-n$/, sort: /^-k$/ };

function dividedArgs(name: string, args: readonly string[]) {
  const options: string[] = [];
  const files: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? '';
    if (WITH_VALUE[name]?.test(arg)) {
      at += 1;
      options.push(`${arg}${args[at] ?? ''}`);
    } else if (arg.startsWith('-')) options.push(arg);
    else files.push(arg);
  }
  return { options, files };
}

const linesOf = (text: string): readonly string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
const countIn = (options: readonly string[]): number =>
  Number(/\d+/.exec(options.join(' '))?.[0] ?? 10);

const grep: Tool = (args, world, input) => {
  const { letters, rest } = splitOptions(args);
  const [pattern = '', ...paths] = rest;
  const test = matcher(pattern, letters);
  const search = (text: string): number => {
    const found = text.split('\n').filter((line) => line !== '' && test(line));
    if (letters.includes('c')) world.print(`${found.length}\n`);
    else if (!letters.includes('q')) for (const line of found) world.print(`${line}\n`);
    return found.length > 0 ? 0 : 1;
  };
  if (paths.length === 0 && world.input) return thenFinish(world, search);
  if (paths.length === 0) return search(input);
  return search(paths.map((path) => world.files.get(pathOf(path, world)) ?? '').join(''));
};

function matcher(pattern: string, letters: string): (line: string) => boolean {
  const wants = !letters.includes('v');
  let expression: RegExp | undefined;
  try {
    expression = letters.includes('F')
      ? undefined
      : new RegExp(pattern, letters.includes('i') ? 'i' : '');
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return (line) => (expression ? expression.test(line) : line.includes(pattern)) === wants;
}

function counts(text: string, options: readonly string[]): string {
  const lines = text.split('\n').length - 1;
  const words = text.split(/\s+/).filter(Boolean).length;
  const chosen = options.join('');
  const numbers = [
    ...(chosen === '' || chosen.includes('l') ? [lines] : []),
    ...(chosen === '' || chosen.includes('w') ? [words] : []),
    ...(chosen === '' || chosen.includes('c') ? [text.length] : []),
  ];
  return `${numbers.join(' ')}\n`;
}

function sorted(text: string, options: readonly string[]): string {
  const lines = [...linesOf(text)];
  const letters = options.join('');
  if (letters.includes('n')) lines.sort((a, b) => Number.parseFloat(a) - Number.parseFloat(b));
  else lines.sort();
  if (letters.includes('r')) lines.reverse();
  return (letters.includes('u') ? [...new Set(lines)] : lines).join('');
}

export const textPrograms: Programs = [
  ['cat', cat],
  ['grep', grep],
  ['head', filter('head', (text, options) => linesOf(text).slice(0, countIn(options)).join(''))],
  ['tail', filter('tail', (text, options) => linesOf(text).slice(-countIn(options)).join(''))],
  ['wc', filter('wc', counts)],
  ['sort', filter('sort', sorted)],
  [
    'uniq',
    filter('uniq', (text) =>
      linesOf(text)
        .filter((line, at, all) => line !== all[at - 1])
        .join(''),
    ),
  ],
];
