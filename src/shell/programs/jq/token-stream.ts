/** The words of a filter in turn, and what is said when one is not what was needed. */
import type { Token } from './lexer.ts';
import { CompileError, type Problem } from './syntax.ts';

const UNFINISHED = 'QQSTRING_TEXT or QQSTRING_INTERP_START or QQSTRING_END';

/** Where `if` and `try` began whose end has not come. */
interface Unterminated {
  readonly what: 'if' | 'try';
  readonly at: number;
}

export class TokenStream {
  readonly #tokens: readonly Token[];
  #at = 0;
  /** How deep in parentheses, brackets, `if`s: at the top only the end may follow a whole filter. */
  depth: number;
  readonly open: Unterminated[] = [];
  readonly problems: Problem[];

  constructor(tokens: readonly Token[], depth: number, problems: Problem[]) {
    this.#tokens = tokens;
    this.depth = depth;
    this.problems = problems;
  }

  get peek(): Token {
    return this.#tokens[this.#at] ?? END;
  }

  get after(): Token {
    return this.#tokens[this.#at + 1] ?? END;
  }

  is(...kinds: readonly string[]): boolean {
    return kinds.includes(this.peek.kind);
  }

  take(): Token {
    const token = this.peek;
    this.#at += 1;
    return token;
  }

  /** Takes the word if it is that one. */
  accept(kind: string): boolean {
    if (this.peek.kind !== kind) return false;
    this.#at += 1;
    return true;
  }

  expect(kind: string, expecting = ''): Token {
    if (this.peek.kind !== kind) throw this.unexpected(expecting);
    return this.take();
  }

  /** `expecting`: `'|'`, `'$' or '['`; empty where too much could follow for yacc to list it. */
  unexpected(expecting = ''): CompileError {
    const { kind, at } = this.peek;
    const isUnfinished = kind === '$unfinished';
    const more = isUnfinished ? UNFINISHED : expecting;
    const list = more === '' ? '' : `, expecting ${more}`;
    const found = isUnfinished ? '$end' : kind;
    const message = `syntax error, unexpected ${found}${list} (Unix shell quoting issues?)`;
    const unterminated = this.open.at(-1);
    const why = unterminated && {
      message: `Possibly unterminated '${unterminated.what}' statement`,
      at: unterminated.at,
    };
    return new CompileError([...this.problems, { message, at }, ...(why ? [why] : [])]);
  }
}

const END: Token = { kind: '$end', text: '', at: 0 };
