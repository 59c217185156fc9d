/** An awk program's text as tokens. */
import { ProgramError } from '../../program-error.ts';

/** One token; `spaced` says whether white space stood before it. */
export interface Token {
  readonly kind:
    | 'number'
    | 'string'
    | 'regex'
    | 'name'
    | 'call'
    | 'keyword'
    | 'builtin'
    | 'operator'
    | 'newline'
    | 'end';
  readonly text: string;
  readonly line: number;
}

const keywords = new Set(
  'BEGIN END function func if else while for do break continue next nextfile exit return delete in getline print printf'.split(
    ' ',
  ),
);

/** Names of awk's own functions. */
const builtinNames = new Set(
  'length substr index split sub gsub match sprintf sin cos atan2 exp log sqrt int rand srand tolower toupper system close fflush systime strftime gensub'.split(
    ' ',
  ),
);

const operators =
  /^(?:\*\*=|\*\*|&&|\|\||==|<=|>=|!=|\+\+|--|\+=|-=|\*=|\/=|%=|\^=|>>|!~|[-+*/%^!<>|?:~$=(){}[\],;])/;

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '\\': '\\',
  '"': '"',
  '/': '/',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
};

/** "a\\tb" ⇒ "a<tab>b"; unknown escapes keep their backslash, as mawk does. */
export function unescapeString(text: string): string {
  return text.replace(/\\([0-7]{1,3}|[\s\S])/g, (all, what: string) => {
    if (what === '/') return all;
    if (/^[0-7]/.test(what)) return String.fromCharCode(Number.parseInt(what, 8));
    if (what === '\n') return '';
    return escapes[what] ?? all;
  });
}

/** A `/` after one of these divides; anywhere else it begins a regex. */
function endsOperand(token: Token | undefined): boolean {
  if (token === undefined) return false;
  if (['number', 'string', 'regex', 'name', 'builtin'].includes(token.kind)) return true;
  return token.kind === 'operator' && [')', ']', '$', '++', '--'].includes(token.text);
}

export class Lexer {
  readonly #text: string;
  readonly #tokens: Token[] = [];
  #at = 0;
  #line = 1;

  constructor(text: string) {
    this.#text = text;
  }

  read(): Token[] {
    while (this.#at < this.#text.length) this.#step();
    this.#push('end', '');
    return this.#tokens;
  }

  #push(kind: Token['kind'], text: string): void {
    this.#tokens.push({ kind, text, line: this.#line });
  }

  #step(): void {
    const rest = this.#text.slice(this.#at);
    const blank = /^(?:[ \t\r]|\\\r?\n)+/.exec(rest)?.[0] ?? /^#[^\n]*/.exec(rest)?.[0];
    if (blank !== undefined) {
      this.#line += blank.split('\n').length - 1;
      this.#at += blank.length;
      return;
    }
    const first = rest[0] ?? '';
    if (first === '\n') {
      this.#push('newline', '\n');
      this.#line += 1;
      this.#at += 1;
    } else if (first === '"') this.#string(rest);
    else if (first === '/' && !endsOperand(this.#tokens.at(-1))) this.#regex(rest);
    else if (!this.#word(rest)) this.#operator(rest);
  }

  #word(rest: string): boolean {
    const number = /^(?:0[xX][\da-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)/.exec(rest)?.[0];
    if (number !== undefined) {
      this.#push('number', number);
      this.#at += number.length;
      return true;
    }
    const name = /^[A-Za-z_]\w*/.exec(rest)?.[0];
    if (name === undefined) return false;
    this.#at += name.length;
    if (keywords.has(name)) this.#push('keyword', name === 'func' ? 'function' : name);
    else if (builtinNames.has(name)) this.#push('builtin', name);
    else this.#push(this.#text[this.#at] === '(' ? 'call' : 'name', name);
    return true;
  }

  #operator(rest: string): void {
    const operator = operators.exec(rest)?.[0];
    if (operator === undefined) {
      throw new ProgramError(`line ${this.#line}: unexpected character '${rest[0] ?? ''}'`, 2);
    }
    if (operator === '**' || operator === '**=')
      throw new ProgramError(`line ${this.#line}: syntax error at or near *`, 2);
    this.#push('operator', operator);
    this.#at += operator.length;
  }

  #string(rest: string): void {
    const match = /^"((?:[^"\\\n]|\\[\s\S])*)"/.exec(rest);
    if (match === null) {
      const shown = (rest.split('\n')[0] ?? '').slice(0, 10);
      throw new ProgramError(`line ${this.#line}: runaway string constant ${shown} ...`, 2);
    }
    this.#push('string', unescapeString(match[1] ?? ''));
    this.#at += match[0].length;
  }

  #regex(rest: string): void {
    const match = /^\/((?:[^/\\\n[]|\\.|\[\^?\]?(?:\[:\w+:\]|\\.|[^\]\n])*\]|\[)*)\//.exec(rest);
    if (match === null) {
      const shown = (rest.split('\n')[0] ?? '').slice(0, 10);
      throw new ProgramError(`line ${this.#line}: runaway regular expression ${shown} ...`, 2);
    }
    this.#push('regex', (match[1] ?? '').replaceAll('\\/', '/'));
    this.#at += match[0].length;
  }
}
