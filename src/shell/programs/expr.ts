/** `expr`. */
import { posixRegex } from '../posix-regex.ts';
import type { Program } from '../program.ts';
import { ProgramError } from '../program-error.ts';

const levels: readonly (readonly string[])[] = [
  ['|'],
  ['&'],
  ['<', '<=', '=', '==', '!=', '>=', '>'],
  ['+', '-'],
  ['*', '/', '%'],
  [':'],
];

function number(text: string): bigint {
  if (!/^-?\d+$/.test(text)) throw new ProgramError('non-integer argument', 2);
  return BigInt(text);
}

function isNull(text: string): boolean {
  return text === '' || /^-?0+$/.test(text);
}

function matchStart(text: string, pattern: string): string {
  const match = posixRegex(`^\\(${pattern}\\)`).exec(text);
  if (/\\\(/.test(pattern)) return match?.[2] ?? '';
  return String(match?.[0].length ?? 0);
}

function apply(operator: string, left: string, right: string): string {
  if (operator === '|') return isNull(left) ? (isNull(right) ? '0' : right) : left;
  if (operator === '&') return isNull(left) || isNull(right) ? '0' : left;
  if (operator === ':') return matchStart(left, right);
  if ('+-*/%'.includes(operator)) {
    const [a, b] = [number(left), number(right)];
    if ((operator === '/' || operator === '%') && b === 0n)
      throw new ProgramError('division by zero', 2);
    const results: Readonly<Record<string, () => bigint>> = {
      '+': () => a + b,
      '-': () => a - b,
      '*': () => a * b,
      '/': () => a / b,
      '%': () => a % b,
    };
    return String(results[operator]?.() ?? 0n);
  }
  const numbers = /^-?\d+$/.test(left) && /^-?\d+$/.test(right);
  const order = numbers
    ? Number(BigInt(left) - BigInt(right))
    : left < right
      ? -1
      : Number(left > right);
  const truths: Readonly<Record<string, boolean>> = {
    '<': order < 0,
    '<=': order <= 0,
    '=': order === 0,
    '==': order === 0,
    '!=': order !== 0,
    '>=': order >= 0,
    '>': order > 0,
  };
  return truths[operator] === true ? '1' : '0';
}

class Reader {
  readonly #words: readonly string[];
  #at = 0;

  constructor(words: readonly string[]) {
    this.#words = words;
  }

  run(): string {
    const value = this.#level(0);
    if (this.#at < this.#words.length)
      throw new ProgramError(
        `syntax error: unexpected argument ‘${this.#words[this.#at] ?? ''}’`,
        2,
      );
    return value;
  }

  #take(): string {
    const word = this.#words[this.#at];
    if (word === undefined)
      throw new ProgramError(
        `syntax error: missing argument after ‘${this.#words[this.#at - 1] ?? ''}’`,
        2,
      );
    this.#at += 1;
    return word;
  }

  #level(depth: number): string {
    const operators = levels[depth];
    if (operators === undefined) return this.#primary();
    let left = this.#level(depth + 1);
    for (
      let word = this.#words[this.#at];
      word !== undefined && operators.includes(word);
      word = this.#words[this.#at]
    ) {
      this.#at += 1;
      left = apply(word, left, this.#level(depth + 1));
    }
    return left;
  }

  #primary(): string {
    const word = this.#take();
    if (word === '(') {
      const value = this.#level(0);
      if (this.#words[this.#at] !== ')')
        throw new ProgramError(`syntax error: expecting ')' after '${value}'`, 2);
      this.#at += 1;
      return value;
    }
    if (word === 'length') return String([...this.#take()].length);
    if (word === 'index') {
      const [text, set] = [this.#take(), this.#take()];
      return String([...text].findIndex((character) => set.includes(character)) + 1);
    }
    if (word === 'substr') {
      const [text, from, length] = [this.#take(), Number(this.#take()), Number(this.#take())];
      return text.substring(from - 1, from - 1 + length);
    }
    if (word === 'match') return matchStart(this.#take(), this.#take());
    return word;
  }
}

/** Evaluates its words; 1 when the result is empty or 0. */
export const expr: Program = async (context) => {
  if (context.args.length === 0)
    throw new ProgramError("missing operand\nTry 'expr --help' for more information.", 2);
  const value = new Reader(context.args).run();
  await context.stdout.write(`${value}\n`);
  return isNull(value) ? 1 : 0;
};
