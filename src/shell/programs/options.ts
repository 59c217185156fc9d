/** Options of programs, read as GNU getopt does, with its words when they are wrong. */
import type { ProgramContext } from '../program.ts';
import { ProgramError } from '../program-error.ts';

/** What a program takes. */
export interface OptionSpec {
  /** Letters; one followed by `:` takes a value, by `::` an optional one attached to it. */
  readonly short: string;
  /** Long names ⇒ the letter they stand for. */
  readonly long?: Readonly<Record<string, string>>;
  /** Operands end the options: `timeout 5 ls -l`. */
  readonly stopAtOperand?: boolean;
  /** The status of a usage error: 1, for `grep` and `ls` 2. */
  readonly errorStatus?: number;
  /** A line of usage before the hint: grep's. */
  readonly usage?: string;
}

/** What was given. */
export interface Options {
  has(letter: string): boolean;
  /** The last value given. */
  value(letter: string): string | undefined;
  values(letter: string): readonly string[];
  /** Letters in the order given. */
  readonly order: readonly string[];
  readonly operands: readonly string[];
}

class Parser {
  readonly #spec: OptionSpec;
  readonly #name: string;
  readonly given: (readonly [string, string])[] = [];
  readonly operands: string[] = [];

  constructor(name: string, spec: OptionSpec) {
    this.#name = name;
    this.#spec = spec;
  }

  parse(args: readonly string[]): void {
    for (let at = 0; at < args.length; at += 1) {
      const word = args[at] ?? '';
      if (word === '--') {
        this.operands.push(...args.slice(at + 1));
        return;
      }
      if (word.startsWith('--')) at += this.#long(word, args[at + 1]);
      else if (word.startsWith('-') && word !== '-') at += this.#short(word, args[at + 1]);
      else if (this.#spec.stopAtOperand === true) {
        this.operands.push(...args.slice(at));
        return;
      } else this.operands.push(word);
    }
  }

  /** Gives how many further words it used. */
  #short(word: string, next: string | undefined): number {
    for (let at = 1; at < word.length; at += 1) {
      const letter = word[at] ?? '';
      const kind = this.#kind(letter);
      if (kind === undefined) throw this.#error(`invalid option -- '${letter}'`);
      if (kind === '') {
        this.given.push([letter, '']);
        continue;
      }
      const attached = word.slice(at + 1);
      if (attached !== '' || kind === '::') {
        this.given.push([letter, attached]);
        return 0;
      }
      if (next === undefined) throw this.#error(`option requires an argument -- '${letter}'`);
      this.given.push([letter, next]);
      return 1;
    }
    return 0;
  }

  #long(word: string, next: string | undefined): number {
    const [name = '', ...rest] = word.slice(2).split('=');
    const value = word.includes('=') ? rest.join('=') : undefined;
    const names = Object.keys(this.#spec.long ?? {});
    const found = names.includes(name) ? [name] : names.filter((each) => each.startsWith(name));
    const letters = new Set(found.map((each) => this.#spec.long?.[each]));
    if (found.length === 0) throw this.#error(`unrecognized option '--${name}'`);
    if (letters.size > 1) {
      const all = found.map((each) => `'--${each}'`).join(' ');
      throw this.#error(`option '--${name}' is ambiguous; possibilities: ${all}`);
    }
    const letter = this.#spec.long?.[found[0] ?? ''] ?? '';
    const kind = this.#kind(letter) ?? '';
    if (kind === '' && value !== undefined) {
      throw this.#error(`option '--${found[0] ?? ''}' doesn't allow an argument`);
    }
    if (kind !== ':' || value !== undefined) {
      this.given.push([letter, value ?? '']);
      return 0;
    }
    if (next === undefined) throw this.#error(`option '--${found[0] ?? ''}' requires an argument`);
    this.given.push([letter, next]);
    return 1;
  }

  #kind(letter: string): '' | ':' | '::' | undefined {
    const at = letter === ':' ? -1 : this.#spec.short.indexOf(letter);
    if (at < 0) return undefined;
    const rest = this.#spec.short.slice(at + 1);
    if (rest.startsWith('::')) return '::';
    return rest.startsWith(':') ? ':' : '';
  }

  #error(why: string): ProgramError {
    return new ProgramError(
      `${why}\n${this.#spec.usage === undefined ? '' : `${this.#spec.usage}\n`}Try '${this.#name} --help' for more information.`,
      this.#spec.errorStatus ?? 1,
    );
  }
}

/** Reads a program's options; throws ProgramError in GNU's words. */
export function parseOptions(
  context: Pick<ProgramContext, 'name' | 'args'>,
  spec: OptionSpec,
): Options {
  const parser = new Parser(context.name, spec);
  parser.parse(context.args);
  const { given, operands } = parser;
  const values = (letter: string) =>
    given.filter(([each]) => each === letter).map(([, value]) => value);
  return {
    has: (letter) => given.some(([each]) => each === letter),
    value: (letter) => values(letter).at(-1),
    values,
    order: given.map(([letter]) => letter),
    operands,
  };
}
