/** awk's own functions on texts and numbers. */

import { formatDate } from '../../calendar.ts';
import {
  type Conversion,
  formatFloating,
  formatInteger,
  formatText,
  parseFormat,
} from '../../format.ts';
import { posixRegex } from '../../posix-regex.ts';
import { bytesOf, textOfBytes } from '../bytes.ts';
import { toNumber, toText, type Value } from './values.ts';

/** mawk keeps `%d` within 32 bits. */
function integer(value: number): bigint {
  if (Number.isNaN(value)) return 0n;
  return BigInt(Math.trunc(Math.max(-(2 ** 31), Math.min(2 ** 31 - 1, value))));
}

/** A conversion without a value: what was made so far is still printed. */
export class NotEnoughArguments extends Error {
  override name = 'NotEnoughArguments';
  readonly made: string;

  constructor(made: string) {
    super('not enough arguments');
    this.made = made;
  }
}

/** `sprintf`. */
export function awkFormat(format: string, args: readonly Value[], convert: string): string {
  let at = 0;
  let text = '';
  const next = (): Value => {
    if (at >= args.length) throw new NotEnoughArguments(text);
    const value = args[at] ?? '';
    at += 1;
    return value;
  };
  for (const part of parseFormat(format)) {
    if ('literal' in part) {
      text += part.literal;
      continue;
    }
    const width =
      part.width === '*'
        ? toNumber(next())
        : part.width === undefined
          ? undefined
          : Number(part.width);
    const precision =
      part.precision === '*'
        ? toNumber(next())
        : part.precision === undefined
          ? undefined
          : Number(part.precision);
    const conversion: Conversion = {
      flags: width !== undefined && width < 0 ? `${part.flags}-` : part.flags,
      width: width === undefined ? undefined : Math.abs(width),
      precision,
      letter: part.letter,
    };
    text += convertOne(conversion, next(), convert);
  }
  return text;
}

function convertOne(conversion: Conversion, value: Value, convert: string): string {
  const { letter } = conversion;
  if (letter === 'c') {
    const isNumber =
      typeof value === 'number' ||
      (typeof value === 'object' && value.number !== undefined && value.text !== '');
    const character = isNumber
      ? String.fromCodePoint(Math.max(0, Math.trunc(toNumber(value))))
      : toText(value).slice(0, 1);
    return formatText(character, { ...conversion, precision: undefined });
  }
  if (letter === 's') return formatText(toText(value, convert), conversion);
  const number = toNumber(value);
  if ('diuoxX'.includes(letter)) {
    if (!Number.isFinite(number)) return formatFloating(number, { ...conversion, letter: 'f' });
    return formatInteger(integer(number), conversion);
  }
  return formatFloating(number, conversion);
}

/** `substr(text, from, length)` over bytes. mawk adds what lies before the text to the length. */
export function substr(text: string, from: number, length: number | undefined): string {
  const start = Math.trunc(from);
  const wanted = length === undefined ? Number.POSITIVE_INFINITY : Math.trunc(length);
  const count = start < 0 ? wanted - start : wanted;
  if (!(count > 0)) return '';
  const first = Math.max(0, start - 1);
  if (isAscii(text)) return text.slice(first, first + count);
  return textOfBytes(bytesOf(text).slice(first, first + Math.min(count, 2 ** 31)));
}

/** Whether characters are bytes. */
export function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 127) return false;
  return true;
}

/** "hé" ⇒ "HÉ" everywhere but here: mawk knows only a to z. */
export function turnCase(text: string, to: 'upper' | 'lower'): string {
  return to === 'upper'
    ? text.replace(/[a-z]+/g, (part) => part.toUpperCase())
    : text.replace(/[A-Z]+/g, (part) => part.toLowerCase());
}

/** The replacement of sub and gsub: `&` is the match, `\\&` an ampersand. */
function insert(replacement: string, match: string): string {
  return replacement.replace(/\\\\|\\&|&/g, (mark) => {
    if (mark === '&') return match;
    return mark === '\\&' ? '&' : '\\';
  });
}

/** `sub` and `gsub`: the new text, and how many were replaced. */
export function substitute(
  text: string,
  source: string,
  replacement: string,
  all: boolean,
): { text: string; count: number } {
  const regex = posixRegex(source, { extended: true, global: true });
  let count = 0;
  let lastEnd = -1;
  const result = text.replace(regex, (...parts: unknown[]) => {
    const match = String(parts[0]);
    const offset = parts.find((part) => typeof part === 'number') as number;
    if ((!all && count > 0) || (match === '' && offset === lastEnd)) return match;
    count += 1;
    lastEnd = offset + match.length;
    return insert(replacement, match);
  });
  return { text: result, count };
}

/** gawk's `gensub`: groups in the replacement, a number or "g" for which. */
export function gensub(source: string, replacement: string, how: string, text: string): string {
  const regex = posixRegex(source, { extended: true, global: true });
  const which = /^[gG]/.test(how) ? 0 : Math.max(1, Number(how) || 1);
  let count = 0;
  return text.replace(regex, (...parts: unknown[]) => {
    count += 1;
    if (which !== 0 && count !== which) return String(parts[0]);
    return replacement.replace(/\\(\d)|\\&|&|\\\\/g, (mark, digit: string | undefined) => {
      if (mark === '&') return String(parts[0]);
      if (digit !== undefined) return String(parts[Number(digit)] ?? '');
      return mark === '\\&' ? '&' : '\\';
    });
  });
}

/** `strftime(format, seconds)`. */
export function strftime(format: string | undefined, seconds: number): string {
  return formatDate(format ?? '%a %b %e %H:%M:%S %Z %Y', seconds * 1000);
}
