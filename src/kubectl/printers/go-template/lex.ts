/** Go template text ⇒ words. Mirrors Go's text/template/parse/lex.go. */

import { quoteGo } from '#apimachinery/go-quote.ts';
import { KubectlError } from '../../errors.ts';

export type TokenType =
  | 'text'
  | 'open'
  | 'close'
  | 'field'
  | 'variable'
  | 'identifier'
  | 'string'
  | 'number'
  | 'char'
  | 'space'
  | 'symbol';

export interface Token {
  readonly type: TokenType;
  readonly text: string;
  readonly at: number;
}

/** `template: output:1: unclosed action` */
export const templateError = (text: string, at: number, message: string): KubectlError =>
  new KubectlError(`template: output:${text.slice(0, at).split('\n').length}: ${message}`);

const patterns: readonly (readonly [TokenType, RegExp])[] = [
  ['space', /\s+/y],
  ['string', /"(?:[^"\\\n]|\\.)*"|`[^`]*`/y],
  ['char', /'(?:[^'\\\n]|\\.)+'/y],
  [
    'number',
    /[+-]?(?:0[xX][0-9a-fA-F_]+|0[bB][01_]+|0[oO][0-7_]+|(?:\d[\d_]*)?\.?\d+(?:[eE][+-]?\d+)?)/y,
  ],
  ['field', /\.[\p{L}_][\p{L}\p{Nd}_]*/uy],
  ['variable', /\$[\p{L}\p{Nd}_]*/uy],
  ['identifier', /[\p{L}_][\p{L}\p{Nd}_]*/uy],
  ['symbol', /:=|[=|().,]/y],
];

/** One word of an action. */
function lexWord(text: string, at: number): Token {
  for (const [type, pattern] of patterns) {
    pattern.lastIndex = at;
    const word = pattern.exec(text)?.[0];
    if (word) return { type, text: word, at };
  }
  const letter = text[at] ?? '';
  if (letter === '"') throw templateError(text, at, 'unterminated quoted string');
  if (letter === '`') throw templateError(text, at, 'unterminated raw quoted string');
  if (letter === "'") throw templateError(text, at, 'unterminated character constant');
  const code = letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  throw templateError(
    text,
    at,
    /[!-~]/.test(letter)
      ? `unexpected ${quoteGo(letter)} in operand`
      : `unrecognized character in action: U+${code} ${quoteGo(letter)}`,
  );
}

/** Words of one action, from after `{{` to its `}}`. */
function lexAction(text: string, from: number, tokens: Token[]): number {
  let at = from;
  let depth = 0;
  for (;;) {
    if (text.startsWith('}}', at) || /^\s-\}\}/.test(text.slice(at, at + 4))) {
      if (depth > 0) throw templateError(text, at, 'unclosed left paren');
      const trims = !text.startsWith('}}', at);
      const end = trims ? text.indexOf('}}', at) + 2 : at + 2;
      tokens.push({ type: 'close', text: '}}', at });
      if (!trims) return end;
      return end + (/^\s*/.exec(text.slice(end))?.[0].length ?? 0);
    }
    if (at >= text.length) throw templateError(text, at, 'unclosed action');
    const token = lexWord(text, at);
    if (token.text === '(') depth += 1;
    if (token.text === ')') {
      depth -= 1;
      if (depth < 0) throw templateError(text, at, 'unexpected right paren');
    }
    tokens.push(token);
    at += token.text.length;
  }
}

/** All words of a template; comments are left out. */
export function lexTemplate(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf('{{', at);
    const end = open < 0 ? text.length : open;
    const trims = open >= 0 && /^-\s/.test(text.slice(open + 2, open + 4));
    const plain = text.slice(at, end);
    const shown = trims ? plain.trimEnd() : plain;
    if (shown) tokens.push({ type: 'text', text: shown, at });
    if (open < 0) break;
    const inside = open + (trims ? 3 : 2);
    const comment = /^\s*\/\*[\s\S]*?\*\/(\s-)?\}\}/.exec(text.slice(inside));
    if (comment) {
      at = inside + comment[0].length;
      if (comment[1]) at += /^\s*/.exec(text.slice(at))?.[0].length ?? 0;
      continue;
    }
    if (/^\s*\/\*/.test(text.slice(inside))) throw templateError(text, open, 'unclosed comment');
    tokens.push({ type: 'open', text: '{{', at: open });
    at = lexAction(text, inside, tokens);
  }
  return tokens;
}
