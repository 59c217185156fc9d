/** What `s` puts in place of a match, and what `l` shows. */
import type { ReplacementPart } from './syntax.ts';

/** The replacement with its groups and changes of case. */
export function fill(parts: readonly ReplacementPart[], groups: readonly string[]): string {
  let result = '';
  let lasting: 'U' | 'L' | 'E' = 'E';
  let once: 'u' | 'l' | undefined;
  for (const part of parts) {
    if ('turn' in part) {
      if (part.turn === 'u' || part.turn === 'l') once = part.turn;
      else lasting = part.turn;
      continue;
    }
    let text = 'text' in part ? part.text : (groups[part.group] ?? '');
    if (lasting === 'U') text = text.toUpperCase();
    if (lasting === 'L') text = text.toLowerCase();
    if (once !== undefined && text !== '') {
      const first = text.slice(0, 1);
      text = (once === 'u' ? first.toUpperCase() : first.toLowerCase()) + text.slice(1);
      once = undefined;
    }
    result += text;
  }
  return result;
}

/** `l`: everything visible. */
export function unambiguous(text: string): string {
  const named: Readonly<Record<string, string>> = {
    '\n': '\\n',
    '\t': '\\t',
    '\r': '\\r',
    '\\': '\\\\',
    '\x07': '\\a',
    '\b': '\\b',
    '\f': '\\f',
    '\v': '\\v',
  };
  return [...text]
    .map(
      (c) =>
        named[c] ??
        (c < ' ' || c === '\x7f' ? `\\${c.charCodeAt(0).toString(8).padStart(3, '0')}` : c),
    )
    .join('');
}
