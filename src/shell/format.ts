/** printf's formats: shared by the builtin, awk, seq and date. */

import { formatDate } from './calendar.ts';
import { roundDecimal, toFixedEven } from './decimal.ts';
import { quoteWithBackslashes } from './expand/quote.ts';
import { decodeEscapes } from './expand/transform.ts';
import { byteLength } from './memory-files.ts';

/** `%-8.3f` taken apart. */
export interface Conversion {
  readonly flags: string;
  readonly width: number | undefined;
  readonly precision: number | undefined;
  readonly letter: string;
}

/** C counts bytes. */
function pad(text: string, { flags, width }: Conversion): string {
  const missing = (width ?? 0) - byteLength(text);
  if (missing <= 0) return text;
  return flags.includes('-') ? text + ' '.repeat(missing) : ' '.repeat(missing) + text;
}

/** Zeros go between the sign and the digits. */
function padNumber(text: string, conversion: Conversion): string {
  const { flags, width } = conversion;
  if (!flags.includes('0') || flags.includes('-') || width === undefined)
    return pad(text, conversion);
  const sign = /^[-+ ]?(?:0[xX])?/.exec(text)?.[0] ?? '';
  return sign + text.slice(sign.length).padStart(width - sign.length, '0');
}

function signed(text: string, flags: string): string {
  if (text.startsWith('-')) return text;
  if (flags.includes('+')) return `+${text}`;
  return flags.includes(' ') ? ` ${text}` : text;
}

/** (3.14159, "f", 2) ⇒ "3.14": C's e, f, g. */
export function formatFloat(value: number, letter: string, precision = 6, flags = ''): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? '-nan' : value > 0 ? 'inf' : '-inf';
  const lower = letter.toLowerCase();
  let text: string;
  if (lower === 'f') text = fixed(value, precision);
  else if (lower === 'e') text = exponential(value, precision);
  else {
    const digits = precision === 0 ? 1 : precision;
    const exponent = value === 0 ? 0 : Number(value.toExponential(digits - 1).split('e')[1]);
    text =
      exponent < -4 || exponent >= digits
        ? exponential(value, digits - 1)
        : fixed(value, Math.max(0, digits - 1 - exponent));
    if (!flags.includes('#') && text.includes('.')) text = text.replace(/\.?0+(?=e|$)/, '');
  }
  return letter === lower ? text : text.toUpperCase();
}

/** toFixed gives up at 1e21; whole numbers that big are exact as they are. */
function fixed(value: number, precision: number): string {
  if (Math.abs(value) < 1e21) {
    const text = toFixedEven(value, Math.min(100, precision));
    return Object.is(value, -0) ? `-${text}` : text;
  }
  return BigInt(value).toString() + (precision > 0 ? `.${'0'.repeat(precision)}` : '');
}

function exponential(value: number, precision: number): string {
  return value.toExponential(Math.min(100, precision)).replace(/e([+-])(\d)$/, 'e$10$2');
}

function integerText(value: bigint, { flags, precision, letter }: Conversion): string {
  let digits: string;
  if (letter === 'd' || letter === 'i') digits = (value < 0n ? -value : value).toString();
  else {
    const bits = BigInt.asUintN(64, value);
    const base = letter === 'o' ? 8 : letter === 'u' ? 10 : 16;
    digits = bits.toString(base);
    if (flags.includes('#') && value !== 0n) digits = (letter === 'o' ? '0' : '0x') + digits;
    if (letter === 'X') digits = digits.toUpperCase();
  }
  if (precision !== undefined) digits = digits.padStart(precision, '0');
  const sign = value < 0n && (letter === 'd' || letter === 'i') ? '-' : '';
  return letter === 'd' || letter === 'i' ? signed(sign + digits, flags) : digits;
}

/** One number by one conversion: (7n, "%03d") ⇒ "007". */
export function formatInteger(value: bigint, conversion: Conversion): string {
  const flags =
    conversion.precision === undefined ? conversion.flags : conversion.flags.replace('0', '');
  return padNumber(integerText(value, conversion), { ...conversion, flags });
}

/** One text by `%s`. */
export function formatText(text: string, conversion: Conversion): string {
  const { precision } = conversion;
  return pad(precision === undefined ? text : [...text].slice(0, precision).join(''), conversion);
}

/** One float by `%f`, `%e`, `%g`. */
export function formatFloating(value: number, conversion: Conversion): string {
  const { letter, precision, flags } = conversion;
  return padNumber(signed(formatFloat(value, letter, precision, flags), flags), conversion);
}

