/** bc's language: `if`, `while`, `for`, `print`, strings; its expressions are in bc-expressions.ts. */
import { BcExpressions } from './bc-expressions.ts';
import { printNumber } from './bc-number.ts';
import { BcError, tokenize } from './bc-tokens.ts';

/** Runs programs; what they print is gathered. */
export class BcMachine extends BcExpressions {
  #output = '';
  #jump: 'break' | 'continue' | undefined;
  ended = false;

  /** A text in pieces that run one after another: each to the end of its line, a block as a whole. */
  statements(text: string): string[] {
    const found: string[] = [];
    let piece = '';
    const clean = text
      .replace(/\/\*[\s\S]*?\*\//g, ' ')
      .replace(/#.*$/gm, '')
      .replaceAll('\\\n', '');
    for (const line of clean.split('\n')) {
      piece += piece === '' ? line : `\n${line}`;
      const open = (piece.match(/\{/g) ?? []).length - (piece.match(/\}/g) ?? []).length;
      if (open > 0) continue;
      if (piece.trim() !== '') found.push(piece);
      piece = '';
    }
    return piece.trim() === '' ? found : [...found, piece];
  }

  run(text: string): { output: string; error: string | undefined } {
    this.#output = '';
    this.#jump = undefined;
    try {
      this.tokens = tokenize(text);
      this.at = 0;
      while (this.peek().kind !== 'end' && !this.ended) this.#statement(true);
      return { output: this.#output, error: undefined };
    } catch (error) {
      if (!(error instanceof BcError)) throw error;
      return { output: this.#output, error: error.message };
    }
  }

  #statement(runs: boolean): void {
    if (this.take(';') || this.take('\n')) return;
    if (this.take('{')) {
      while (!this.take('}')) {
        if (this.peek().kind === 'end') throw new BcError('(standard_in) 1: syntax error');
        this.#statement(runs && this.#jump === undefined);
      }
      return;
    }
    const { kind, text } = this.peek();
    if (kind === 'text') {
      this.at += 1;
      if (runs) this.#output += text;
    } else if (kind === 'name' && this.#keyword(text, runs)) return;
    else this.#expressionStatement(runs);
    if (this.peek().kind !== 'end' && !this.is('}') && !this.take(';') && !this.take('\n'))
      throw new BcError('(standard_in) 1: syntax error');
  }

  #keyword(text: string, runs: boolean): boolean {
    switch (text) {
      case 'quit':
      case 'halt':
        this.at += 1;
        if (runs) this.ended = true;
        return true;
      case 'break':
      case 'continue':
        this.at += 1;
        if (runs) this.#jump = text;
        return true;
      case 'print':
        this.at += 1;
        this.#print(runs);
        return true;
      case 'if':
        this.at += 1;
        this.#if(runs);
        return true;
      case 'while':
      case 'for':
        this.at += 1;
        this.#loop(text, runs);
        return true;
      case 'define':
      case 'auto':
        throw new BcError('(standard_in) 1: this bc has no functions to define');
      default:
        return false;
    }
  }

  #print(runs: boolean): void {
    do {
      const { kind, text } = this.peek();
      if (kind === 'text') {
        this.at += 1;
        if (runs)
          this.#output += text.replace(/\\n/g, '\n').replace(/\\t/g, '\t').replace(/\\q/g, '"');
      } else {
        const value = this.expression(runs);
        if (runs) this.#output += printNumber(value, this.outputBase);
      }
    } while (this.take(','));
  }

  #if(runs: boolean): void {
    this.need('(');
    const yes = this.expression(runs).digits !== 0n;
    this.need(')');
    while (this.take('\n'));
    this.#statement(runs && yes);
    if (!this.take('else')) return;
    while (this.take('\n'));
    this.#statement(runs && !yes);
  }

  #loop(kind: 'while' | 'for', runs: boolean): void {
    this.need('(');
    if (kind === 'for') {
      if (!this.is(';')) this.expression(runs);
      this.need(';');
    }
    const test = this.at;
    for (let turn = 0; ; turn += 1) {
      if (turn > 1_000_000)
        throw new BcError('Runtime error (func=(main), adr=0): too many turns of a loop');
      this.at = test;
      const goes = this.is(';') || this.expression(runs).digits !== 0n;
      let update = -1;
      if (kind === 'for') {
        this.need(';');
        update = this.at;
        if (!this.is(')')) this.expression(false);
      }
      this.need(')');
      while (this.take('\n'));
      const active = runs && goes;
      this.#statement(active);
      const end = this.at;
      if (!active || this.#jump === 'break' || this.ended) {
        this.#jump = undefined;
        this.at = end;
        return;
      }
      this.#jump = undefined;
      if (update < 0) continue;
      this.at = update;
      if (!this.is(')')) this.expression(true);
    }
  }

  #expressionStatement(runs: boolean): void {
    const start = this.at;
    const value = this.expression(runs);
    const second = this.tokens[start + 1]?.text ?? '';
    const index = this.tokens[start]?.kind === 'name' && /^(?:[-+*/%^]?=)$/.test(second);
    if (!runs || index) return;
    this.last = value;
    const text = printNumber(value, this.outputBase);
    this.#output += `${text.replace(/.{68}(?=.{2})/g, '$&\\\n')}\n`;
  }
}
