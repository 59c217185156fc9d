/** JSON as jq reads it: a value at a time, with jq's words and places for what is wrong. Mirrors jq 1.6 src/jv_parse.c. */
import type { Value } from './value.ts';

/** What is wrong with a text. */
export class JsonError extends Error {
  override name = 'JsonError';
}

/** On the stack of open things: an array, an object, or the key whose value comes. */
type Open = Value[] | Map<string, Value> | string;

const STRUCTURE = '[{:,]}';
const WHITE = ' \t\r\n';
const LITERALS: Readonly<Record<string, readonly [string, Value]>> = {
  t: ['true', true],
  f: ['false', false],
  n: ['null', null],
};
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const MAX_DEPTH = 256;

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  t: '\t',
  n: '\n',
  r: '\r',
};

/** One code unit or pair of a `\u`; what it is and how long. */
function unicodeEscape(text: string, at: number): readonly [letter: string, length: number] {
  const digits = /^[\da-fA-F]{4}/.exec(text.slice(at + 2))?.[0];
  if (digits === undefined) throw new JsonError('Invalid \\uXXXX escape');
  const code = Number.parseInt(digits, 16);
  if (code >= 0xdc00 && code <= 0xdfff) return ['\ufffd', 6];
  if (code < 0xd800 || code > 0xdbff) return [String.fromCharCode(code), 6];
  const low = /^\\u([dD][c-fC-F][\da-fA-F]{2})/.exec(text.slice(at + 6))?.[1];
  if (low === undefined) throw new JsonError('Invalid \\uXXXX\\uXXXX surrogate pair escape');
  return [String.fromCharCode(code, Number.parseInt(low, 16)), 12];
}

/** The inside of a string without its escapes. */
export function unescapeText(text: string): string {
  if (!text.includes('\\')) return text;
  let result = '';
  for (let at = 0; at < text.length; ) {
    const letter = text.charAt(at);
    if (letter !== '\\') {
      result += letter;
      at += 1;
      continue;
    }
    const next = text.charAt(at + 1);
    if (next === 'u') {
      const [unit, length] = unicodeEscape(text, at);
      result += unit;
      at += length;
      continue;
    }
    const escaped = ESCAPES[next];
    if (escaped === undefined) throw new JsonError('Invalid escape');
    result += escaped;
    at += 2;
  }
  return result;
}

const lineFeed = '\n';

/** Reads values from a text that is all there. */
export class JsonParser {
  #text: string;
  #at = 0;
  #isEnded: boolean;
  #line = 1;
  #column = 0;
  #token = '';
  #inString = false;
  #escaped = false;
  #next: Value | undefined;
  readonly #stack: Open[] = [];

  constructor(text = '', isEnded = true) {
    this.#text = text;
    this.#isEnded = isEnded;
  }

  /** More of the text. */
  feed(text: string): void {
    this.#text = this.#text.slice(this.#at) + text;
    this.#at = 0;
  }

  /** That was all of it. */
  end(): void {
    this.#isEnded = true;
  }

  /** Lines that jq has read by now: it reads a whole line at once. */
  get linesRead(): number {
    const isBetween = this.#column === 0 && this.#token === '' && !this.#inString;
    const rest = isBetween ? -1 : this.#text.indexOf(lineFeed, this.#at);
    return this.#line - 1 + (rest >= 0 ? 1 : 0);
  }

  /** The next value; undefined at the end, or when more must come first. Throws JsonError with the place in its words. */
  next(): Value | undefined {
    try {
      while (this.#at < this.#text.length) {
        const value = this.#scan(this.#text.charAt(this.#at));
        if (value !== undefined) return value;
      }
    } catch (error) {
      throw this.#placed(error, '');
    }
    return this.#isEnded ? this.#finish() : undefined;
  }

