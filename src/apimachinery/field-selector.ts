/** Field selectors: `status.phase=Running,spec.nodeName!=node-1`. Mirrors apimachinery pkg/fields/selector.go. */
import { ParseError } from './parse-error.ts';

export interface FieldTerm {
  readonly field: string;
  readonly isEqual: boolean;
  readonly value: string;
}

function splitTerms(text: string): string[] {
  const terms: string[] = [];
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === ',') {
      terms.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return [...terms, text.slice(start)];
}

function unescapeValue(value: string): string {
  let plain = '';
  for (let at = 0; at < value.length; at += 1) {
    const char = value.charAt(at);
    if (char === ',' || char === '=') {
      throw new ParseError(`invalid field selector: unescaped character in value: ${char}`);
    }
    if (char !== '\\') {
      plain += char;
      continue;
    }
    at += 1;
    const escaped = value.charAt(at);
    if (escaped === '' || !'\\,='.includes(escaped)) {
      throw new ParseError(`invalid field selector: invalid escape sequence: \\${escaped}`);
    }
    plain += escaped;
  }
  return plain;
}

/** `a=1,b!=2` ⇒ its terms, sorted as upstream sorts them. Throws ParseError. */
export function parseFieldSelector(text: string): readonly FieldTerm[] {
  const terms: FieldTerm[] = [];
  for (const part of splitTerms(text).sort()) {
    if (part === '') continue;
    const found = /!=|==|=/.exec(part);
    if (!found) throw new ParseError(`invalid selector: '${text}'; can't understand '${part}'`);
    terms.push({
      field: part.slice(0, found.index),
      isEqual: found[0] !== '!=',
      value: unescapeValue(part.slice(found.index + found[0].length)),
    });
  }
  return terms;
}

/** Terms ⇒ `a=1,b!=2`. */
export const printFieldSelector = (terms: readonly FieldTerm[]): string =>
  terms
    .map(({ field, isEqual, value }) => {
      const escaped = value.replace(/[\\,=]/g, '\\$&');
      return `${field}${isEqual ? '=' : '!='}${escaped}`;
    })
    .join(',');
