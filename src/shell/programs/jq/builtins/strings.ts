/** Texts. */
import { splitText } from '../arithmetic.ts';
import { described, FilterError } from '../errors.ts';
import { format } from '../formats.ts';
import { JsonError } from '../json-parser.ts';
import { parseText } from '../json-text.ts';
import { print } from '../print.ts';
import { regexMatches, regexTest } from '../regex.ts';
import { isArray, type Value } from '../value.ts';
import { type Natives, plain } from './native.ts';

const encoder = new TextEncoder();

const textOf = (value: Value): string => (typeof value === 'string' ? value : print(value));

function parsed(text: string): Value {
  try {
    return parseText(text);
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    throw new FilterError(error.message);
  }
}

function toNumber(value: Value): Value {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string')
    throw new FilterError(`${described(value)} cannot be parsed as a number`);
  const number = parsed(value);
  if (typeof number !== 'number')
    throw new FilterError(`${described(value)} cannot be parsed as a number`);
  return number;
}

function fromJson(value: Value): Value {
  if (typeof value !== 'string')
    throw new FilterError(`${described(value)} only strings can be parsed`);
  return parsed(value);
}

function implode(value: Value): Value {
  if (!isArray(value)) throw new FilterError('implode input must be an array');
  return value
    .map((code) => {
      if (typeof code !== 'number') throw new FilterError('Unicode codepoint must be numeric');
      return code > 0x10ffff || (code >= 0xd800 && code < 0xe000)
        ? '\ufffd'
        : String.fromCodePoint(code);
    })
    .join('');
}

function explode(value: Value): readonly number[] {
  if (typeof value !== 'string') throw new FilterError('explode input must be a string');
  return [...value].map((letter) => letter.codePointAt(0) ?? 0);
}

const shifted = (value: Value, isUp: boolean): Value => {
  explode(value);
  return isUp
    ? String(value).replace(/[a-z]+/g, (letters) => letters.toUpperCase())
    : String(value).replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
};

function compared(name: string, of: (text: string, part: string) => boolean): Natives[number] {
  return plain(`${name}/1`, (value, part = null) => {
    if (typeof value === 'string' && typeof part === 'string') return of(value, part);
    throw new FilterError(`${name}() requires string inputs`);
  });
}

function split(value: Value, separator: Value): Value {
  if (typeof value === 'string' && typeof separator === 'string')
    return splitText(value, separator);
  throw new FilterError('split input and separator must be strings');
}

export const strings: Natives = [
  plain('tostring/0', textOf),
  plain('tojson/0', (value) => print(value)),
  plain('tonumber/0', toNumber),
  plain('fromjson/0', fromJson),
  plain('explode/0', explode),
  plain('implode/0', implode),
  plain('_case/1', (value, way) => shifted(value, way === 'up')),
  plain('utf8bytelength/0', (value) => {
    if (typeof value === 'string') return encoder.encode(value).length;
    throw new FilterError(`${described(value)} only strings have UTF-8 byte length`);
  }),
  compared('startswith', (text, part) => text.startsWith(part)),
  compared('endswith', (text, part) => text.endsWith(part)),
  plain('ltrimstr/1', (value, part = null) =>
    typeof value === 'string' && typeof part === 'string' && value.startsWith(part)
      ? value.slice(part.length)
      : value,
  ),
  plain('rtrimstr/1', (value, part = null) =>
    typeof value === 'string' && typeof part === 'string' && value.endsWith(part)
      ? value.slice(0, value.length - part.length)
      : value,
  ),
  plain('split/1', (value, separator = null) => split(value, separator)),
  plain('_match/2', (value, re = null, flags = null) => regexMatches(value, re, flags)),
  plain('_test/2', (value, re = null, flags = null) => regexTest(value, re, flags)),
  plain('format/1', (value, name = null) => format(textOf(name), value)),
];
