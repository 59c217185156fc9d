/** `test` and `[`. */
import {
  compareFiles,
  compareNumbers,
  numberOperators,
  testUnary,
  unaryOperators,
  wordOperators,
} from '../execute/conditions.ts';
import { complain, type Execution } from '../execute/execution.ts';
import type { Builtin } from './builtin.ts';

class TestError extends Error {
  override name = 'TestError';
}

class TestParser {
  readonly #words: readonly string[];
  readonly #x: Execution;
  #at = 0;

  constructor(words: readonly string[], x: Execution) {
    this.#words = words;
    this.#x = x;
  }

  run(): boolean {
    const value = this.#or();
    if (this.#at < this.#words.length) throw new TestError('too many arguments');
    return value;
  }

  #peek(ahead = 0): string | undefined {
    return this.#words[this.#at + ahead];
  }

  #or(): boolean {
    let value = this.#and();
    while (this.#peek() === '-o') {
      this.#at += 1;
      const right = this.#and();
      value ||= right;
    }
    return value;
  }

  #and(): boolean {
    let value = this.#not();
    while (this.#peek() === '-a') {
      this.#at += 1;
      const right = this.#not();
      value &&= right;
    }
    return value;
  }

  #not(): boolean {
    const alone = this.#words.length - this.#at === 1;
    if (this.#peek() === '!' && !alone && !wordOperators.has(this.#peek(1) ?? '')) {
      this.#at += 1;
      return !this.#not();
    }
    return this.#primary();
  }

  #primary(): boolean {
    const first = this.#peek();
    const second = this.#peek(1);
    if (first === undefined) throw new TestError('argument expected');
    if (second !== undefined && wordOperators.has(second) && this.#peek(2) !== undefined) {
      const right = this.#peek(2) ?? '';
      this.#at += 3;
      return this.#binary(first, second, right);
    }
    if (first === '(' && second !== undefined) {
      this.#at += 1;
      const value = this.#or();
      if (this.#peek() !== ')') throw new TestError("`)' expected");
      this.#at += 1;
      return value;
    }
    if (unaryOperators.has(first) && second !== undefined) {
      this.#at += 2;
      return testUnary(first, second, this.#x);
    }
    this.#at += 1;
    return first !== '';
  }

  #binary(left: string, operator: string, right: string): boolean {
    if (numberOperators.has(operator))
      return compareNumbers(operator, integer(left), integer(right));
    if (operator === '=' || operator === '==') return left === right;
    if (operator === '!=') return left !== right;
    if (operator === '<') return left < right;
    if (operator === '>') return left > right;
    return compareFiles(operator, left, right, this.#x);
  }
}

function integer(text: string): bigint {
  if (!/^\s*[-+]?\d+\s*$/.test(text)) throw new TestError(`${text}: integer expression expected`);
  return BigInt(text.trim().replace(/^\+/, ''));
}

/** With two or three words bash says what it wanted. */
function checkShape(words: readonly string[]): void {
  const [first = '', second = '', third] = words;
  if (words.length === 2 && first !== '!' && !unaryOperators.has(first)) {
    throw new TestError(`${first}: unary operator expected`);
  }
  const connects = second === '-a' || second === '-o';
  if (
    words.length === 3 &&
    !wordOperators.has(second) &&
    !connects &&
    first !== '!' &&
    !(first === '(' && third === ')')
  ) {
    throw new TestError(`${second}: binary operator expected`);
  }
}

async function run(name: string, words: readonly string[], x: Execution): Promise<number> {
  if (words.length === 0) return 1;
  try {
    checkShape(words);
    return new TestParser(words, x).run() ? 0 : 1;
  } catch (error) {
    if (!(error instanceof TestError)) throw error;
    await complain(x, `${name}: ${error.message}`);
    return 2;
  }
}

/** `test …`. */
export const test: Builtin = (args, x) => run('test', args, x);

/** `[ … ]`. */
export const bracket: Builtin = async (args, x) => {
  if (args.at(-1) !== ']') {
    await complain(x, "[: missing `]'");
    return 2;
  }
  return run('[', args.slice(0, -1), x);
};
