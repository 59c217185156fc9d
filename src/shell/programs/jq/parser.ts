/** Filters as text to syntax. Mirrors jq 1.6 src/parser.y. */
import { foldNumbers } from './constants.ts';
import { isKeyword, Lexer, type Token } from './lexer.ts';
import { BINDING, MINUS_LEVEL, UPDATE_LEVEL } from './operators.ts';
import { IDENTITY, type Parsing, PIPE_LEVEL, STRING_FOLLOWS } from './parsing.ts';
import { parsePatterns } from './pattern-parser.ts';
import { parseFold, parseIf, parseLabel, parseTry } from './statement-parser.ts';
import {
  type BinaryOperator,
  CompileError,
  type Definition,
  type Node,
  type UpdateOperator,
} from './syntax.ts';
import { parseTerm } from './term-parser.ts';
import { TokenStream } from './token-stream.ts';

export class Parser implements Parsing {
  readonly stream: TokenStream;

  constructor(stream: TokenStream) {
    this.stream = stream;
  }

  /** A whole program; one of definitions alone is `.` with them. */
  program(): Node {
    const { stream } = this;
    if (stream.is('$end')) return IDENTITY;
    if (stream.is('import', 'include', 'module')) throw this.#module();
    if (!this.#startsFilter()) throw stream.unexpected('$end');
    const node = this.#withDefinitions(() => (stream.is('$end') ? IDENTITY : this.exp(PIPE_LEVEL)));
    if (!stream.is('$end')) throw stream.unexpected(stream.is('$unfinished') ? '' : '$end');
    return node;
  }

  #module(): CompileError {
    const { stream } = this;
    const name = stream.after.parts?.[0];
    const text = typeof name === 'string' ? name : '';
    return new CompileError([{ message: `module not found: ${text}\n`, at: -1 }]);
  }

  #startsFilter(): boolean {
    const { kind } = this.stream.peek;
    return (
      ['IDENT', 'FIELD', 'LITERAL', 'FORMAT', 'QQSTRING_START', '$unfinished', '..'].includes(
        kind,
      ) ||
      ["'.'", "'-'", "'('", "'['", "'{'", "'$'"].includes(kind) ||
      ['def', 'if', 'reduce', 'foreach', 'try', 'label'].includes(kind)
    );
  }

  #withDefinitions(rest: () => Node): Node {
    if (!this.stream.is('def')) return rest();
    const definition = this.#definition();
    return { kind: 'define', definition, rest: this.#withDefinitions(rest) };
  }

  #definition(): Definition {
    const { stream } = this;
    stream.expect('def');
    const name = isKeyword(stream.peek.kind) ? stream.take() : stream.expect('IDENT');
    const params: string[] = [];
    stream.depth += 1;
    if (stream.accept("'('")) {
      do {
        const isValue = stream.accept("'$'");
        params.push((isValue ? '$' : '') + stream.expect('IDENT').text);
      } while (stream.accept("';'"));
      stream.expect("')'");
    }
    stream.expect("':'");
    const body = this.exp(PIPE_LEVEL);
    stream.expect("';'");
    stream.depth -= 1;
    return { name: name.text, params, body };
  }

  /** An expression of operators that bind at least as tightly as `level`. */
  exp(level: number): Node {
    const { stream } = this;
    if (stream.is('def')) {
      const definition = this.#definition();
      return { kind: 'define', definition, rest: this.exp(PIPE_LEVEL) };
    }
    let left = this.prefix();
    for (;;) {
      const { kind, at } = stream.peek;
      const [binds = 0, side] = BINDING[kind] ?? [];
      if (binds === 0 || binds < level) return left;
      stream.take();
      const right = this.exp(side === 'right' ? binds : binds + 1);
      left = this.#combine(kind, left, right, at);
      const again = BINDING[stream.peek.kind];
      if (side === 'none' && again?.[0] === binds) throw stream.unexpected();
    }
  }

  #combine(kind: string, left: Node, right: Node, at: number): Node {
    const operator = kind.replaceAll("'", '');
    if (operator === '|') return { kind: 'pipe', left, right };
    if (operator === ',') return { kind: 'comma', left, right };
    if (operator === '//') return { kind: 'alternative', left, right };
    if (operator === 'and' || operator === 'or') return { kind: operator, left, right };
    const [level] = BINDING[kind] ?? [];
    if (level === UPDATE_LEVEL) {
      return { kind: 'update', operator: operator as UpdateOperator, left, right };
    }
    const folded = foldNumbers(operator as BinaryOperator, left, right);
    if (folded === 'division by zero') {
      this.stream.problems.push({ message: 'Division by zero?', at: Math.min(at, 0) });
    }
    return { kind: 'binary', operator: operator as BinaryOperator, left, right };
  }

  prefix(): Node {
    const { stream } = this;
    switch (stream.peek.kind) {
      case "'-'":
        stream.take();
        return { kind: 'negate', term: this.exp(MINUS_LEVEL + 1) };
      case 'if':
        return this.optional(parseIf(this));
      case 'try':
        return parseTry(this);
      case 'reduce':
      case 'foreach':
        return this.optional(parseFold(this));
      case 'label':
        return parseLabel(this);
      default:
        return this.#bound(this.optional(this.term()));
    }
  }

  optional(node: Node): Node {
    let wrapped = node;
    while (this.stream.accept("'?'")) wrapped = { kind: 'try', body: wrapped, handler: undefined };
    return wrapped;
  }

  /** `term as $x | …` */
  #bound(source: Node): Node {
    const { stream } = this;
    if (!stream.accept('as')) return source;
    const patterns = parsePatterns(this);
    stream.expect("'|'", "'|'");
    return { kind: 'bind', source, patterns, body: this.exp(PIPE_LEVEL) };
  }

  term(): Node {
    return parseTerm(this);
  }

  /** `"…"`, `@csv "…"` */
  string(): Node {
    const { stream } = this;
    const format = stream.is('FORMAT') ? stream.take().text.slice(1) : 'text';
    const { parts = [] } = stream.expect('QQSTRING_START', STRING_FOLLOWS);
    const [only = ''] = parts;
    if (parts.length <= 1 && typeof only === 'string') return { kind: 'literal', value: only };
    const nodes = parts.map((part) => (typeof part === 'string' ? part : this.#inside(part)));
    return { kind: 'string', format, parts: nodes };
  }

  #inside(tokens: readonly Token[]): Node {
    const inner = new Parser(new TokenStream(tokens, 1, this.stream.problems));
    const node = inner.exp(PIPE_LEVEL);
    inner.stream.expect(')');
    return node;
  }
}

/** A program's syntax; throws CompileError. */
export function parseProgram(text: string): Node {
  const lexer = new Lexer(text);
  const tokens = lexer.tokens();
  const stream = new TokenStream(tokens, 0, lexer.problems);
  const node = new Parser(stream).program();
  if (lexer.problems.length > 0) throw new CompileError(lexer.problems);
  return node;
}
