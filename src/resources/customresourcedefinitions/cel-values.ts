/** JSON as CEL sees it by its schema: whole numbers are integers, names are ones CEL can write. */
import type { Json } from '#apimachinery/object.ts';
import type { JsonSchemaProps } from './types.ts';
import { isList, isRecord } from './value-validation.ts';

const KEYWORDS = new Set([
  'true',
  'false',
  'null',
  'in',
  'as',
  'break',
  'const',
  'continue',
  'else',
  'for',
  'function',
  'if',
  'import',
  'let',
  'loop',
  'package',
  'namespace',
  'return',
]);

/** `a-b` ⇒ `a__dash__b`. Mirrors apiserver pkg/cel Escape. */
export const escapedName = (name: string): string =>
  KEYWORDS.has(name)
    ? `__${name}__`
    : name
        .replaceAll('__', '__underscores__')
        .replaceAll('.', '__dot__')
        .replaceAll('-', '__dash__')
        .replaceAll('/', '__slash__');

/** A value that no schema speaks of. */
function freeValue(value: Json): unknown {
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value) : value;
  if (isList(value)) return value.map(freeValue);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, freeValue(inner)]));
}

/** What `self` is. Differs: times are text; `timestamp(self.x)` makes them times. */
export function celValue(schema: JsonSchemaProps, value: Json): unknown {
  const { properties, additionalProperties, items, type } = schema;
  if (typeof value === 'number') {
    return type !== 'number' && Number.isInteger(value) ? BigInt(value) : value;
  }
  if (isList(value)) return items ? value.map((inner) => celValue(items, inner)) : freeValue(value);
  if (!isRecord(value)) return value;
  const rest = typeof additionalProperties === 'object' ? additionalProperties : undefined;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      const own = properties && Object.hasOwn(properties, key) ? properties[key] : undefined;
      if (own) return [escapedName(key), celValue(own, inner)];
      return [key, rest ? celValue(rest, inner) : freeValue(inner)];
    }),
  );
}
