/** Bash arithmetic: 64-bit integers, C's operators, variables without `$`. */

import { parseNumber } from './arithmetic-number.ts';
import { binary, tokens } from './arithmetic-tokens.ts';

/** Where arithmetic reads and writes variables; an index is an expression of its own or a key. */
export interface ArithmeticVariables {
  read(name: string, index: string | undefined): string | undefined;
  write(name: string, index: string | undefined, value: string): void;
}

/** `1 / 0: division by 0 (error token is "0")` */
export class ArithmeticError extends Error {
  override name = 'ArithmeticError';
}

interface Place {
  readonly name: string;
  readonly index: string | undefined;
}

function wrap(value: bigint): bigint {
  return BigInt.asIntN(64, value);
}

class Evaluator {
  readonly #text: string;
  readonly #variables: ArithmeticVariables;
  readonly #depth: number;
  #at = 0;
  #token = '';
  #tokenAt = 0;
  #lastAt = 0;
  /** Above zero while a branch is read but not taken. */
  #skipping = 0;

  constructor(text: string, variables: ArithmeticVariables, depth: number) {
    this.#text = text.trimStart();
    this.#variables = variables;
    this.#depth = depth;
    if (depth > 1000) throw this.#error('expression recursion level exceeded', this.#text);
    this.#next();
  }

  run(): bigint {
    if (this.#text.trim() === '') return 0n;
    const value = this.#comma();
    if (this.#token !== '') throw this.#syntax();
    return value;
  }

  #next(): void {
    this.#lastAt = this.#tokenAt;
    tokens.lastIndex = this.#at;
    const match = tokens.exec(this.#text);
    if (match === null) {
      this.#tokenAt = this.#at + (/^\s*/.exec(this.#text.slice(this.#at))?.[0].length ?? 0);
      this.#token = this.#text.slice(this.#tokenAt);
      if (this.#token !== '') this.#token = '\0';
      return;
    }
    this.#token = match[1] ?? '';
    this.#tokenAt = tokens.lastIndex - this.#token.length;
    this.#at = tokens.lastIndex;
  }

  #error(why: string, rest: string): ArithmeticError {
    return new ArithmeticError(`${this.#text}: ${why} (error token is "${rest}")`);
  }

  /** bash stops at the number: what comes after it isn't told. */
  #tooGreat(start: number): ArithmeticError {
    const token = /^[\w#@]*/.exec(this.#text.slice(start))?.[0] ?? '';
    const before = this.#text.slice(0, start + token.length);
    return new ArithmeticError(`${before}: value too great for base (error token is "${token}")`);
  }

  #syntax(): ArithmeticError {
    if (/^(?:\+\+|--)$/.test(this.#token) && this.#at === this.#text.length)
      return this.#error('syntax error: operand expected', this.#token.slice(1));
    const rest = this.#text.slice(this.#tokenAt);
    if (rest === '') {
      return this.#error('syntax error: operand expected', this.#text.slice(this.#lastAt));
    }
    const why =
      this.#token === '\0' && !/^[.$"'\\{}[\]@]/.test(rest)
        ? 'syntax error: invalid arithmetic operator'
        : 'syntax error in expression';
    return this.#error(
      /^[.@]/.test(rest) ? 'syntax error: invalid arithmetic operator' : why,
      rest,
    );
  }

  #take(token: string): boolean {
    if (this.#token !== token) return false;
    this.#next();
    return true;
  }

  #comma(): bigint {
    let value = this.#ternary();
    while (this.#take(',')) value = this.#ternary();
    return value;
  }

  #ternary(): bigint {
    const test = this.#binary(1);
    if (!this.#take('?')) return test;
    const yes = this.#branch(test === 0n, () => this.#comma());
    if (!this.#take(':')) {
      throw this.#error("`:' expected for conditional expression", this.#text.slice(this.#lastAt));
    }
    if (this.#token === '')
      throw this.#error('expression expected', this.#text.slice(this.#lastAt));
    const no = this.#branch(test !== 0n, () => this.#ternary());
    return test === 0n ? no : yes;
  }

  #branch(skip: boolean, read: () => bigint): bigint {
    this.#skipping += skip ? 1 : 0;
    const value = read();
    this.#skipping -= skip ? 1 : 0;
    return value;
  }

  #binary(level: number): bigint {
    let left = this.#power();
    for (;;) {
      const operator = this.#token;
      const own = binary[operator];
      if (own === undefined || own < level) return left;
      this.#next();
      const skip = (operator === '&&' && left === 0n) || (operator === '||' && left !== 0n);
      const at = this.#tokenAt;
      const right = this.#branch(skip, () => this.#binary(own + 1));
      left = this.#apply(operator, left, right, at);
    }
  }

  #power(): bigint {
    const base = this.#unary();
    if (!this.#take('**')) return base;
    const exponent = this.#power();
    if (exponent < 0n) throw this.#error('exponent less than 0', this.#text.slice(this.#lastAt));
    return wrap(base ** exponent);
  }

  #apply(operator: string, a: bigint, b: bigint, at: number): bigint {
    const truth = (value: boolean) => (value ? 1n : 0n);
    switch (operator) {
      case '||':
        return truth(a !== 0n || b !== 0n);
      case '&&':
        return truth(a !== 0n && b !== 0n);
      case '|':
        return a | b;
      case '^':
        return a ^ b;
      case '&':
        return a & b;
      case '==':
        return truth(a === b);
      case '!=':
        return truth(a !== b);
      case '<':
        return truth(a < b);
      case '<=':
        return truth(a <= b);
      case '>':
        return truth(a > b);
      case '>=':
        return truth(a >= b);
      case '<<':
        return wrap(a << (b & 63n));
      case '>>':
        return wrap(a >> (b & 63n));
      case '+':
        return wrap(a + b);
      case '-':
        return wrap(a - b);
      case '*':
        return wrap(a * b);
      default:
        return this.#divide(operator, a, b, at);
    }
  }

