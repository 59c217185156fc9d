/** Values as text: compact, indented, sorted, coloured. Mirrors jq 1.6 src/jv_print.c. */
import { printNumber } from './number.ts';
import { isArray, isObject, type JsonMap, sortedKeys, typeOf, type Value } from './value.ts';

export interface PrintOptions {
  /** What one level is indented by; undefined: all on one line. */
  readonly indent?: string | undefined;
  readonly sortKeys?: boolean;
  /** Everything beyond ASCII as `\uXXXX`. */
  readonly ascii?: boolean;
  readonly color?: boolean;
}

const SHORT: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\t': '\\t',
  '\r': '\\r',
  '\n': '\\n',
  '\f': '\\f',
};

const escapeUnit = (code: number): string => `\\u${code.toString(16).padStart(4, '0')}`;

/** A string with its quotes. */
export function quote(text: string, ascii = false): string {
  let quoted = '';
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0;
    const short = SHORT[letter];
    if (short !== undefined) quoted += short;
    else if (code < 32 || code === 127) quoted += escapeUnit(code);
    else if (ascii && code > 126) {
      for (let at = 0; at < letter.length; at += 1) quoted += escapeUnit(letter.charCodeAt(at));
    } else quoted += letter;
  }
  return `"${quoted}"`;
}

const RESET = '\x1b[0m';
const KEY = '\x1b[34;1m';
const COLORS = {
  null: '\x1b[1;30m',
  boolean: '\x1b[0;39m',
  number: '\x1b[0;39m',
  string: '\x1b[0;32m',
  array: '\x1b[1;39m',
  object: '\x1b[1;39m',
} as const;

class Printer {
  readonly #options: PrintOptions;
  text = '';

  constructor(options: PrintOptions) {
    this.#options = options;
  }

  print(value: Value, depth: number): void {
    const color = this.#options.color ? COLORS[typeOf(value)] : '';
    this.text += color;
    if (isArray(value)) this.#array(value, depth, color);
    else if (isObject(value)) this.#object(value, depth, color);
    else {
      this.text += this.#scalar(value);
      if (color) this.text += RESET;
    }
  }

  #scalar(value: Value): string {
    if (typeof value === 'number') return printNumber(value);
    return typeof value === 'string' ? quote(value, this.#options.ascii) : String(value);
  }

  #newline(depth: number): void {
    const { indent } = this.#options;
    if (indent !== undefined) this.text += `\n${indent.repeat(depth)}`;
  }

  #array(items: readonly Value[], depth: number, color: string): void {
    if (items.length === 0) {
      this.text += color ? `[]${RESET}` : '[]';
      return;
    }
    this.text += '[';
    items.forEach((item, at) => {
      if (at > 0) this.text += color ? `${color},` : ',';
      this.#newline(depth + 1);
      this.print(item, depth + 1);
    });
    if (color) this.text += color;
    this.#newline(depth);
    this.text += color ? `${color}]${RESET}` : ']';
  }

  #object(object: JsonMap, depth: number, color: string): void {
    if (object.size === 0) {
      this.text += color ? `{}${RESET}` : '{}';
      return;
    }
    this.text += '{';
    const keys = this.#options.sortKeys ? sortedKeys(object) : [...object.keys()];
    const gap = this.#options.indent === undefined ? '' : ' ';
    keys.forEach((key, at) => {
      if (at > 0) this.text += color ? `${color},` : ',';
      this.#newline(depth + 1);
      const name = quote(key, this.#options.ascii);
      this.text += color
        ? `${RESET}${KEY}${name}${RESET}${color}:${gap}${RESET}`
        : `${name}:${gap}`;
      this.print(object.get(key) ?? null, depth + 1);
    });
    if (color) this.text += color;
    this.#newline(depth);
    this.text += color ? `${color}}${RESET}` : '}';
  }
}

/** A value as JSON. */
export function print(value: Value, options: PrintOptions = {}): string {
  const printer = new Printer(options);
  printer.print(value, 0);
  return printer.text;
}

/** A value's beginning, for messages: at most `size` - 1 bytes, "..." at its end when cut. */
export function printShort(value: Value, size: number): string {
  const text = print(value);
  const bytes = new TextEncoder().encode(text);
  if (bytes.length < size) return text;
  return `${new TextDecoder().decode(bytes.subarray(0, size - 4))}...`;
}
