/** Oniguruma's regular expressions by JavaScript's. Mirrors jq 1.6 src/builtin.c f_match. */
import { described, FilterError } from './errors.ts';
import type { Value } from './value.ts';

const POSIX: Readonly<Record<string, string>> = {
  alpha: '\\p{L}',
  digit: '\\d',
  alnum: '\\p{L}\\p{N}',
  upper: '\\p{Lu}',
  lower: '\\p{Ll}',
  space: '\\s',
  blank: ' \\t',
  punct: '\\p{P}\\p{S}',
  xdigit: '0-9A-Fa-f',
  word: '\\w',
  cntrl: '\\x00-\\x1f\\x7f',
  print: '\\x20-\\x7e',
  graph: '\\x21-\\x7e',
};

const SIMPLE: Readonly<Record<string, string>> = {
  '\\A': '(?<![\\s\\S])',
  '\\z': '(?![\\s\\S])',
  '\\Z': '(?=\\n?(?![\\s\\S]))',
  '\\h': '[0-9A-Fa-f]',
  '\\H': '[^0-9A-Fa-f]',
};

/** Letters that JavaScript's `u` lets stand behind a backslash. */
const MAY_ESCAPE = /^\\[dDwWsSbBnrtfvcuxpPk0-9^$\\.*+?()[\]{}|/]/;

interface Flags {
  readonly isGlobal: boolean;
  readonly isExtended: boolean;
  readonly skipsEmpty: boolean;
  readonly js: string;
}

/** The inside of a bracket expression; gives how much of the pattern it was. */
function bracket(pattern: string, at: number): readonly [text: string, length: number] {
  let text = '[';
  let from = at + 1;
  if (pattern[from] === '^') [text, from] = ['[^', from + 1];
  if (pattern[from] === ']') [text, from] = [`${text}\\]`, from + 1];
  while (from < pattern.length && pattern[from] !== ']') {
    const rest = pattern.slice(from);
    const posix = /^\[:(\^?)(\w+):\]/.exec(rest);
    if (posix) {
      text += POSIX[posix[2] ?? ''] ?? '';
      from += posix[0].length;
    } else if (rest.startsWith('\\')) {
      const pair = rest.slice(0, 2);
      text +=
        SIMPLE[pair]?.slice(1, -1) ??
        (MAY_ESCAPE.test(rest) || pair === '\\-' ? pair : pair.slice(1));
      from += 2;
    } else {
      text += rest.startsWith('[') ? '\\[' : (rest[0] ?? '');
      from += 1;
    }
  }
  if (from >= pattern.length) throw new FilterError('Regex failure: premature end of char-class');
  return [`${text}]`, from - at + 1];
}

