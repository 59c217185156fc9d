/** Walks an awk program's tokens. */
import { ProgramError } from '../../program-error.ts';
import type { Token } from './lexer.ts';

export class TokenReader {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  protected get token(): Token {
    return this.#tokens[this.#at] ?? { kind: 'end', text: '', line: 0 };
  }

  protected peek(count: number): readonly Token[] {
    return this.#tokens.slice(this.#at, this.#at + count);
  }

  protected advance(): void {
    this.#at += 1;
  }

  protected mark(): number {
    return this.#at;
  }

  protected back(mark: number): void {
    this.#at = mark;
  }

  protected is(text: string): boolean {
    const { token } = this;
    return token.text === text && (token.kind === 'operator' || token.kind === 'keyword');
  }

  protected take(text: string): boolean {
    if (!this.is(text)) return false;
    this.#at += 1;
    return true;
  }

  protected takeNewline(): boolean {
    if (this.token.kind !== 'newline') return false;
    this.#at += 1;
    return true;
  }

  protected expect(text: string): void {
    if (!this.take(text)) throw this.unexpected();
  }

  protected skipNewlines(semicolons = false): void {
    while (this.token.kind === 'newline' || (semicolons && this.is(';'))) this.#at += 1;
  }

  private openBraces(): number {
    const count = (text: string) =>
      this.#tokens.filter((token) => token.kind === 'operator' && token.text === text).length;
    return count('{') - count('}');
  }

  protected unexpected(): ProgramError {
    const { token } = this;
    if (token.kind === 'end' && this.openBraces() > 0) {
      return new ProgramError(`line ${token.line + 1}: missing } near end of file`, 2);
    }
    const near =
      token.kind === 'end'
        ? 'end of program'
        : token.kind === 'newline'
          ? 'end of line'
          : token.text;
    return new ProgramError(`line ${token.line}: syntax error at or near ${near}`, 2);
  }
}
