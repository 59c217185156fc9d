/** POSIX regular expressions, basic and extended with GNU's additions, as JavaScript's. */

/** How to read a pattern. */
export interface RegexOptions {
  /** ERE (`grep -E`, `sed -E`, awk); BRE otherwise. */
  readonly extended?: boolean;
  readonly ignoreCase?: boolean;
  readonly global?: boolean;
  /** `^` and `$` match at line ends: sed's `M`. */
  readonly multiline?: boolean;
}

/** A pattern that isn't one, in glibc's words. */
export class RegexError extends SyntaxError {
  override name = 'RegexError';
}

const classes: Readonly<Record<string, string>> = {
  alpha: 'a-zA-Z',
  digit: '0-9',
  alnum: 'a-zA-Z0-9',
  upper: 'A-Z',
  lower: 'a-z',
  space: '\\s',
  blank: ' \\t',
  punct: '!-\\/:-@\\[-`{-~',
  xdigit: '0-9A-Fa-f',
  cntrl: '\\x00-\\x1f\\x7f',
  print: '\\x20-\\x7e\\u00a0-\\uffff',
  graph: '\\x21-\\x7e\\u00a1-\\uffff',
};

function closesLater(text: string, from: number, end: string): boolean {
  return text.indexOf(end, from) >= 0;
}

class Translator {
  readonly #text: string;
  readonly #extended: boolean;
  #at = 0;
  #out = '';
  #depth = 0;
  /** What may be repeated: nothing stands before `*` at the start of a BRE. */
  #hasAtom = false;

  constructor(text: string, extended: boolean) {
    this.#text = text;
    this.#extended = extended;
  }