  #divide(operator: string, a: bigint, b: bigint, at: number): bigint {
    if (b === 0n) {
      if (this.#skipping > 0) return 0n;
      throw this.#error('division by 0', this.#text.slice(at));
    }
    return wrap(operator === '/' ? a / b : a % b);
  }

  #unary(): bigint {
    if (this.#take('!')) return this.#unary() === 0n ? 1n : 0n;
    if (this.#take('~')) return ~this.#unary();
    if (this.#take('-')) return wrap(-this.#unary());
    if (this.#take('+')) return this.#unary();
    for (const [sign, by] of [
      ['++', 1n],
      ['--', -1n],
    ] as const) {
      if (!this.#take(sign)) continue;
      if (!/^[A-Za-z_]/.test(this.#token)) return by === 1n ? this.#unary() : this.#unary();
      const place = this.#place();
      return this.#store(place, this.#load(place) + by);
    }
    return this.#operand();
  }

  #operand(): bigint {
    if (this.#take('(')) {
      const value = this.#comma();
      if (!this.#take(')')) throw this.#error("missing `)'", this.#text.slice(this.#lastAt));
      return value;
    }
    if (/^\d/.test(this.#token)) {
      const text = this.#token;
      this.#next();
      if (/^[A-Za-z_]/.test(this.#token) && this.#tokenAt === this.#lastAt + text.length) {
        throw this.#tooGreat(this.#lastAt);
      }
      const start = this.#lastAt;
      return parseNumber(text, () => this.#tooGreat(start));
    }
    if (!/^[A-Za-z_]/.test(this.#token)) {
      const rest = this.#text.slice(this.#tokenAt);
      throw this.#error(
        'syntax error: operand expected',
        rest === '' ? this.#text.slice(this.#lastAt) : rest,
      );
    }
    return this.#assignment(this.#place());
  }

  #assignment(place: Place): bigint {
    const operator = this.#token;
    if (operator === '=') {
      this.#next();
      return this.#store(place, this.#ternary());
    }
    if (/^(?:[-+*/%&|^]|<<|>>)=$/.test(operator)) {
      this.#next();
      const at = this.#tokenAt;
      const right = this.#ternary();
      return this.#store(place, this.#apply(operator.slice(0, -1), this.#load(place), right, at));
    }
    const value = this.#load(place);
    if (this.#take('++')) this.#store(place, value + 1n);
    else if (this.#take('--')) this.#store(place, value - 1n);
    return value;
  }

  /** A name, and the index in its brackets. */
  #place(): Place {
    const name = this.#token;
    if (this.#text[this.#at] !== '[') {
      this.#next();
      return { name, index: undefined };
    }
    let depth = 0;
    let end = this.#at;
    for (; end < this.#text.length; end += 1) {
      if (this.#text[end] === '[') depth += 1;
      if (this.#text[end] === ']') depth -= 1;
      if (depth === 0) break;
    }
    const index = this.#text.slice(this.#at + 1, end);
    this.#at = end + 1;
    this.#next();
    return { name, index };
  }

  #load(place: Place): bigint {
    if (this.#skipping > 0) return 0n;
    const text = this.#variables.read(place.name, place.index) ?? '';
    if (/^-?(?:0|[1-9]\d*)$/.test(text)) return BigInt(text);
    return new Evaluator(text, this.#variables, this.#depth + 1).run();
  }

  #store(place: Place, value: bigint): bigint {
    const wrapped = wrap(value);
    if (this.#skipping === 0) this.#variables.write(place.name, place.index, String(wrapped));
    return wrapped;
  }
}

/** Evaluates an expression whose `$` expansions are already done: "2 + x * 3" ⇒ 8n */
export function evaluateArithmetic(text: string, variables: ArithmeticVariables): bigint {
  return new Evaluator(text, variables, 0).run();
}
