/** Words of a filter. Mirrors jq 1.6 src/lexer.l. */
import { JsonError, unescapeText } from './json-parser.ts';
import { parseText } from './json-text.ts';
import type { Problem } from './syntax.ts';
import type { Value } from './value.ts';

/** One word. `kind` is the name jq's messages give it: `IDENT`, `'|'`, `and`, `$end`. */
export interface Token {
  readonly kind: string;
  readonly text: string;
  readonly at: number;
  readonly value?: Value;
  /** The pieces of a string: texts, and the words of what stands in `\( )`. */
  readonly parts?: readonly (string | readonly Token[])[];
}

const KEYWORDS: ReadonlySet<string> = new Set(
  'as import include module def if then else elif end and or not reduce foreach try catch label __loc__'
    .split(' ')
    .filter((word) => word !== 'not'),
);

const OPERATORS = [
  '?//=',
  '?//',
  '//=',
  '!=',
  '==',
  '//',
  '|=',
  '+=',
  '-=',
  '*=',
  '/=',
  '%=',
  '<=',
  '>=',
  '..',
];
const SINGLE = '.?=;,:|+-*/%$<>()[]{}';

const SPACE = /[ \n\t\r]+|#[^\n]*/y;
const FORMAT = /@[a-zA-Z0-9_]+/y;
const NUMBER = /[0-9.]+(?:[eE][+-]?[0-9]+)?/y;
const FIELD = /\.[a-zA-Z_][a-zA-Z_0-9]*/y;
const IDENT = /(?:[a-zA-Z_][a-zA-Z_0-9]*::)*[a-zA-Z_][a-zA-Z_0-9]*/y;

const CLOSERS: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

export const isKeyword = (text: string): boolean => KEYWORDS.has(text);

export class Lexer {
  readonly #text: string;
  #at = 0;
  readonly problems: Problem[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  /** All words; the last is `$end`, which stands where the word before it does. */
  tokens(): readonly Token[] {
    const tokens = this.#until('');
    return tokens;
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    return pattern.exec(this.#text)?.[0];
  }

  /** Words up to `closer` (a parenthesis of an interpolation), or the end. */
  #until(closer: string): readonly Token[] {
    const tokens: Token[] = [];
    const open: string[] = [];
    let last = this.#at;
    while (this.#at < this.#text.length) {
      const from = this.#at;
      const space = this.#match(SPACE);
      last = from;
      if (space !== undefined) {
        this.#at += space.length;
        continue;
      }
      const token = this.#next(from);
      if (closer !== '' && open.length === 0 && token.text === closer) {
        tokens.push({ kind: closer, text: closer, at: from });
        return tokens;
      }
      const expected = CLOSERS[token.text];
      if (expected !== undefined && token.kind.startsWith("'")) open.push(expected);
      else if (/^'[)\]}]'$/.test(token.kind)) {
        if (open.at(-1) === token.text) open.pop();
        else {
          tokens.push({ ...token, kind: 'INVALID_CHARACTER' });
          continue;
        }
      }
      tokens.push(token);
      if (token.kind === '$end') return tokens;
    }
    tokens.push({ kind: '$end', text: '', at: last });
    return tokens;
  }

  #next(at: number): Token {
    const take = (kind: string, text: string, more: Partial<Token> = {}): Token => {
      this.#at = at + text.length;
      return { kind, text, at, ...more };
    };
    if (this.#text.charAt(at) === '"') return this.#string(at);
    const field = this.#match(FIELD);
    const number = this.#match(NUMBER);
    const isDots = number === '.' || number === '..';
    if (number !== undefined && !isDots && number.length >= (field?.length ?? 0)) {
      return take('LITERAL', number, { value: this.#number(number, at) });
    }
    if (field !== undefined) return take('FIELD', field);
    const format = this.#match(FORMAT);
    if (format !== undefined) return take('FORMAT', format);
    const operator = OPERATORS.find((each) => this.#text.startsWith(each, at));
    if (operator !== undefined && operator !== '?//=') return take(operator, operator);
    const letter = this.#text.charAt(at);
    if (SINGLE.includes(letter)) return take(`'${letter}'`, letter);
    const ident = this.#match(IDENT);
    if (ident !== undefined) return take(KEYWORDS.has(ident) ? ident : 'IDENT', ident);
    return take('INVALID_CHARACTER', letter);
  }

  #number(text: string, at: number): Value {
    try {
      return parseText(text);
    } catch (error) {
      if (!(error instanceof JsonError)) throw error;
      this.problems.push({ message: error.message, at });
      return null;
    }
  }

  /** A string with its interpolations. */
  #string(at: number): Token {
    const parts: (string | readonly Token[])[] = [];
    let piece = '';
    let pieceAt = at + 1;
    let last = at;
    this.#at = at + 1;
    const close = (): void => {
      if (piece === '') return;
      parts.push(this.#unescaped(piece, pieceAt));
      last = pieceAt;
      piece = '';
    };
    while (this.#at < this.#text.length) {
      const letter = this.#text.charAt(this.#at);
      if (letter === '"') {
        close();
        this.#at += 1;
        return { kind: 'QQSTRING_START', text: this.#text.slice(at, this.#at), at, parts };
      }
      if (letter === '\\' && this.#text.charAt(this.#at + 1) === '(') {
        close();
        last = this.#at;
        this.#at += 2;
        const inner = this.#until(')');
        parts.push(inner);
        if (inner.at(-1)?.kind === '$end') {
          const end = inner.length > 1 ? (inner.at(-1)?.at ?? last) : last;
          return {
            kind: 'QQSTRING_START',
            text: '',
            at,
            parts: [
              ...parts.slice(0, -1),
              [...inner.slice(0, -1), { kind: '$end', text: '', at: end }],
            ],
          };
        }
        pieceAt = this.#at;
        continue;
      }
      if (piece === '') pieceAt = this.#at;
      const length = letter === '\\' ? 2 : 1;
      piece += this.#text.slice(this.#at, this.#at + length);
      this.#at += length;
    }
    close();
    return { kind: '$unfinished', text: '', at: last };
  }

  /** A piece of a string without its escapes; those that are none are kept as problems. */
  #unescaped(text: string, at: number): string {
    for (const { 0: run, index } of text.matchAll(/(?:\\[^u]|\\u[a-zA-Z0-9]{0,4})+/g)) {
      try {
        unescapeText(run);
      } catch (error) {
        if (!(error instanceof JsonError)) throw error;
        const place = `at line 1, column ${run.length + 2} (while parsing '"${run}"')`;
        this.problems.push({ message: `${error.message} ${place}`, at: at + index });
        return '';
      }
    }
    return unescapeText(text);
  }
}