const conversionPattern =
  /%([-+ 0#']*)(\*|\d+)?(?:\.(\*|-?\d*))?(?:hh|h|ll|l|L|j|z|t)?(\([^)]*\)T|[a-zA-Z%\\])/y;

/** A literal run, or a conversion with its stars still to fill. */
export type FormatPart =
  | { readonly literal: string }
  | {
      readonly flags: string;
      readonly width: string | undefined;
      readonly precision: string | undefined;
      readonly letter: string;
    };

/** "%-5s|%d" ⇒ conversions and the text between; a `%` that is none stays text. */
export function parseFormat(format: string): FormatPart[] {
  const parts: FormatPart[] = [];
  let literal = '';
  for (let at = 0; at < format.length; ) {
    conversionPattern.lastIndex = at;
    const match = format[at] === '%' ? conversionPattern.exec(format) : null;
    if (match === null || match[4] === '%') {
      literal += format[at] ?? '';
      at += match === null ? 1 : match[0].length;
      continue;
    }
    if (literal !== '') parts.push({ literal });
    literal = '';
    parts.push({
      flags: match[1] ?? '',
      width: match[2],
      precision: match[3],
      letter: match[4] ?? '',
    });
    at = conversionPattern.lastIndex;
  }
  if (literal !== '') parts.push({ literal });
  return parts;
}

/** The largest of 64 bits. */
const largest = 9_223_372_036_854_775_807n;

class Formatter {
  readonly errors: string[] = [];
  readonly #values: readonly string[];
  readonly #nowMs: number;
  #at = 0;
  stopped = false;

  constructor(values: readonly string[], nowMs: number) {
    this.#values = values;
    this.#nowMs = nowMs;
  }

  get used(): number {
    return this.#at;
  }

  #next(): string | undefined {
    const value = this.#values[this.#at];
    this.#at += 1;
    return value;
  }

  run(parts: readonly FormatPart[]): string {
    let text = '';
    for (const part of parts) {
      if (this.stopped) break;
      text += 'literal' in part ? part.literal : this.#convert(part);
    }
    return text;
  }

  #convert(part: Exclude<FormatPart, { literal: string }>): string {
    const width = part.width === '*' ? Number(this.#next() ?? 0) : part.width;
    const precision = part.precision === '*' ? Number(this.#next() ?? 0) : part.precision;
    const wide = width === undefined ? undefined : Number(width);
    const conversion: Conversion = {
      flags: wide !== undefined && wide < 0 ? `${part.flags}-` : part.flags,
      width: wide === undefined ? undefined : Math.abs(wide),
      precision: precision === undefined || Number(precision) < 0 ? undefined : Number(precision),
      letter: part.letter,
    };
    const value = this.#next();
    if (part.letter.endsWith('T')) return this.#date(part.letter, value, conversion);
    switch (part.letter) {
      case 's':
        return formatText(value ?? '', conversion);
      case 'q':
        return formatText(quoteWithBackslashes(value ?? ''), conversion);
      case 'c':
        return formatText((value ?? '').slice(0, 1) || '\0', conversion);
      case 'b':
        return formatText(this.#escaped(value ?? ''), conversion);
      case 'd':
      case 'i':
      case 'u':
      case 'x':
      case 'X':
      case 'o':
        return formatInteger(this.#integer(value ?? '0'), conversion);
      case 'e':
      case 'E':
      case 'f':
      case 'F':
      case 'g':
      case 'G':
        return this.#floating(value ?? '0', conversion);
      default:
        this.errors.push(`\`${part.letter}': invalid format character`);
        this.stopped = true;
        return '';
    }
  }

  /** bash reads a `long double`: "2.675" by %.2f is 2.68. */
  #floating(value: string, conversion: Conversion): string {
    const number = this.#float(value);
    const exact =
      conversion.letter === 'f' || conversion.letter === 'F'
        ? roundDecimal(value.trim(), conversion.precision ?? 6)
        : undefined;
    if (exact === undefined) return formatFloating(number, conversion);
    return padNumber(signed(exact, conversion.flags), conversion);
  }

  #date(letter: string, value: string | undefined, conversion: Conversion): string {
    const seconds = value === undefined || value === '-1' ? this.#nowMs / 1000 : Number(value);
    const format = letter.slice(1, -2);
    return formatText(formatDate(format === '' ? '%H:%M:%S' : format, seconds * 1000), conversion);
  }

  #escaped(value: string): string {
    const stop = /(?:^|[^\\])(?:\\\\)*\\c/.exec(value);
    if (stop === null) return decodeEscapes(value, /^0?[0-7]{1,3}/);
    this.stopped = true;
    return decodeEscapes(value.slice(0, stop.index + stop[0].length - 2), /^0?[0-7]{1,3}/);
  }

  #integer(value: string): bigint {
    const text = value.trimStart();
    if (/^['"]/.test(text)) return BigInt(text.codePointAt(1) ?? 0);
    const match = /^([-+]?)(0[xX][\da-fA-F]+|0[0-7]*|[1-9]\d*)/.exec(text);
    if (match === null || match[0] !== text) {
      if (value !== '') this.errors.push(`${value}: invalid number`);
      if (match === null) return 0n;
    }
    const digits = match?.[2] ?? '0';
    const octal = /^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits;
    const number = match?.[1] === '-' ? -BigInt(octal) : BigInt(octal);
    if (number <= largest && number >= -largest - 1n) return number;
    this.errors.push(`warning: ${value}: Numerical result out of range`);
    return number > 0n ? largest : -largest - 1n;
  }

  #float(value: string): number {
    if (/^['"]/.test(value)) return value.codePointAt(1) ?? 0;
    const match = /^\s*[-+]?(?:\d+\.?\d*(?:[eE][-+]?\d+)?|\.\d+(?:[eE][-+]?\d+)?|inf|nan)/i.exec(
      value,
    );
    if (match === null || match[0] !== value) {
      if (value !== '') this.errors.push(`${value}: invalid number`);
    }
    return match === null ? 0 : Number(match[0].replace(/inf/i, 'Infinity'));
  }
}

/** A format used again and again until its values are gone, as printf does. */
export function formatAll(
  format: string,
  values: readonly string[],
  nowMs: number,
): { text: string; errors: readonly string[] } {
  const parts = parseFormat(format).map((part) =>
    'literal' in part ? { literal: decodeEscapes(part.literal, /^[0-7]{1,3}/) } : part,
  );
  const formatter = new Formatter(values, nowMs);
  let text = formatter.run(parts);
  let before = 0;
  while (formatter.used < values.length && formatter.used > before && !formatter.stopped) {
    before = formatter.used;
    text += formatter.run(parts);
  }
  return { text, errors: formatter.errors };
}
