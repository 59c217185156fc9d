/** Values as Go's `%v` prints what it read from JSON: patches are told so in refusals. */
import type { Json } from '../object.ts';

/** `{spec: {a: [1, "b"]}}` ⇒ `map[spec:map[a:[1 b]]]` */
export function printGoValue(value: Json | undefined): string {
  if (value === null || value === undefined) return '<nil>';
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(printGoValue).join(' ')}]`;
  if (typeof value !== 'object') return String(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `map[${entries.map(([key, inner]) => `${key}:${printGoValue(inner)}`).join(' ')}]`;
}

/** Values as Go's `%s` prints them: what is no text with a complaint. 5 ⇒ `%!s(int64=5)` */
export const printGoText = (value: Json | undefined): string =>
  typeof value === 'number' || typeof value === 'boolean'
    ? `%!s(${goTypeName(value)}=${value})`
    : printGoValue(value);

/** What Go calls the type of a value it read from JSON. */
export function goTypeName(value: Json | undefined): string {
  if (value === null || value === undefined) return '<nil>';
  if (Array.isArray(value)) return '[]interface {}';
  if (typeof value === 'object') return 'map[string]interface {}';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'string') return 'string';
  return Number.isInteger(value) ? 'int64' : 'float64';
}
