/** What `${x#…}`, `${x/…}`, `${x:…}`, `${x^^}`, `${x@Q}` do to a text. */
import { patternSource, patternToRegExp } from './pattern.ts';
import { quoteAlways } from './quote.ts';

/** `#` and `##` take from the front, `%` and `%%` from the end; doubled takes the longest. */
export function removeAffix(text: string, operator: string, pattern: string): string {
  const regex = patternToRegExp(pattern);
  const fromFront = operator.startsWith('#');
  const longest = operator.length === 2;
  for (let step = 0; step <= text.length; step += 1) {
    const size = longest ? text.length - step : step;
    const cut = fromFront ? text.slice(0, size) : text.slice(text.length - size);
    if (regex.test(cut)) return fromFront ? text.slice(size) : text.slice(0, text.length - size);
  }
  return text;
}

/** `/` replaces the first, `//` all, `/#` at the front, `/%` at the end. */
export function replaceMatches(
  text: string,
  operator: string,
  pattern: string,
  replacement: (match: string) => string,
): string {
  if (pattern === '') {
    if (operator === '/#') return replacement('') + text;
    return operator === '/%' ? text + replacement('') : text;
  }
  const source = patternSource(pattern);
  if (operator === '/#') return text.replace(new RegExp(`^(?:${source})`), replacement);
  if (operator === '/%') return text.replace(new RegExp(`(?:${source})$`), replacement);
  const regex = new RegExp(source, operator === '//' ? 'g' : '');
  return text.replace(regex, (match: string) => (match === '' ? '' : replacement(match)));
}

/** `^` `^^` `,` `,,`, for the characters a pattern matches. */
export function changeCase(text: string, operator: string, pattern: string | undefined): string {
  const regex = patternToRegExp(pattern === undefined || pattern === '' ? '?' : pattern);
  const turn = (character: string) => {
    if (!regex.test(character)) return character;
    return operator.startsWith('^') ? character.toUpperCase() : character.toLowerCase();
  };
  if (operator.length === 2) return [...text].map(turn).join('');
  return turn(text.slice(0, 1)) + text.slice(1);
}

/** `~` and `~~`: the other case. */
export function toggleCase(text: string, all: boolean): string {
  const turn = (c: string) => (c === c.toUpperCase() ? c.toLowerCase() : c.toUpperCase());
  return all ? [...text].map(turn).join('') : turn(text.slice(0, 1)) + text.slice(1);
}

/** `Q` quotes, `U` `u` `L` change case. */
export function transformValue(text: string, letter: string): string {
  switch (letter) {
    case 'Q':
    case 'K':
      return quoteAlways(text);
    case 'U':
      return text.toUpperCase();
    case 'L':
      return text.toLowerCase();
    case 'u':
      return text.slice(0, 1).toUpperCase() + text.slice(1);
    case 'E':
      return decodeEscapes(text);
    default:
      return text;
  }
}

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  v: '\v',
  '\\': '\\',
};

/** "a\\tb" ⇒ "a<tab>b": what `echo -e`, `printf` and `$'…'` share. Unknown escapes stay. */
export function decodeEscapes(text: string, octal = /^0?[0-7]{1,3}/): string {
  let result = '';
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (character !== '\\') {
      result += character;
      continue;
    }
    const rest = text.slice(at + 1);
    const hex = /^(?:x([\da-fA-F]{1,2})|u([\da-fA-F]{1,4})|U([\da-fA-F]{1,8}))/.exec(rest);
    const digits = octal.exec(rest);
    const simple = escapes[rest[0] ?? ''];
    if (hex !== null) {
      result += String.fromCodePoint(Number.parseInt(hex[1] ?? hex[2] ?? hex[3] ?? '', 16));
      at += hex[0].length;
    } else if (digits !== null) {
      result += String.fromCharCode(Number.parseInt(digits[0], 8) & 0xff);
      at += digits[0].length;
    } else if (simple !== undefined) {
      result += simple;
      at += 1;
    } else result += character;
  }
  return result;
}
