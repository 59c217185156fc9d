/** Go's fmt.Sprintf and Sprint for the values templates meet. Mirrors Go's fmt/print.go. */
import { goSyntax } from '../go-quote.ts';
import { asInteger, goTypeOf, printValue, quoteValue } from './values.ts';

interface Verb {
  readonly flags: string;
  readonly width: number;
  readonly precision: number | undefined;
  readonly letter: string;
}

const bad = (letter: string, value: unknown): string =>
  value === null || value === undefined
    ? `%!${letter}(<nil>)`
    : `%!${letter}(${goTypeOf(value)}=${printValue(value)})`;

function integer({ letter, flags }: Verb, given: unknown): string {
  const value = asInteger(given);
  if (value === undefined) return bad(letter, given);
  const sign = flags.includes('+') && value >= 0n ? '+' : '';
  switch (letter) {
    case 'd':
      return sign + value.toString();
    case 'b':
      return value.toString(2);
    case 'o':
      return value.toString(8);
    case 'c':
      return String.fromCodePoint(Number(value));
    case 'U':
      return `U+${value.toString(16).toUpperCase().padStart(4, '0')}`;
    default:
      return value.toString(16);
  }
}

const hexOf = (text: string): string =>
  [...new TextEncoder().encode(text)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

function float({ letter, precision }: Verb, value: unknown): string {
  if (typeof value !== 'number' || Number.isInteger(value)) return bad(letter, value);
  if (letter === 'f' || letter === 'F') return value.toFixed(precision ?? 6);
  if (letter === 'g')
    return precision === undefined
      ? printValue(value)
      : String(Number(value.toPrecision(precision || 1)));
  return value.toExponential(precision ?? 6).replace(/e([+-])(\d)$/, 'e$10$2');
}

function formatted(verb: Verb, value: unknown): string {
  const { letter, precision, flags } = verb;
  switch (letter) {
    case 'v':
      return flags.includes('#') ? goSyntax(value) : printValue(value);
    case 's': {
      const text =
        typeof value === 'string' || typeof value === 'object'
          ? printValue(value)
          : bad('s', value);
      return precision === undefined ? text : [...text].slice(0, precision).join('');
    }
    case 'q':
      return quoteValue(value);
    case 't':
      return typeof value === 'boolean' ? String(value) : bad('t', value);
    case 'T':
      return goTypeOf(value);
    case 'x':
    case 'X': {
      const text = typeof value === 'string' ? hexOf(value) : integer(verb, value);
      return letter === 'X' && !text.startsWith('%!') ? text.toUpperCase() : text;
    }
    case 'd':
    case 'b':
    case 'o':
    case 'c':
    case 'U':
      return integer(verb, value);
    case 'f':
    case 'F':
    case 'g':
    case 'e':
      return float(verb, value);
    default:
      return bad(letter, value);
  }
}

function padded({ flags, width, letter }: Verb, text: string): string {
  if (flags.includes('-')) return text.padEnd(width);
  if (!flags.includes('0') || letter === 's' || letter === 'q') return text.padStart(width);
  return text.startsWith('-')
    ? `-${text.slice(1).padStart(width - 1, '0')}`
    : text.padStart(width, '0');
}

/** `%-10s|%5d` and its values ⇒ text; mistakes show as Go shows them: `%!d(string=x)`. */
export function sprintf(format: string, values: readonly unknown[]): string {
  let used = 0;
  const take = (): unknown => values[used++];
  const text = format.replace(
    /%([-+# 0]*)(\*|\d+)?(?:\.(\d*))?([a-zA-Z%])?/g,
    (
      _,
      flags: string,
      width: string | undefined,
      precision: string | undefined,
      letter: string,
    ) => {
      if (letter === undefined) return '%!(NOVERB)';
      if (letter === '%') return '%';
      const wide = width === '*' ? Number(take()) : Number(width ?? 0);
      if (used >= values.length) return `%!${letter}(MISSING)`;
      const verb: Verb = {
        flags,
        width: wide,
        precision: precision === undefined ? undefined : Number(precision || 0),
        letter,
      };
      return padded(verb, formatted(verb, take()));
    },
  );
  if (used >= values.length) return text;
  const extra = values
    .slice(used)
    .map((value) => (value == null ? '<nil>' : `${goTypeOf(value)}=${printValue(value)}`));
  return `${text}%!(EXTRA ${extra.join(', ')})`;
}

/** fmt.Sprint: a space between two values when neither is text. */
export function sprint(values: readonly unknown[]): string {
  return values
    .map((value, at) => {
      const before = values[at - 1];
      const apart = at > 0 && typeof value !== 'string' && typeof before !== 'string';
      return (apart ? ' ' : '') + printValue(value);
    })
    .join('');
}