  #placed(error: unknown, where: string): unknown {
    if (!(error instanceof JsonError)) return error;
    return new JsonError(`${error.message}${where} at line ${this.#line}, column ${this.#column}`);
  }

  #finish(): Value | undefined {
    try {
      if (this.#inString) throw new JsonError('Unfinished string');
      this.#literal();
      if (this.#stack.length > 0) throw new JsonError('Unfinished JSON term');
    } catch (error) {
      throw this.#placed(error, ' at EOF');
    }
    return this.#done();
  }

  #done(): Value | undefined {
    if (this.#stack.length > 0) return undefined;
    const value = this.#next;
    this.#next = undefined;
    return value;
  }

  #scan(letter: string): Value | undefined {
    this.#at += 1;
    this.#column += 1;
    const code = letter.charCodeAt(0);
    if (code > 0x7f && (code & 0xfc00) !== 0xdc00)
      this.#column += code > 0x7ff ? ((code & 0xfc00) === 0xd800 ? 3 : 2) : 1;
    if (letter === lineFeed) {
      this.#line += 1;
      this.#column = 0;
    }
    if (this.#inString) return this.#inside(letter);
    if (letter === '"') {
      this.#literal();
      this.#inString = true;
      return this.#done();
    }
    const isStructure = STRUCTURE.includes(letter);
    if (!isStructure && !WHITE.includes(letter)) {
      this.#token += letter;
      return undefined;
    }
    this.#literal();
    if (isStructure) this.#structure(letter);
    return this.#done();
  }

  #inside(letter: string): Value | undefined {
    if (letter === '"' && !this.#escaped) {
      const text = unescapeText(this.#token);
      this.#token = '';
      this.#inString = false;
      this.#value(text);
      return this.#done();
    }
    this.#token += letter;
    this.#escaped = letter === '\\' && !this.#escaped;
    return undefined;
  }

  #literal(): void {
    const token = this.#token;
    if (token === '') return;
    this.#token = '';
    const literal = LITERALS[token.charAt(0)];
    if (literal) {
      if (literal[0] !== token) throw new JsonError('Invalid literal');
      this.#value(literal[1]);
    } else {
      const isNan = /^[+-]?nan$/i.test(token);
      if (!isNan && !NUMBER.test(token)) throw new JsonError('Invalid numeric literal');
      this.#value(isNan ? Number.NaN : Number(token));
    }
  }

  #value(value: Value): void {
    if (this.#next !== undefined) throw new JsonError('Expected separator between values');
    this.#next = value;
  }

  #structure(letter: string): void {
    const top = this.#stack.at(-1);
    switch (letter) {
      case '[':
      case '{':
        if (this.#stack.length >= MAX_DEPTH) throw new JsonError('Exceeds depth limit for parsing');
        if (this.#next !== undefined) throw new JsonError('Expected separator between values');
        this.#stack.push(letter === '[' ? [] : new Map());
        break;
      case ':':
        this.#colon(top);
        break;
      case ',':
        this.#comma(top);
        break;
      case ']':
        this.#closeArray(top);
        break;
      default:
        this.#closeObject(top);
    }
  }

  #colon(top: Open | undefined): void {
    if (!(top instanceof Map)) throw new JsonError("':' not as part of an object");
    if (this.#next === undefined) throw new JsonError("Expected string key before ':'");
    if (typeof this.#next !== 'string') throw new JsonError('Object keys must be strings');
    this.#stack.push(this.#next);
    this.#next = undefined;
  }

  #comma(top: Open | undefined): void {
    if (this.#next === undefined) throw new JsonError("Expected value before ','");
    if (top === undefined) throw new JsonError("',' not as part of an object");
    if (Array.isArray(top)) top.push(this.#next);
    else if (typeof top === 'string') this.#member(top, this.#next);
    else throw new JsonError('Objects must consist of key:value pairs');
    this.#next = undefined;
  }

  #member(key: string, value: Value): void {
    this.#stack.pop();
    const object = this.#stack.at(-1);
    if (object instanceof Map) object.set(key, value);
  }

  #closeArray(top: Open | undefined): void {
    if (!Array.isArray(top)) throw new JsonError("Unmatched ']'");
    if (this.#next !== undefined) top.push(this.#next);
    else if (top.length > 0) throw new JsonError('Expected another array element');
    this.#stack.pop();
    this.#next = top;
  }

  #closeObject(top: Open | undefined): void {
    if (top === undefined) throw new JsonError("Unmatched '}'");
    if (this.#next !== undefined) {
      if (typeof top !== 'string') throw new JsonError('Objects must consist of key:value pairs');
      this.#member(top, this.#next);
    } else if (!(top instanceof Map)) throw new JsonError("Unmatched '}'");
    else if (top.size > 0) throw new JsonError('Expected another key-value pair');
    const object = this.#stack.pop();
    this.#next = object instanceof Map ? object : undefined;
  }
}