function translate(pattern: string, { isExtended }: Flags): string {
  let text = '';
  for (let at = 0; at < pattern.length; ) {
    const rest = pattern.slice(at);
    const letter = rest[0] ?? '';
    if (letter === '[') {
      const [inside, length] = bracket(pattern, at);
      text += inside;
      at += length;
    } else if (letter === '\\') {
      const pair = rest.slice(0, 2);
      const isGroup = /^\\[pPkgxu]/.test(rest);
      text += SIMPLE[pair] ?? (isGroup || MAY_ESCAPE.test(rest) ? pair : pair.slice(1));
      at += 2;
    } else if (letter === '$') {
      text += SIMPLE['\\Z'] ?? '';
      at += 1;
    } else if (isExtended && /\s/.test(letter)) at += 1;
    else if (isExtended && letter === '#')
      at += rest.indexOf('\n') < 0 ? rest.length : rest.indexOf('\n');
    else if (rest.startsWith('(?#')) at += rest.indexOf(')') + 1 || rest.length;
    else if (/^\{(?!\d*,?\d*\})/.test(rest) || (letter === '}' && !/\{\d*,?\d*$/.test(text))) {
      text += `\\${letter}`;
      at += 1;
    } else {
      const inline = /^\(\?([imx]+)\)/.exec(rest);
      const possessive = /^[*+?]\+/.exec(rest);
      if (inline) at += inline[0].length;
      else if (possessive) {
        text += letter;
        at += 2;
      } else {
        text += letter;
        at += 1;
      }
    }
  }
  return text;
}

function flagsOf(flags: Value): Flags {
  if (flags !== null && typeof flags !== 'string') {
    throw new FilterError(`${described(flags)} is not a string`);
  }
  const given = flags ?? '';
  const unknown = /[^gimnpslx]/.test(given);
  if (unknown) throw new FilterError(`${given} is not a valid modifier string`);
  return {
    isGlobal: given.includes('g'),
    isExtended: given.includes('x'),
    skipsEmpty: given.includes('n'),
    js: `u${given.includes('i') ? 'i' : ''}${given.includes('p') ? 's' : ''}m`,
  };
}

const compiled = new Map<string, RegExp>();

function compile(pattern: string, flags: Flags): RegExp {
  const key = `${flags.js}${flags.isExtended}/${pattern}`;
  const known = compiled.get(key);
  if (known) return known;
  try {
    const inline = /^\(\?([im]+)\)/.exec(pattern)?.[1] ?? '';
    const more = inline.includes('i') && !flags.js.includes('i') ? 'i' : '';
    const regex = new RegExp(translate(pattern, flags), `${flags.js}${more}gd`);
    compiled.set(key, regex);
    return regex;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new FilterError(`Regex failure: ${wordsFor(error.message, pattern)}`);
  }
}

/** Oniguruma's words. */
function wordsFor(message: string, pattern: string): string {
  if (/Unterminated group/.test(message)) return 'end pattern with unmatched parenthesis';
  if (/Unmatched '\)'/.test(message)) return 'unmatched close parenthesis';
  if (/Nothing to repeat|Lone quantifier/.test(message))
    return 'target of repeat operator is not specified';
  if (/out of order/.test(message)) return 'empty range in char class';
  if (/\\ at end|\\$/.test(message + pattern)) return 'end pattern at escape';
  if (/Invalid group/.test(message)) return 'undefined group option';
  if (/capture group name/.test(message)) return 'group name is empty';
  return 'invalid pattern';
}

function patternOf(re: Value): string {
  if (typeof re === 'string') return re;
  throw new FilterError(`${described(re)} is not a string`);
}

function subject(value: Value): string {
  if (typeof value === 'string') return value;
  throw new FilterError(`${described(value)} cannot be matched, as it is not a string`);
}

const lettersIn = (text: string): number => [...text].length;

function matchOf(text: string, found: RegExpExecArray): Value {
  const names = new Map<number, string>();
  const groups = found.indices?.groups ?? {};
  for (const [name, place] of Object.entries(groups)) {
    const at =
      found.indices?.findIndex((each, index) => index > 0 && each === place && !names.has(index)) ??
      -1;
    const index = at > 0 ? at : groupNumber(found, names);
    names.set(index, name);
  }
  const captures = found.slice(1).map((string: string | undefined, at): Value => {
    const place = found.indices?.[at + 1];
    const name = names.get(at + 1) ?? null;
    return new Map<string, Value>([
      ['offset', place ? lettersIn(text.slice(0, place[0])) : -1],
      ['length', lettersIn(string ?? '')],
      ['string', string ?? null],
      ['name', name],
    ]);
  });
  const ordered = captures.map((capture) => inOrder(capture));
  return new Map<string, Value>([
    ['offset', lettersIn(text.slice(0, found.index))],
    ['length', lettersIn(found[0])],
    ['string', found[0]],
    ['captures', ordered],
  ]);
}

/** A group that took no part: its text before its length, as jq tells it. */
function inOrder(capture: Value): Value {
  if (!(capture instanceof Map) || capture.get('offset') !== -1) return capture;
  const get = (key: string): Value => capture.get(key) ?? null;
  return new Map<string, Value>([
    ['offset', -1],
    ['string', null],
    ['length', 0],
    ['name', get('name')],
  ]);
}

/** The number of a named group that took no part. */
function groupNumber(found: RegExpExecArray, taken: ReadonlyMap<number, string>): number {
  for (let at = 1; at < found.length; at += 1) {
    if (found[at] === undefined && !taken.has(at)) return at;
  }
  return 0;
}

function eachMatch(
  value: Value,
  re: Value,
  flags: Value,
): { text: string; found: RegExpExecArray[] } {
  const text = subject(value);
  const pattern = patternOf(re);
  const set = flagsOf(flags);
  const regex = compile(pattern, set);
  regex.lastIndex = 0;
  const found: RegExpExecArray[] = [];
  for (let match = regex.exec(text); match; match = regex.exec(text)) {
    if (match[0] === '') regex.lastIndex += 1;
    if (!(set.skipsEmpty && match[0] === '')) found.push(match);
    if (!set.isGlobal || regex.lastIndex > text.length) break;
    if (match[0] === '' && regex.lastIndex >= text.length) break;
  }
  return { text, found };
}

/** Every match as `match` tells it. */
export function regexMatches(value: Value, re: Value, flags: Value): Value {
  const { text, found } = eachMatch(value, re, flags);
  return found.map((match) => matchOf(text, match));
}

export const regexTest = (value: Value, re: Value, flags: Value): Value =>
  eachMatch(value, re, flags).found.length > 0;
