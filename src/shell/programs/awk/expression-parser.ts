/** awk's expressions, by precedence. */
import { ProgramError } from '../../program-error.ts';
import type { Expression, Target } from './syntax.ts';
import { TokenReader } from './token-reader.ts';

const comparisons = new Set(['<', '<=', '==', '!=', '>', '>=']);
const assignments = new Set(['=', '+=', '-=', '*=', '/=', '%=', '^=']);

function isTarget(node: Expression): node is Target {
  return node.type === 'variable' || node.type === 'element' || node.type === 'field';
}

export class ExpressionParser extends TokenReader {
  /** In `print a > b` the `>` is no comparison, unless in parentheses. */
  protected inPrint = false;
  #depth = 0;

  /** Expressions between commas. */
  protected list(end: string): Expression[] {
    const items: Expression[] = [];
    if (end !== '' && this.is(end)) return items;
    const saved = this.inPrint;
    if (end !== '') this.inPrint = false;
    do {
      this.skipNewlines();
      items.push(this.expression());
    } while (this.take(','));
    this.skipNewlinesBefore(end);
    this.inPrint = saved;
    return items;
  }

  private skipNewlinesBefore(end: string): void {
    if (end !== '') this.skipNewlines();
  }

  protected expression(): Expression {
    this.#depth += 1;
    if (this.#depth > 500) throw new ProgramError('expression nested too deeply', 2);
    const left = this.#conditional();
    this.#depth -= 1;
    const { text, kind } = this.token;
    if (kind === 'operator' && assignments.has(text) && isTarget(left)) {
      this.advance();
      this.skipNewlines();
      return { type: 'assign', operator: text, target: left, value: this.expression() };
    }
    return left;
  }

  #conditional(): Expression {
    const test = this.#or();
    if (!this.take('?')) return test;
    this.skipNewlines();
    const yes = this.expression();
    this.skipNewlines();
    this.expect(':');
    this.skipNewlines();
    return { type: 'conditional', test, yes, no: this.expression() };
  }

  #or(): Expression {
    let left = this.#and();
    while (this.take('||')) {
      this.skipNewlines();
      left = { type: 'logical', operator: '||', left, right: this.#and() };
    }
    return left;
  }

  #and(): Expression {
    let left = this.#in();
    while (this.take('&&')) {
      this.skipNewlines();
      left = { type: 'logical', operator: '&&', left, right: this.#in() };
    }
    return left;
  }

