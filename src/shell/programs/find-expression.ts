/** find's expressions: tests and actions joined by and, or, not. */

import { patternToRegExp } from '../expand/pattern.ts';
import { quoteAlways } from '../expand/quote.ts';
import type { EntryStat } from '../file-system.ts';
import { nameOf, resolvePath } from '../path.ts';
import type { ProgramContext } from '../program.ts';
import { ProgramError } from '../program-error.ts';
import { asInput } from '../streams/input.ts';
import { printFound } from './find-print.ts';
import { comparison, type Found, kindLetter, nameTest, type Test } from './find-tests.ts';

/** Reads an expression into one test, and what it asks of the walk. */
export class FindParser {
  readonly #words: readonly string[];
  readonly #context: ProgramContext;
  #at = 0;
  acts = false;
  minDepth = 0;
  maxDepth = Number.POSITIVE_INFINITY;
  depthFirst = false;
  status = 0;
  /** `-quit` was met. */
  ended = false;
  /** `-L`: links are followed. */
  follows = false;
  readonly warnings: string[] = [];
  #tested: string | undefined;
  readonly pruned = new Set<string>();
  /** `-exec … +`: all paths at the end. */
  readonly batches: { command: readonly string[]; paths: string[] }[] = [];

  constructor(words: readonly string[], context: ProgramContext) {
    this.#words = words;
    this.#context = context;
  }

  parse(): Test {
    if (this.#words.length === 0) return () => true;
    const test = this.#or();
    if (this.#at < this.#words.length)
      throw new ProgramError(`paths must precede expression: \`${this.#words[this.#at] ?? ''}'`);
    return test;
  }

  #peek(): string | undefined {
    return this.#words[this.#at];
  }

  #or(): Test {
    let left = this.#and();
    while (this.#peek() === '-o' || this.#peek() === '-or') {
      this.#at += 1;
      const [a, b] = [left, this.#and()];
      left = async (found) => (await a(found)) || b(found);
    }
    return left;
  }

  #and(): Test {
    let left = this.#not();
    for (;;) {
      const word = this.#peek();
      if (word === undefined || word === '-o' || word === '-or' || word === ')') return left;
      if (word === '-a' || word === '-and') this.#at += 1;
      const [a, b] = [left, this.#not()];
      left = async (found) => (await a(found)) && b(found);
    }
  }

  #not(): Test {
    const word = this.#peek();
    if (word === '!' || word === '-not') {
      this.#at += 1;
      const inner = this.#not();
      return async (found) => !(await inner(found));
    }
    if (word === '(') {
      this.#at += 1;
      const inner = this.#or();
      this.#at += 1;
      return inner;
    }
    return this.#primary();
  }

