/** `@csv`, `@sh` and their like. Mirrors jq 1.6 src/builtin.c f_format. */
import { described, FilterError } from './errors.ts';
import { printNumber } from './number.ts';
import { print } from './print.ts';
import { isArray, isObject, type Value } from './value.ts';

const textOf = (value: Value): string => (typeof value === 'string' ? value : print(value));

/** A row of fields; `quoted` is how a text stands in it. */
function row(value: Value, what: string, glue: string, quoted: (text: string) => string): string {
  if (!isArray(value))
    throw new FilterError(`${described(value)} cannot be ${what}-formatted, only array`);
  return value
    .map((field) => {
      if (field === null) return '';
      if (typeof field === 'number') return Number.isNaN(field) ? '' : printNumber(field);
      if (typeof field === 'string') return quoted(field);
      if (isArray(field) || isObject(field)) {
        throw new FilterError(`${described(field)} is not valid in a csv row`);
      }
      return String(field);
    })
    .join(glue);
}

const TSV: Readonly<Record<string, string>> = {
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
  '\\': '\\\\',
};

const HTML: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  "'": '&apos;',
  '"': '&quot;',
};

function shell(value: Value): string {
  const words = isArray(value) ? value : [value];
  return words
    .map((word) => {
      if (isArray(word) || isObject(word)) {
        throw new FilterError(`${described(word)} can not be escaped for shell`);
      }
      return typeof word === 'string' ? `'${word.replaceAll("'", "'\\''")}'` : print(word);
    })
    .join(' ');
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** As in RFC 3986; an apostrophe and its like stay, as in 1.6. */
const uri = (text: string): string =>
  [...bytesOf(text)]
    .map((byte) => {
      const letter = String.fromCharCode(byte);
      return /[A-Za-z0-9\-_.!~*'()]/.test(letter)
        ? letter
        : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    })
    .join('');

const base64 = (text: string): string => btoa(String.fromCharCode(...bytesOf(text)));

function base64d(value: Value): string {
  const text = textOf(value);
  const digits = text.replace(/=+$/, '');
  const clean = digits.replace(/[^A-Za-z0-9+/]/g, '');
  if (digits !== '' && clean === '')
    throw new FilterError(`${described(text)} is not valid base64 data`);
  if (clean.length % 4 === 1)
    throw new FilterError(`${described(text)} trailing base64 byte found`);
  const decoded = atob(clean.padEnd(Math.ceil(clean.length / 4) * 4, '='));
  return new TextDecoder().decode(Uint8Array.from(decoded, (letter) => letter.charCodeAt(0)));
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function base32(text: string): string {
  const bits = [...bytesOf(text)].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const digits = (bits.match(/.{1,5}/g) ?? []).map(
    (five) => BASE32[Number.parseInt(five.padEnd(5, '0'), 2)],
  );
  return digits.join('').padEnd(Math.ceil(digits.length / 8) * 8, '=');
}

const FORMATS: Readonly<Record<string, (value: Value) => string>> = {
  text: textOf,
  json: (value) => print(value),
  csv: (value) => row(value, 'csv', ',', (text) => `"${text.replaceAll('"', '""')}"`),
  tsv: (value) =>
    row(value, 'tsv', '\t', (text) =>
      text.replace(/[\t\n\r\\]/g, (letter) => TSV[letter] ?? letter),
    ),
  html: (value) => textOf(value).replace(/[<>&'"]/g, (letter) => HTML[letter] ?? letter),
  uri: (value) => uri(textOf(value)),
  sh: shell,
  base64: (value) => base64(textOf(value)),
  base64d,
  base32: (value) => base32(textOf(value)),
};

/** A value as a format prints it. */
export function format(name: string, value: Value): string {
  const printed = FORMATS[name];
  if (!printed) throw new FilterError(`${name} is not a valid format`);
  return printed(value);
}
