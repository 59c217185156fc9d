/** jq's command line. Mirrors jq 1.6 src/main.c. */
import { FileError } from '../../file-system.ts';
import { resolvePath } from '../../path.ts';
import type { ProgramContext } from '../../program.ts';
import { JsonError, JsonParser } from './json-parser.ts';
import { parseText } from './json-text.ts';
import type { Value } from './value.ts';

export interface JqOptions {
  readonly program: string | undefined;
  readonly fromFile: boolean;
  readonly files: readonly string[];
  readonly nullInput: boolean;
  readonly rawInput: boolean;
  readonly slurp: boolean;
  readonly stream: boolean;
  readonly rawOutput: boolean;
  readonly joinOutput: boolean;
  readonly ascii: boolean;
  readonly color: boolean;
  readonly sortKeys: boolean;
  readonly seq: boolean;
  readonly exitStatus: boolean;
  readonly indent: string | undefined;
  readonly named: ReadonlyMap<string, Value>;
  readonly positional: readonly Value[];
  readonly wants: 'help' | 'version' | undefined;
}

/** The command line is wrong; jq ends with 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** A file named by an option cannot be read; jq ends with 2 without more words. */
export class OptionFileError extends Error {
  override name = 'OptionFileError';
}

const LONG: Readonly<Record<string, string>> = {
  slurp: 's',
  'raw-output': 'r',
  'compact-output': 'c',
  'color-output': 'C',
  'monochrome-output': 'M',
  'ascii-output': 'a',
  unbuffered: 'u',
  'sort-keys': 'S',
  'raw-input': 'R',
  'null-input': 'n',
  'from-file': 'f',
  'join-output': 'j',
  tab: 't',
  seq: 'q',
  stream: 'm',
  'exit-status': 'e',
  args: 'A',
  jsonargs: 'J',
  help: 'h',
  version: 'V',
};
const SHORT = 'srcCMaSRnfjehV';

const PAIRS: Readonly<Record<string, string>> = {
  arg: 'value',
  argjson: 'text',
  slurpfile: 'filename',
  rawfile: 'filename',
};

class Reading {
  readonly letters = new Set<string>();
  readonly named = new Map<string, Value>();
  readonly positional: Value[] = [];
  readonly files: string[] = [];
  program: string | undefined;
  indent = 2;
  rest: 'files' | 'args' | 'jsonargs' = 'files';
  readonly #context: ProgramContext;

  constructor(context: ProgramContext) {
    this.#context = context;
  }

  run(): void {
    const { args } = this.#context;
    let isOver = false;
    for (let at = 0; at < args.length; at += 1) {
      const word = args[at] ?? '';
      if (isOver || !/^-[-A-Za-z]/.test(word)) this.#operand(word);
      else if (word === '--') isOver = true;
      else at += this.#option(word, args.slice(at + 1));
    }
  }

  #operand(word: string): void {
    if (this.program === undefined) this.program = word;
    else if (this.rest === 'files') this.files.push(word);
    else if (this.rest === 'args') this.positional.push(word);
    else this.positional.push(this.#json(word, '--jsonargs'));
  }

  /** Gives how many further words it used. */
  #option(word: string, next: readonly string[]): number {
    const long = word.startsWith('--') ? word.slice(2) : '';
    const letter = LONG[long];
    if (letter !== undefined) {
      this.#letter(letter);
      return 0;
    }
    if (PAIRS[long] !== undefined) {
      this.#pair(long, next);
      return 2;
    }
    if (long === 'indent') {
      this.#setIndent(next[0]);
      return 1;
    }
    if (word.startsWith('-L')) return word === '-L' ? 1 : 0;
    const letters = word.slice(1);
    if (long !== '' || ![...letters].every((each) => SHORT.includes(each))) {
      throw new UsageError(`Unknown option ${word}`);
    }
    for (const each of letters) this.#letter(each);
    return 0;
  }

  #letter(letter: string): void {
    if (letter === 'A') this.rest = 'args';
    else if (letter === 'J') this.rest = 'jsonargs';
    this.letters.add(letter);
  }

  #setIndent(value: string | undefined): void {
    if (value === undefined) throw new UsageError('--indent takes one parameter');
    const size = Number.parseInt(value, 10) || 0;
    if (size < -1 || size > 7) throw new UsageError('--indent takes a number between -1 and 7');
    this.indent = size;
  }

  #pair(long: string, [name, value]: readonly string[]): void {
    if (name === undefined || value === undefined) {
      throw new UsageError(
        `--${long} takes two parameters (e.g. --${long} varname ${PAIRS[long] ?? ''})`,
      );
    }
    if (this.named.has(name)) return;
    if (long === 'arg') this.named.set(name, value);
    else if (long === 'argjson') this.named.set(name, this.#json(value, '--argjson'));
    else this.named.set(name, this.#file(long, name, value));
  }

  #json(text: string, option: string): Value {
    try {
      return parseText(text);
    } catch (error) {
      if (!(error instanceof JsonError)) throw error;
      throw new UsageError(`invalid JSON text passed to ${option}`);
    }
  }

  #file(long: string, name: string, file: string): Value {
    try {
      const text = this.#context.files.read(resolvePath(this.#context.cwd, file));
      if (long === 'rawfile') return text;
      const values: Value[] = [];
      const parser = new JsonParser(text);
      for (let value = parser.next(); value !== undefined; value = parser.next())
        values.push(value);
      return values;
    } catch (error) {
      const isOurs = error instanceof FileError || error instanceof JsonError;
      if (!isOurs) throw error;
      const why =
        error instanceof FileError ? `Could not open ${file}: ${error.message}` : error.message;
      throw new OptionFileError(`Bad JSON in --${long} ${name} ${file}: ${why}`);
    }
  }
}

/** Reads the command line; throws UsageError. */
export function parseJq(context: ProgramContext): JqOptions {
  const read = new Reading(context);
  read.run();
  const { letters, indent } = read;
  const has = (letter: string): boolean => letters.has(letter);
  const spaces = indent <= 0 ? undefined : ' '.repeat(indent);
  return {
    program: read.program,
    fromFile: has('f'),
    files: read.files,
    nullInput: has('n'),
    rawInput: has('R'),
    slurp: has('s'),
    stream: has('m'),
    rawOutput: has('r') || has('j'),
    joinOutput: has('j'),
    ascii: has('a'),
    color: has('C') || (context.stdout.isTerminal && !has('M')),
    sortKeys: has('S'),
    seq: has('q'),
    exitStatus: has('e'),
    indent: has('c') ? undefined : has('t') ? '\t' : spaces,
    named: read.named,
    positional: read.positional,
    wants: has('h') ? 'help' : has('V') ? 'version' : undefined,
  };
}
