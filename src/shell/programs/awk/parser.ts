/** Tokens to an awk program: rules, functions and statements. */
import { ProgramError } from '../../program-error.ts';
import { ExpressionParser } from './expression-parser.ts';
import { Lexer } from './lexer.ts';
import type {
  AwkFunction,
  AwkProgram,
  Expression,
  Redirection,
  Rule,
  Statement,
} from './syntax.ts';

class ProgramParser extends ExpressionParser {
  readonly #begin: Statement[] = [];
  readonly #end: Statement[] = [];
  readonly #rules: Rule[] = [];
  readonly #functions = new Map<string, AwkFunction>();

  program(): AwkProgram {
    this.skipNewlines(true);
    while (this.token.kind !== 'end') {
      this.#item();
      this.skipNewlines(true);
    }
    return { begin: this.#begin, end: this.#end, rules: this.#rules, functions: this.#functions };
  }

  #item(): void {
    if (this.take('function')) {
      this.#function();
      return;
    }
    for (const [word, list] of [
      ['BEGIN', this.#begin],
      ['END', this.#end],
    ] as const) {
      if (!this.take(word)) continue;
      this.skipNewlines();
      list.push(this.#block());
      return;
    }
    let pattern: Expression | undefined;
    let until: Expression | undefined;
    if (!this.is('{')) {
      pattern = this.expression();
      if (this.take(',')) {
        this.skipNewlines();
        until = this.expression();
      }
    }
    const action = this.is('{') ? this.#block() : undefined;
    this.#rules.push({ pattern, until, action });
  }

  #function(): void {
    const name = this.token.text;
    this.advance();
    this.expect('(');
    const parameters: string[] = [];
    while (!this.is(')')) {
      parameters.push(this.token.text);
      this.advance();
      if (!this.take(',')) break;
      this.skipNewlines();
    }
    this.expect(')');
    this.skipNewlines();
    this.#functions.set(name, { parameters, body: this.#block() });
  }

  #block(): Statement {
    this.expect('{');
    const body: Statement[] = [];
    this.skipNewlines(true);
    while (!this.is('}')) {
      body.push(this.#statement());
      this.skipNewlines(true);
    }
    this.expect('}');
    return { type: 'block', body };
  }

  #statement(): Statement {
    if (this.is('{')) return this.#block();
    if (this.take('if')) return this.#if();
    if (this.take('while')) {
      const test = this.#condition();
      if (this.take(';')) return { type: 'while', test, body: { type: 'block', body: [] } };
      return { type: 'while', test, body: this.#body() };
    }
    if (this.take('do')) return this.#do();
    if (this.take('for')) return this.#for();
    if (this.take(';')) return { type: 'block', body: [] };
    const statement = this.#simple();
    this.#terminate();
    return statement;
  }

  #terminate(): void {
    if (this.take(';') || this.takeNewline()) return;
    if (this.is('}') || this.token.kind === 'end') return;
    throw this.unexpected();
  }

  /** `(test)`. */
  #condition(): Expression {
    this.expect('(');
    const test = this.expression();
    this.expect(')');
    return test;
  }

  #body(): Statement {
    this.skipNewlines();
    return this.#statement();
  }

  #if(): Statement {
    const test = this.#condition();
    const yes = this.#body();
    const mark = this.mark();
    this.skipNewlines(true);
    if (this.take('else')) return { type: 'if', test, yes, no: this.#body() };
    this.back(mark);
    return { type: 'if', test, yes, no: undefined };
  }

  #do(): Statement {
    const body = this.#body();
    this.skipNewlines(true);
    this.expect('while');
    const test = this.#condition();
    this.#terminate();
    return { type: 'do', test, body };
  }

  #for(): Statement {
    this.expect('(');
    const [name, word, array, close] = this.peek(4);
    if (
      name?.kind === 'name' &&
      word?.text === 'in' &&
      close?.text === ')' &&
      array !== undefined
    ) {
      for (let step = 0; step < 4; step += 1) this.advance();
      return { type: 'forIn', name: name.text, array: array.text, body: this.#body() };
    }
    const first = this.is(';') ? undefined : this.#simple();
    this.expect(';');
    this.skipNewlines();
    const test = this.is(';') ? undefined : this.expression();
    this.expect(';');
    this.skipNewlines();
    const update = this.is(')') ? undefined : this.#simple();
    this.expect(')');
    const empty = this.take(';');
    return {
      type: 'for',
      first,
      test,
      update,
      body: empty ? { type: 'block', body: [] } : this.#body(),
    };
  }

  #simple(): Statement {
    const { text, kind } = this.token;
    if (kind === 'keyword') {
      if (text === 'print' || text === 'printf') return this.#print(text);
      if (text === 'next' || text === 'nextfile' || text === 'break' || text === 'continue') {
        this.advance();
        return { type: text };
      }
      if (text === 'exit' || text === 'return') {
        this.advance();
        return { type: text, value: this.#atEnd() ? undefined : this.expression() };
      }
      if (text === 'delete') return this.#delete();
    }
    return { type: 'expression', value: this.expression() };
  }

  #atEnd(): boolean {
    return (
      this.is(';') || this.is('}') || this.token.kind === 'newline' || this.token.kind === 'end'
    );
  }

  #delete(): Statement {
    this.advance();
    const name = this.token.text;
    this.advance();
    if (!this.take('[')) return { type: 'delete', name, index: undefined };
    const index = this.list(']');
    this.expect(']');
    return { type: 'delete', name, index };
  }

  #print(type: 'print' | 'printf'): Statement {
    this.advance();
    let args: readonly Expression[] = [];
    this.inPrint = true;
    if (!this.#atEnd() && !this.is('>') && !this.is('>>') && !this.is('|')) {
      args = this.list('');
      const [only] = args;
      if (args.length === 1 && only?.type === 'group') args = only.items;
    }
    this.inPrint = false;
    return { type, args, to: this.#redirection() };
  }

  #redirection(): Redirection | undefined {
    for (const kind of ['>', '>>', '|'] as const) {
      if (this.take(kind)) return { kind, target: this.concatenation() };
    }
    return undefined;
  }
}

/** Reads a program; throws in mawk's words when it isn't one. */
export function parseAwk(text: string): AwkProgram {
  const program = new ProgramParser(new Lexer(text).read()).program();
  if (
    program.begin.length + program.rules.length + program.end.length === 0 &&
    program.functions.size === 0 &&
    text.trim() !== '' &&
    !text.trim().startsWith('#')
  ) {
    throw new ProgramError('line 1: syntax error at or near end of program', 2);
  }
  return program;
}
