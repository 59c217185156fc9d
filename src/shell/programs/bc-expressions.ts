/** bc's expressions: assignments, comparisons, sums, powers, functions. */
import {
  add,
  type BcNumber,
  compare,
  divide,
  fromDouble,
  multiply,
  negate,
  parseDecimal,
  raise,
  remainder,
  rescale,
  squareRoot,
  toDouble,
} from './bc-number.ts';
import { BcError, type Token } from './bc-tokens.ts';

const zero: BcNumber = { digits: 0n, scale: 0 };
const truth = (value: boolean): BcNumber => ({ digits: value ? 1n : 0n, scale: 0 });

/** Runs bc's expressions over its variables. */
export class BcExpressions {
  readonly #variables = new Map<string, BcNumber>();
  readonly #library: boolean;
  #scale: number;
  #inputBase = 10;
  protected outputBase = 10;
  protected last: BcNumber = zero;
  protected tokens: readonly Token[] = [];
  protected at = 0;

  constructor(library: boolean) {
    this.#library = library;
    this.#scale = library ? 20 : 0;
  }

  protected peek(ahead = 0): Token {
    return this.tokens[this.at + ahead] ?? { kind: 'end', text: '' };
  }

  protected is(text: string): boolean {
    const token = this.peek();
    return token.text === text && token.kind !== 'text';
  }

  protected take(text: string): boolean {
    if (!this.is(text)) return false;
    this.at += 1;
    return true;
  }

  protected need(text: string): void {
    if (!this.take(text)) throw new BcError('(standard_in) 1: syntax error');
  }

  protected expression(runs: boolean): BcNumber {
    let value = this.#and(runs);
    while (this.take('||')) {
      const right = this.#and(runs);
      value = truth(value.digits !== 0n || right.digits !== 0n);
    }
    return value;
  }

  #and(runs: boolean): BcNumber {
    let value = this.#not(runs);
    while (this.take('&&')) {
      const right = this.#not(runs);
      value = truth(value.digits !== 0n && right.digits !== 0n);
    }
    return value;
  }

  #not(runs: boolean): BcNumber {
    if (this.take('!')) return truth(this.#not(runs).digits === 0n);
    return this.#relation(runs);
  }

  #relation(runs: boolean): BcNumber {
    const left = this.#assignment(runs);
    const { text, kind } = this.peek();
    if (kind !== 'sign' || !/^(?:[<>]=?|[!=]=)$/.test(text)) return left;
    this.at += 1;
    const order = compare(left, this.#assignment(runs));
    if (text === '==') return truth(order === 0);
    if (text === '!=') return truth(order !== 0);
    if (text.startsWith('<')) return truth(order < 0 || (text === '<=' && order === 0));
    return truth(order > 0 || (text === '>=' && order === 0));
  }

  #assignment(runs: boolean): BcNumber {
    const name = this.peek();
    const sign = this.peek(1).text;
    if (name.kind !== 'name' || !/^[-+*/%^]?=$/.test(sign)) return this.#sum(runs);
    this.at += 2;
    const right = this.#assignment(runs);
    const value =
      sign === '=' ? right : this.#operate(sign.slice(0, 1), this.#load(name.text), right, runs);
    if (runs) this.#store(name.text, value);
    return value;
  }

  #sum(runs: boolean): BcNumber {
    let value = this.#product(runs);
    for (;;) {
      if (this.take('+')) value = add(value, this.#product(runs));
      else if (this.take('-')) value = add(value, negate(this.#product(runs)));
      else return value;
    }
  }

  #product(runs: boolean): BcNumber {
    let value = this.#unary(runs);
    for (;;) {
      const { text, kind } = this.peek();
      if (kind !== 'sign' || !/^[*/%]$/.test(text)) return value;
      this.at += 1;
      value = this.#operate(text, value, this.#unary(runs), runs);
    }
  }

  #unary(runs: boolean): BcNumber {
    if (this.take('-')) return negate(this.#unary(runs));
    const base = this.#primary(runs);
    if (!this.take('^')) return base;
    return this.#operate('^', base, this.#unary(runs), runs);
  }

  #operate(sign: string, a: BcNumber, b: BcNumber, runs: boolean): BcNumber {
    if (!runs) return zero;
    if (sign === '+') return add(a, b);
    if (sign === '-') return add(a, negate(b));
    if (sign === '*') return multiply(a, b, this.#scale);
    const value =
      sign === '/'
        ? divide(a, b, this.#scale)
        : sign === '%'
          ? remainder(a, b, this.#scale)
          : raise(a, rescale(b, 0).digits, this.#scale);
    if (value === undefined)
      throw new BcError('Runtime error (func=(main), adr=3): Divide by zero');
    return value;
  }

  #primary(runs: boolean): BcNumber {
    const { kind, text } = this.peek();
    this.at += 1;
    if (kind === 'number') return parseDecimal(text, this.#inputBase);
    if (kind === 'sign' && text === '(') {
      const value = this.expression(runs);
      this.need(')');
      return value;
    }
    if (kind === 'sign' && (text === '++' || text === '--')) {
      const name = this.peek().text;
      this.at += 1;
      return this.#step(name, text, runs);
    }
    if (kind !== 'name') throw new BcError('(standard_in) 1: syntax error');
    if (this.take('(')) {
      const value = this.expression(runs);
      this.need(')');
      return runs ? this.#call(text, value) : zero;
    }
    const old = this.#load(text);
    const sign = this.peek().text;
    if (sign !== '++' && sign !== '--') return old;
    this.at += 1;
    this.#step(text, sign, runs);
    return old;
  }

  #step(name: string, sign: string, runs: boolean): BcNumber {
    const value = add(this.#load(name), { digits: sign === '++' ? 1n : -1n, scale: 0 });
    if (runs) this.#store(name, value);
    return value;
  }

  #call(name: string, value: BcNumber): BcNumber {
    const whole = (number: number): BcNumber => ({ digits: BigInt(number), scale: 0 });
    if (name === 'sqrt') {
      const root = squareRoot(value, this.#scale);
      if (root === undefined)
        throw new BcError('Runtime error (func=(main), adr=4): Square root of a negative number');
      return root;
    }
    if (name === 'length') return whole(value.digits.toString().replace('-', '').length);
    if (name === 'scale') return whole(value.scale);
    const functions: Readonly<Record<string, (value: number) => number>> = {
      s: Math.sin,
      c: Math.cos,
      a: Math.atan,
      l: Math.log,
      e: Math.exp,
    };
    const own = this.#library ? functions[name] : undefined;
    if (own === undefined)
      throw new BcError(`Runtime error (func=(main), adr=3): Function ${name} not defined.`);
    if (name === 's' && value.digits === 0n) return zero;
    return fromDouble(own(toDouble(value)), this.#scale);
  }

  #load(name: string): BcNumber {
    const whole = (number: number): BcNumber => ({ digits: BigInt(number), scale: 0 });
    if (name === 'scale') return whole(this.#scale);
    if (name === 'ibase') return whole(this.#inputBase);
    if (name === 'obase') return whole(this.outputBase);
    if (name === 'last') return this.last;
    return this.#variables.get(name) ?? zero;
  }

  #store(name: string, value: BcNumber): void {
    const whole = Number(rescale(value, 0).digits);
    if (name === 'scale') this.#scale = Math.max(0, whole);
    else if (name === 'ibase') this.#inputBase = Math.min(36, Math.max(2, whole));
    else if (name === 'obase') this.outputBase = Math.max(2, whole);
    else this.#variables.set(name, value);
  }
}
