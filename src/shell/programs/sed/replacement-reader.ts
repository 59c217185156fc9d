/** Reads the replacement of sed's `s`: text, groups, changes of case. */
import type { ReplacementPart } from './syntax.ts';

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  f: '\f',
  v: '\v',
  a: '\x07',
};

/** The parts up to the delimiter and where the text goes on; undefined when it never comes. */
export function readReplacement(
  source: string,
  from: number,
  delimiter: string,
): { readonly parts: readonly ReplacementPart[]; readonly end: number } | undefined {
  const parts: ReplacementPart[] = [];
  let text = '';
  const flush = (part?: ReplacementPart) => {
    if (text !== '') parts.push({ text });
    text = '';
    if (part !== undefined) parts.push(part);
  };
  for (let at = from; at < source.length; at += 1) {
    const character = source[at] ?? '';
    if (character === delimiter) {
      flush();
      return { parts, end: at + 1 };
    }
    if (character === '&') flush({ group: 0 });
    else if (character === '\\') {
      at += 1;
      const next = source[at] ?? '';
      if (/\d/.test(next)) flush({ group: Number(next) });
      else if (next === 'U' || next === 'L' || next === 'u' || next === 'l' || next === 'E') {
        flush({ turn: next });
      } else text += next === delimiter ? next : (escapes[next] ?? next);
    } else text += character;
  }
  return undefined;
}