  #in(): Expression {
    let left = this.#match();
    while (this.take('in')) {
      const array = this.token.text;
      this.advance();
      left = { type: 'in', index: left.type === 'group' ? left.items : [left], array };
    }
    return left;
  }

  #match(): Expression {
    let left = this.#comparison();
    while (this.is('~') || this.is('!~')) {
      const negated = this.is('!~');
      this.advance();
      left = { type: 'match', negated, left, right: this.#comparison() };
    }
    return left;
  }

  #comparison(): Expression {
    let left = this.concatenation();
    while (this.is('|') && this.peek(2)[1]?.text === 'getline') {
      this.advance();
      this.advance();
      left = { type: 'getline', from: 'command', source: left, target: this.#optionalTarget() };
    }
    const { text, kind } = this.token;
    if (kind !== 'operator' || !comparisons.has(text) || (text === '>' && this.inPrint))
      return left;
    this.advance();
    return { type: 'compare', operator: text, left, right: this.concatenation() };
  }

  /** Operands side by side. */
  protected concatenation(): Expression {
    let left = this.#additive();
    while (this.#beginsOperand()) {
      left = { type: 'concat', left, right: this.#additive() };
    }
    return left;
  }

  #beginsOperand(): boolean {
    const { kind, text } = this.token;
    if (['number', 'string', 'regex', 'name', 'call', 'builtin'].includes(kind)) return true;
    return kind === 'operator' && ['$', '(', '!', '-', '+', '++', '--'].includes(text);
  }

  #additive(): Expression {
    let left = this.#multiplicative();
    while (this.is('+') || this.is('-')) {
      const operator = this.token.text;
      this.advance();
      left = { type: 'arithmetic', operator, left, right: this.#multiplicative() };
    }
    return left;
  }

  #multiplicative(): Expression {
    let left = this.#unary();
    while (this.is('*') || this.is('/') || this.is('%')) {
      const operator = this.token.text;
      this.advance();
      left = { type: 'arithmetic', operator, left, right: this.#unary() };
    }
    return left;
  }

  #unary(): Expression {
    for (const operator of ['!', '-', '+'] as const) {
      if (this.take(operator)) return { type: 'unary', operator, operand: this.#unary() };
    }
    return this.#power();
  }

  #power(): Expression {
    const left = this.#postfix();
    if (!this.take('^')) return left;
    const negative = this.take('-');
    const right = this.#power();
    return {
      type: 'arithmetic',
      operator: '^',
      left,
      right: negative ? { type: 'unary', operator: '-', operand: right } : right,
    };
  }

  #postfix(): Expression {
    for (const [sign, by] of [
      ['++', 1],
      ['--', -1],
    ] as const) {
      if (!this.take(sign)) continue;
      const target = this.#primary();
      if (!isTarget(target)) throw this.unexpected();
      return { type: 'step', by, prefix: true, target };
    }
    const value = this.#primary();
    if (!isTarget(value)) return value;
    if (this.take('++')) return { type: 'step', by: 1, prefix: false, target: value };
    if (this.take('--')) return { type: 'step', by: -1, prefix: false, target: value };
    return value;
  }

  #primary(): Expression {
    const { kind, text } = this.token;
    if (kind === 'operator' && text === '$') {
      this.advance();
      const minus = this.take('-');
      const index = this.is('++') || this.is('--') ? this.#postfix() : this.#primary();
      return {
        type: 'field',
        index: minus ? { type: 'unary', operator: '-', operand: index } : index,
      };
    }
    if (kind === 'operator' && text === '(') return this.#group();
    if (kind === 'operator' && (text === '-' || text === '+' || text === '!')) return this.#unary();
    if (kind === 'keyword' && text === 'getline') return this.#getline();
    this.advance();
    if (kind === 'number') return { type: 'number', value: Number(text) };
    if (kind === 'string') return { type: 'string', value: text };
    if (kind === 'regex') return { type: 'regex', source: text };
    if (kind === 'builtin') return this.#builtin(text);
    if (kind === 'call') {
      this.expect('(');
      const args = this.list(')');
      this.expect(')');
      return { type: 'call', name: text, args };
    }
    if (kind === 'name') {
      if (!this.take('[')) return { type: 'variable', name: text };
      const index = this.list(']');
      this.expect(']');
      return { type: 'element', name: text, index };
    }
    this.back(this.mark() - 1);
    throw this.unexpected();
  }

  #group(): Expression {
    this.advance();
    const items = this.list(')');
    this.expect(')');
    if (items.length === 0) throw this.unexpected();
    return { type: 'group', items };
  }

  #builtin(name: string): Expression {
    if (!this.is('(')) {
      if (name !== 'length') throw this.unexpected();
      return { type: 'builtin', name, args: [] };
    }
    this.advance();
    const args = this.list(')');
    this.expect(')');
    return { type: 'builtin', name, args };
  }

  #getline(): Expression {
    this.advance();
    const target = this.#optionalTarget();
    if (!this.take('<')) return { type: 'getline', from: 'input', source: undefined, target };
    return { type: 'getline', from: 'file', source: this.#primary(), target };
  }

  #optionalTarget(): Target | undefined {
    const { kind, text } = this.token;
    if (kind !== 'name' && !(kind === 'operator' && text === '$')) return undefined;
    const target = this.#primary();
    return isTarget(target) ? target : undefined;
  }
}
