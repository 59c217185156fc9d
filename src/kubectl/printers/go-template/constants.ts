/** Texts and numbers as a template writes them. */
import { unquoteGo } from '../go-quote.ts';

/** The text of a quoted or raw string; undefined when the syntax is wrong. */
export const unquote = (text: string): string | undefined =>
  text.startsWith('`') ? text.slice(1, -1) : unquoteGo(text);

/** `0x1F` ⇒ 31n, `1.5` ⇒ 1.5 */
export const numberOf = (text: string): bigint | number => {
  const plain = text.replaceAll('_', '');
  if (/[.eE]/.test(plain) && !/^[+-]?0[xX]/.test(plain)) return Number(plain);
  const value = BigInt(plain.replace(/^[+-]/, ''));
  return plain.startsWith('-') ? -value : value;
};
