/** jq's values: JSON, with objects as maps so that keys keep their order, whatever they look like. */

export type Value = null | boolean | number | string | readonly Value[] | JsonMap;
export type JsonMap = ReadonlyMap<string, Value>;

export type Type = 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object';

export const isArray = (value: Value): value is readonly Value[] => Array.isArray(value);
export const isObject = (value: Value): value is JsonMap => value instanceof Map;

export function typeOf(value: Value): Type {
  if (value === null) return 'null';
  if (isArray(value)) return 'array';
  if (isObject(value)) return 'object';
  return typeof value === 'boolean' ? 'boolean' : typeof value === 'number' ? 'number' : 'string';
}

/** Only `false` and `null` are not. */
export const isTruthy = (value: Value): boolean => value !== null && value !== false;

const RANK: Readonly<Record<Type, number>> = {
  null: 0,
  boolean: 1,
  number: 3,
  string: 4,
  array: 5,
  object: 6,
};

const rankOf = (value: Value): number => (value === true ? 2 : RANK[typeOf(value)]);

/** By code points, as bytes of UTF-8 compare. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const shortest = Math.min(a.length, b.length);
  for (let at = 0; at < shortest; at += 1) {
    const [x, y] = [a.charCodeAt(at), b.charCodeAt(at)];
    if (x === y) continue;
    const isHigh = (code: number): boolean => code >= 0xd800 && code <= 0xdfff;
    return isHigh(x) === isHigh(y) ? x - y : isHigh(x) ? 1 : -1;
  }
  return a.length - b.length;
}

/** Keys in jq's order. */
export const sortedKeys = (object: JsonMap): readonly string[] =>
  [...object.keys()].sort(compareText);

function compareLists(a: readonly Value[], b: readonly Value[]): number {
  for (let at = 0; at < Math.min(a.length, b.length); at += 1) {
    const order = compare(a[at] ?? null, b[at] ?? null);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function compareObjects(a: JsonMap, b: JsonMap): number {
  const keys = sortedKeys(a);
  const byKeys = compareLists(keys, sortedKeys(b));
  if (byKeys !== 0) return byKeys;
  for (const key of keys) {
    const order = compare(a.get(key) ?? null, b.get(key) ?? null);
    if (order !== 0) return order;
  }
  return 0;
}

/** jq's order of all values; a nan is below every number. */
export function compare(a: Value, b: Value): number {
  const byRank = rankOf(a) - rankOf(b);
  if (byRank !== 0) return byRank;
  if (typeof a === 'number' && typeof b === 'number')
    return a < b || Number.isNaN(a) ? -1 : a === b ? 0 : 1;
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  if (isArray(a) && isArray(b)) return compareLists(a, b);
  return isObject(a) && isObject(b) ? compareObjects(a, b) : 0;
}

export const isEqual = (a: Value, b: Value): boolean => compare(a, b) === 0;

/** In jq's order; equal ones stay as they were. */
export const sortBy = <T>(items: readonly T[], keyOf: (item: T) => Value): readonly T[] =>
  items
    .map((item) => ({ item, key: keyOf(item) }))
    .sort((a, b) => compare(a.key, b.key))
    .map(({ item }) => item);