  #stat({ full }: Found): EntryStat | undefined {
    const { files } = this.#context;
    return (this.follows ? files.stat(full) : undefined) ?? files.entry(full);
  }

  #value(name: string): string {
    const value = this.#words[this.#at];
    this.#at += 1;
    if (value === undefined) throw new ProgramError(`missing argument to \`${name}'`);
    return value;
  }

  #primary(): Test {
    const word = this.#words[this.#at] ?? '';
    this.#at += 1;
    const { files, clock } = this.#context;
    const stat = (found: Found) => this.#stat(found);
    if (!/^-(?:max|min)?depth$/.test(word)) this.#tested ??= word;
    switch (word) {
      case '-name':
      case '-iname': {
        const pattern = patternToRegExp(this.#value(word), word === '-iname' ? 'i' : '');
        return ({ path }) => pattern.test(path === '/' ? '/' : nameOf(path.replace(/\/$/, '')));
      }
      case '-path':
      case '-wholename':
      case '-ipath': {
        const pattern = patternToRegExp(this.#value(word), word === '-ipath' ? 'i' : '');
        return ({ path }) => pattern.test(path);
      }
      case '-regex':
      case '-iregex': {
        const regex = new RegExp(`^(?:${this.#value(word)})$`, word === '-iregex' ? 'i' : '');
        return ({ path }) => regex.test(path);
      }
      case '-type': {
        const letters = this.#value(word).split(',');
        const wrong = letters.find((letter) => !/^[bcdpflsD]$/.test(letter));
        if (wrong !== undefined) throw new ProgramError(`Unknown argument to -type: ${wrong}`);
        return (found) => letters.includes(kindLetter(stat(found)));
      }
      case '-empty':
        return (found) =>
          stat(found)?.kind === 'folder'
            ? files.list(found.full).length === 0
            : stat(found)?.size === 0;
      case '-size':
        return this.#size(this.#value(word));
      case '-mtime':
      case '-mmin': {
        const unit = word === '-mtime' ? 86_400_000 : 60_000;
        const compare = comparison(this.#value(word));
        return (found) =>
          compare(Math.floor((clock.now() - (stat(found)?.modifiedMs ?? 0)) / unit));
      }
      case '-newer': {
        const other =
          files.stat(resolvePath(this.#context.cwd, this.#value(word)))?.modifiedMs ?? 0;
        return (found) => (stat(found)?.modifiedMs ?? 0) > other;
      }
      case '-perm':
        return this.#permission(this.#value(word));
      case '-samefile': {
        const other = files.stat(resolvePath(this.#context.cwd, this.#value(word)))?.id;
        return (found) => stat(found)?.id === other;
      }
      case '-links': {
        const compare = comparison(this.#value(word));
        return (found) => compare(stat(found)?.links ?? 1);
      }
      case '-user':
      case '-group':
        return nameTest(this.#value(word));
      case '-readable':
      case '-writable':
      case '-executable': {
        const bit = { '-readable': 0o400, '-writable': 0o200, '-executable': 0o100 }[word];
        return (found) => ((stat(found)?.mode ?? 0) & bit) !== 0;
      }
      default:
        return this.#action(word);
    }
  }

  /** What steers the walk, and what acts. */
  #action(word: string): Test {
    const { files, stdout } = this.#context;
    switch (word) {
      case '-maxdepth':
        this.maxDepth = this.#depth(word);
        return () => true;
      case '-mindepth':
        this.minDepth = this.#depth(word);
        return () => true;
      case '-depth':
        this.depthFirst = true;
        return () => true;
      case '-prune':
        return ({ path }) => this.pruned.add(path).size > 0;
      case '-true':
        return () => true;
      case '-false':
        return () => false;
      case '-quit':
        this.acts = true;
        return () => {
          this.ended = true;
          return true;
        };
      case '-printf':
        return this.#print(this.#value(word));
      case '-ls':
        return this.#print('%i %b %M %n %u %g %s %Tb %Te %TH:%TM %p\\n');
      case '-print':
      case '-print0':
        this.acts = true;
        return async ({ path }) => {
          await stdout.write(path + (word === '-print' ? '\n' : '\0'));
          return true;
        };
      case '-delete':
        this.acts = true;
        this.depthFirst = true;
        return ({ full }) => {
          files.remove(full);
          return true;
        };
      case '-exec':
      case '-execdir':
      case '-ok':
        return this.#exec(word);
      default:
        throw new ProgramError(
          word.startsWith('-')
            ? `unknown predicate \`${word}'`
            : `paths must precede expression: \`${word}'`,
        );
    }
  }

  #size(text: string): Test {
    const match = /^([-+]?\d+)([ckMGb]?)$/.exec(text);
    if (match === null) throw new ProgramError(`Invalid argument \`${text}' to -size`);
    const unit =
      { c: 1, k: 1024, M: 1_048_576, G: 2 ** 30, b: 512, '': 512 }[match[2] ?? ''] ?? 512;
    const compare = comparison(match[1] ?? '');
    return ({ full }) => compare(Math.ceil((this.#context.files.stat(full)?.size ?? 0) / unit));
  }

  #permission(text: string): Test {
    const mode = Number.parseInt(text.replace(/^[-/]/, ''), 8);
    return (found) => {
      const own = this.#stat(found)?.mode ?? 0;
      if (text.startsWith('-')) return (own & mode) === mode;
      return text.startsWith('/') ? (own & mode) !== 0 : own === mode;
    };
  }

  #print(format: string): Test {
    this.acts = true;
    const { files, stdout } = this.#context;
    return async (found) => {
      const entry = this.#stat(found);
      if (entry !== undefined)
        await stdout.write(printFound(format, found, entry, files.linkTarget(found.full)));
      return true;
    };
  }

  #depth(word: string): number {
    const value = this.#value(word);
    if (!/^\d+$/.test(value))
      throw new ProgramError(
        `Expected a positive decimal integer argument to ${word}, but got ‘${value}’`,
      );
    if (this.#tested !== undefined)
      this.warnings.push(
        `you have specified the global option ${word} after the argument ${this.#tested}, but global options are not positional, i.e., ${word} affects tests specified before it as well as those specified after it.  Please specify global options before other arguments.`,
      );
    return Number(value);
  }

  async #agrees(command: string, path: string): Promise<boolean> {
    const { stderr, stdin } = this.#context;
    await stderr.write(`< ${command} ... ${path} > ? `);
    const answer = await asInput(stdin).readLine();
    if (answer === undefined) await stderr.write('\n');
    return /^[yY]/.test(answer ?? '');
  }

  #exec(verb: string): Test {
    this.acts = true;
    const end = this.#words.findIndex(
      (word, at) =>
        at >= this.#at && (word === ';' || (word === '+' && this.#words[at - 1] === '{}')),
    );
    if (end < 0) throw new ProgramError(`missing argument to \`${verb}'`);
    const command = this.#words.slice(this.#at, end);
    this.#at = end + 1;
    if (this.#words[end] === '+') {
      const batch = { command: command.slice(0, -1), paths: [] as string[] };
      this.batches.push(batch);
      return ({ path }) => batch.paths.push(path) > 0;
    }
    return async ({ path: whole }) => {
      if (verb === '-ok' && !(await this.#agrees(command[0] ?? '', whole))) return false;
      const path = verb === '-execdir' ? `./${nameOf(whole)}` : whole;
      const line = command.map((word) => quoteAlways(word.replaceAll('{}', path))).join(' ');
      return (await this.#context.run(line)) === 0;
    };
  }
}
