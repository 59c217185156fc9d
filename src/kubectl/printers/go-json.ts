/** JSON as Go's encoding/json writes it: sorted keys, `\u003c` for `<`, indentation by four spaces. */
import { sortedKeys } from './printer.ts';

const escapes: Readonly<Record<string, string>> = {
  '<': '\\u003c',
  '>': '\\u003e',
  '&': '\\u0026',
  '\u2028': '\\u2028',
  '\u2029': '\\u2029',
};

/** `a<b` ⇒ `"a\u003cb"` */
export const goJsonString = (text: string): string =>
  JSON.stringify(text).replace(/[<>&\u2028\u2029]/g, (letter) => escapes[letter] ?? letter);

export interface GoJsonOptions {
  /** Indentation of one level; "" gives one line. */
  readonly indent?: string;
  /** Keys in the order they stand (a Go struct) rather than sorted (a map). */
  readonly keepOrder?: boolean;
}

/** A value as Go would marshal it. */
export function goJson(value: unknown, options: GoJsonOptions = {}, margin = ''): string {
  if (typeof value === 'string') return goJsonString(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const { indent = '', keepOrder = false } = options;
  const inner = margin + indent;
  const parts = Array.isArray(value)
    ? value.map((part) => goJson(part, options, inner))
    : (keepOrder ? Object.keys(value) : sortedKeys(value))
        .map((key) => [key, (value as Record<string, unknown>)[key]] as const)
        .filter(([, part]) => part !== undefined)
        .map(
          ([key, part]) =>
            `${goJsonString(key)}:${indent ? ' ' : ''}${goJson(part, options, inner)}`,
        );
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  if (parts.length === 0) return open + close;
  if (!indent) return open + parts.join(',') + close;
  return `${open}\n${inner}${parts.join(`,\n${inner}`)}\n${margin}${close}`;
}