  translate(): string {
    while (this.#at < this.#text.length) this.#step();
    if (this.#depth > 0)
      throw new RegexError(this.#extended ? 'Unmatched ( or \\(' : 'Unmatched ( or \\(');
    return this.#out;
  }

  #step(): void {
    const character = this.#text[this.#at] ?? '';
    if (character === '[') {
      this.#bracket();
      return;
    }
    if (character === '\\') {
      this.#escape();
      return;
    }
    this.#at += 1;
    if (character === '*') {
      this.#star();
      return;
    }
    if (character === '.') {
      this.#atom('[^\\0]');
      return;
    }
    if (character === '^') {
      this.#caret();
      return;
    }
    if (character === '$') {
      this.#dollar();
      return;
    }
    if (this.#extended && '+?{}|()'.includes(character)) {
      this.#operator(character);
      return;
    }
    this.#atom(/[/+?{}|()]/.test(character) ? `\\${character}` : character);
  }

  #atom(source: string): void {
    this.#out += source;
    this.#hasAtom = true;
  }

  #star(): void {
    if (!this.#hasAtom) {
      if (this.#extended) return;
      this.#atom('\\*');
      return;
    }
    this.#repeat('*');
  }

  /** JavaScript has no `a**` or `a+*`: wrap what is repeated already. */
  #repeat(mark: string): void {
    if (/(?:^|[^\\])(?:\\\\)*[*+?}]$/.test(this.#out)) {
      const wrapped =
        /^([\s\S]*?)((?:\\.|\[(?:\\.|[^\]\\])*\]|[^\\()[\]])[*+?]|(?:\\.|.)\{[^}]*\})$/.exec(
          this.#out,
        );
      if (wrapped !== null) this.#out = `${wrapped[1]}(?:${wrapped[2]})`;
    }
    this.#out += mark;
  }

  #caret(): void {
    if (this.#extended || !this.#hasAtom) this.#out += '^';
    else this.#atom('\\^');
  }

  #dollar(): void {
    const rest = this.#text.slice(this.#at);
    if (this.#extended || rest === '' || rest.startsWith('\\)') || rest.startsWith('\\|'))
      this.#out += '$';
    else this.#atom('\\$');
  }

  #operator(character: string): void {
    switch (character) {
      case '(':
        this.#depth += 1;
        this.#out += '(';
        this.#hasAtom = false;
        return;
      case ')':
        if (this.#depth === 0) {
          this.#atom('\\)');
          return;
        }
        this.#depth -= 1;
        this.#atom(')');
        return;
      case '|':
        this.#out += '|';
        this.#hasAtom = false;
        return;
      case '{':
        this.#interval('}');
        return;
      case '}':
        this.#atom('\\}');
        return;
      default:
        if (this.#hasAtom) this.#repeat(character);
    }
  }

  #interval(end: string): void {
    const match = /^(\d*)(,?)(\d*)/.exec(this.#text.slice(this.#at));
    const closes = match !== null && this.#text.startsWith(end, this.#at + match[0].length);
    if (match === null || !closes || match[0] === '' || !this.#hasAtom) {
      if (!this.#extended && this.#hasAtom)
        throw new RegexError(
          closesLater(this.#text, this.#at, end) ? 'Invalid content of \\{\\}' : 'Unmatched \\{',
        );
      if (!this.#extended) throw new RegexError('Invalid preceding regular expression');
      this.#atom('\\{');
      return;
    }
    this.#at += match[0].length + end.length;
    this.#repeat(`{${match[1] === '' ? '0' : match[1]}${match[2]}${match[3]}}`);
  }

  #escape(): void {
    const character = this.#text[this.#at + 1];
    if (character === undefined) throw new RegexError('Trailing backslash');
    this.#at += 2;
    if (!this.#extended && '(){}|+?'.includes(character)) {
      if (character === ')' && this.#depth === 0) throw new RegexError('Unmatched ) or \\)');
      if (character === '{') {
        this.#interval('\\}');
        return;
      }
      if (character === '+' || character === '?') {
        this.#hasAtom ? this.#repeat(character) : this.#atom(`\\${character}`);
        return;
      }
      this.#operator(character);
      return;
    }
    const gnu: Readonly<Record<string, string>> = {
      w: '[\\w]',
      W: '[^\\w]',
      s: '\\s',
      S: '\\S',
      b: '\\b',
      B: '\\B',
      '<': '\\b(?=\\w)',
      '>': '\\b(?<=\\w)',
      '`': '(?<![\\s\\S])',
      "'": '(?![\\s\\S])',
      n: '\\n',
      t: '\\t',
      r: '\\r',
      f: '\\f',
      v: '\\v',
    };
    if (/[1-9]/.test(character)) {
      this.#atom(`(?:\\${character})`);
      return;
    }
    this.#atom(
      gnu[character] ??
        (/[\w\s"%&',:;<=>@`~!#-]/.test(character) ? escapeLiteral(character) : `\\${character}`),
    );
  }

  /** `[…]`: no escapes inside, `]` first is itself, classes by name. */
  #bracket(): void {
    let at = this.#at + 1;
    const negated = this.#text[at] === '^';
    if (negated) at += 1;
    let body = '';
    for (let first = true; ; first = false) {
      const character = this.#text[at];
      if (character === undefined) {
        const alone = this.#text.endsWith('[');
        throw new RegexError(
          alone ? 'Invalid regular expression' : 'Unmatched [, [^, [:, [., or [=',
        );
      }
      if (character === ']' && !first) break;
      const named = /^\[([:.=])(.*?)\1\]/.exec(this.#text.slice(at));
      if (named !== null) {
        const inner = named[1] === ':' ? classes[named[2] ?? ''] : escapeInBracket(named[2] ?? '');
        if (inner === undefined) throw new RegexError('Invalid character class name');
        body += inner;
        at += named[0].length;
        continue;
      }
      if (
        character === '\\' &&
        /[ntr\\\]]/.test(this.#text[at + 1] ?? '') &&
        this.#text[at + 1] !== ']'
      ) {
        body += `\\${this.#text[at + 1]}`;
        at += 2;
        continue;
      }
      body += escapeInBracket(character);
      at += 1;
    }
    this.#at = at + 1;
    this.#atom(`[${negated ? '^' : ''}${body}]`);
  }
}

function escapeInBracket(text: string): string {
  return text.replace(/[\\\][^]/g, '\\$&');
}

function escapeLiteral(character: string): string {
  return /[\\^$.*+?()[\]{}|/]/.test(character) ? `\\${character}` : character;
}

const cache = new Map<string, RegExp>();

/** The JavaScript regular expression for a POSIX one; throws RegexError when it isn't one. */
export function posixRegex(source: string, options: RegexOptions = {}): RegExp {
  const flags = `${options.global === true ? 'g' : ''}${options.ignoreCase === true ? 'i' : ''}${options.multiline === true ? 'm' : ''}`;
  const key = `${options.extended === true ? 'E' : 'B'}${flags}/${source}`;
  const found = cache.get(key);
  if (found !== undefined) {
    found.lastIndex = 0;
    return found;
  }
  const translated = new Translator(source, options.extended === true).translate();
  let regex: RegExp;
  try {
    regex = new RegExp(translated, flags);
  } catch {
    const range = /range/i.test(translated) || /\[[^\]]*[^\]]-[^\]]/.test(source);
    throw new RegexError(range ? 'Invalid range end' : 'Invalid regular expression');
  }
  if (cache.size > 500) cache.clear();
  cache.set(key, regex);
  return regex;
}

/** Makes any text match itself. */
export function escapeRegex(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
