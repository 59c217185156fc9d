/** Shell patterns (`*.yaml`, `[a-c]?`, `@(a|b)`) as regular expressions. */

const special = /[\\^$.*+?()[\]{}|/]/;
const classes: Readonly<Record<string, string>> = {
  alpha: 'a-zA-Z',
  digit: '0-9',
  alnum: 'a-zA-Z0-9',
  upper: 'A-Z',
  lower: 'a-z',
  space: ' \\t\\n\\r\\f\\v',
  blank: ' \\t',
  punct: '!-\\/:-@\\[-`{-~',
  xdigit: '0-9A-Fa-f',
  cntrl: '\\x00-\\x1f\\x7f',
  print: '\\x20-\\x7e',
  graph: '\\x21-\\x7e',
  word: '\\w',
};

/** Puts a backslash before everything a pattern would read as special. */
export function escapePattern(text: string): string {
  return text.replace(/[\\*?[\]()|!@+{}^-]/g, '\\$&');
}

/** Whether a pattern can match anything but itself. */
export function hasWildcard(pattern: string): boolean {
  const bare = pattern.replace(/\\./g, '');
  return /[*?]|\[[^\]]+\]|[@!+]\(/.test(bare);
}

/** "a\\*b" ⇒ "a*b" */
export function unescapePattern(pattern: string): string {
  return pattern.replace(/\\([\s\S])/g, '$1');
}

function literal(character: string): string {
  return special.test(character) ? `\\${character}` : character;
}

/** Reads `[…]` that begins at `start`: its regular expression and where it ends. */
function bracket(pattern: string, start: number): { source: string; end: number } | undefined {
  let at = start + 1;
  let body = '';
  const negated = pattern[at] === '!' || pattern[at] === '^';
  if (negated) at += 1;
  for (let first = true; at < pattern.length; first = false) {
    const character = pattern[at] ?? '';
    if (character === ']' && !first) {
      return { source: `[${negated ? '^' : ''}${body}]`, end: at + 1 };
    }
    const named = /^\[:(\w+):\]/.exec(pattern.slice(at));
    if (named !== null) {
      body += classes[named[1] ?? ''] ?? '';
      at += named[0].length;
    } else if (character === '\\' && at + 1 < pattern.length) {
      body += `\\${pattern[at + 1]}`.replace(/^\\(\w)$/, '$1');
      at += 2;
    } else {
      body += /[\\\][^]/.test(character) ? `\\${character}` : character;
      at += 1;
    }
  }
  return undefined;
}

/** Where the parenthesis that opens at `start` closes. */
function closing(pattern: string, start: number): number {
  let depth = 0;
  for (let at = start; at < pattern.length; at += 1) {
    if (pattern[at] === '\\') at += 1;
    else if (pattern[at] === '(') depth += 1;
    else if (pattern[at] === ')') {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return -1;
}

/** Splits at `|` outside of parentheses. */
function alternatives(body: string): string[] {
  const parts = [''];
  let depth = 0;
  for (let at = 0; at < body.length; at += 1) {
    const character = body[at] ?? '';
    if (character === '\\') {
      parts[parts.length - 1] += character + (body[at + 1] ?? '');
      at += 1;
      continue;
    }
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (character === '|' && depth === 0) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts;
}

function extended(operator: string, body: string, any: string): string {
  const inner = alternatives(body)
    .map((part) => patternSource(part, any))
    .join('|');
  if (operator === '!') return `(?!(?:${inner})$)${any}*`;
  return `(?:${inner})${operator === '@' ? '' : operator}`;
}

/** The inside of a regular expression that matches what the pattern matches. */
export function patternSource(pattern: string, any = '[\\s\\S]', lazy = false): string {
  let source = '';
  let at = 0;
  while (at < pattern.length) {
    const character = pattern[at] ?? '';
    const next = pattern[at + 1];
    if (/[?*+@!]/.test(character) && next === '(') {
      const end = closing(pattern, at + 1);
      if (end > 0) {
        source += extended(character, pattern.slice(at + 2, end), any);
        at = end + 1;
        continue;
      }
    }
    if (character === '\\') {
      source += literal(next ?? '\\');
      at += 2;
    } else if (character === '*') {
      source += `${any}*${lazy ? '?' : ''}`;
      at += 1;
    } else if (character === '?') {
      source += any;
      at += 1;
    } else {
      const set = character === '[' ? bracket(pattern, at) : undefined;
      source += set?.source ?? literal(character);
      at = set?.end ?? at + 1;
    }
  }
  return source;
}

/** Matches a whole text. */
export function patternToRegExp(pattern: string, flags = ''): RegExp {
  return new RegExp(`^(?:${patternSource(pattern)})$`, `u${flags}`.replace('u', ''));
}
