/** What there is to know of values: kinds, sizes, keys, order. */
import { placesOf } from '../access.ts';
import { described, FilterError } from '../errors.ts';
import {
  compare,
  isArray,
  isEqual,
  isObject,
  sortBy,
  sortedKeys,
  typeOf,
  type Value,
} from '../value.ts';
import { filter, type Natives, plain } from './native.ts';

const encoder = new TextEncoder();

function lengthOf(value: Value): Value {
  if (value === null) return 0;
  if (typeof value === 'number') return Math.abs(value);
  if (typeof value === 'string') return [...value].length;
  if (isArray(value)) return value.length;
  if (isObject(value)) return value.size;
  throw new FilterError(`${described(value)} has no length`);
}

function keysOf(
  value: Value,
  keys: (object: ReadonlyMap<string, Value>) => readonly string[],
): Value {
  if (isObject(value)) return keys(value);
  if (isArray(value)) return value.map((_, at) => at);
  throw new FilterError(`${described(value)} has no keys`);
}

function hasKey(value: Value, key: Value): boolean {
  if (isObject(value) && typeof key === 'string') return value.has(key);
  if (isArray(value) && typeof key === 'number') return key >= 0 && key < value.length;
  throw new FilterError(
    `Cannot check whether ${typeOf(value)} has a ${typeof key === 'string' ? 'string' : typeOf(key)} key`,
  );
}

function containsValue(a: Value, b: Value): boolean {
  if (isObject(a) && isObject(b)) {
    return [...b].every(([key, item]) => a.has(key) && containsValue(a.get(key) ?? null, item));
  }
  if (isArray(a) && isArray(b))
    return b.every((item) =>
      a.some((each) => typeOf(each) === typeOf(item) && containsValue(each, item)),
    );
  if (typeof a === 'string' && typeof b === 'string') return a.includes(b);
  if (typeOf(a) === typeOf(b)) return isEqual(a, b);
  throw new FilterError(
    `${described(a)} and ${described(b)} cannot have their containment checked`,
  );
}

function listOf(value: Value, what: string): readonly Value[] {
  if (isArray(value)) return value;
  throw new FilterError(`${described(value)} cannot be ${what}, as it is not an array`);
}

/** What `map` over it and then a sort of it say. */
function iterated(value: Value, what: string): readonly Value[] {
  if (isArray(value) || isObject(value)) return listOf(value, what);
  throw new FilterError(`Cannot iterate over ${described(value)}`);
}

const sorted = (value: Value): readonly Value[] => sortBy(listOf(value, 'sorted'), (item) => item);

/** Items with what a filter makes of each, in that order. */
function keyed(
  name: string,
  what: string,
  of: (pairs: readonly (readonly [key: Value, item: Value])[]) => Value,
): Natives[number] {
  return filter(name, function* run({ evaluator, args: [key], scope, item }) {
    const list = iterated(item.value, what);
    const pairs = list.map((each): readonly [Value, Value] => [
      key ? [...evaluator.values(key, scope, each)] : null,
      each,
    ]);
    yield { value: of(pairs), way: item.way };
  });
}

type Pairs = readonly (readonly [key: Value, item: Value])[];

/** Runs of equal keys, in the order of the keys. */
function groups(pairs: Pairs): readonly Pairs[] {
  const found: (readonly [Value, Value])[][] = [];
  for (const pair of sortBy(pairs, ([key]) => key)) {
    const last = found.at(-1);
    if (last?.[0] && isEqual(last[0][0], pair[0])) last.push(pair);
    else found.push([pair]);
  }
  return found;
}

const itemOf = ([, item]: readonly [Value, Value]): Value => item;

/** The least by a key, or the greatest: the first of the least, the last of the greatest. */
function extreme(pairs: Pairs, isMax: boolean): Value {
  const [first, ...rest] = pairs;
  if (!first) return null;
  return rest.reduce((best, pair) => {
    const order = compare(pair[0], best[0]);
    return (isMax ? order >= 0 : order < 0) ? pair : best;
  }, first)[1];
}

function own(value: Value): Pairs {
  if (isArray(value)) return value.map((item) => [item, item]);
  throw new FilterError(`${described(value)} and ${described(value)} cannot be iterated over`);
}

function flattened(list: readonly Value[], depth: number): readonly Value[] {
  return list.flatMap((item) => (isArray(item) && depth > 0 ? flattened(item, depth - 1) : [item]));
}

/** Where a part stands: in a text by bytes, in a list by item or run of items. */
function indices(value: Value, part: Value): Value {
  if (value === null) return null;
  if (typeof value === 'string' && typeof part === 'string') {
    const places: number[] = [];
    if (part === '') return places;
    for (let at = value.indexOf(part); at >= 0; at = value.indexOf(part, at + 1)) {
      places.push(encoder.encode(value.slice(0, at)).length);
    }
    return places;
  }
  if (isArray(value)) return [...placesOf(value, isArray(part) ? part : [part])];
  throw new FilterError(
    typeof part === 'string'
      ? `Cannot index ${typeOf(value)} with string "${part}"`
      : `Cannot index ${typeOf(value)} with ${typeOf(part)}`,
  );
}

const placeAt = (places: Value, at: number): Value =>
  isArray(places) ? (places.at(at) ?? null) : null;

function reversed(value: Value): Value {
  if (value === null) return [];
  if (typeof value === 'string' && value !== '')
    throw new FilterError('Cannot index string with number');
  if (isArray(value)) return [...value].reverse();
  if (isObject(value) && value.size > 0) throw new FilterError('Cannot index object with number');
  if (typeof value === 'number') throw new FilterError('Cannot index number with number');
  if (typeof value === 'boolean') throw new FilterError(`${described(value)} has no length`);
  return [];
}

/** The place of a value in a sorted list, or -1 - where it would stand. */
function search(value: Value, wanted: Value): Value {
  const list = listOf(value, 'searched from');
  let [low, high] = [0, list.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const order = compare(list[middle] ?? null, wanted);
    if (order === 0) return middle;
    if (order < 0) low = middle + 1;
    else high = middle - 1;
  }
  return -1 - low;
}

export const values: Natives = [
  plain('length/0', lengthOf),
  plain('type/0', typeOf),
  plain('not/0', (value) => value === null || value === false),
  plain('keys/0', (value) => keysOf(value, sortedKeys)),
  plain('keys_unsorted/0', (value) => keysOf(value, (object) => [...object.keys()])),
  plain('has/1', (value, key = null) => hasKey(value, key)),
  plain('contains/1', (value, part = null) => containsValue(value, part)),
  plain('sort/0', sorted),
  plain('unique/0', (value) =>
    groups(iterated(value, 'grouped').map((item) => [item, item])).flatMap((group) =>
      group.slice(0, 1).map(itemOf),
    ),
  ),
  plain('min/0', (value) => extreme(own(value), false)),
  plain('max/0', (value) => extreme(own(value), true)),
  keyed('sort_by/1', 'sorted', (pairs) => sortBy(pairs, ([key]) => key).map(itemOf)),
  keyed('group_by/1', 'grouped', (pairs) => groups(pairs).map((group) => group.map(itemOf))),
  keyed('unique_by/1', 'grouped', (pairs) =>
    groups(pairs).flatMap((group) => group.slice(0, 1).map(itemOf)),
  ),
  keyed('min_by/1', 'iterated over', (pairs) => extreme(pairs, false)),
  keyed('max_by/1', 'iterated over', (pairs) => extreme(pairs, true)),
  plain('reverse/0', reversed),
  plain('_flatten/1', (value, depth = 0) => {
    if (isObject(value)) return flattened([...value.values()], Number(depth));
    if (isArray(value)) return flattened(value, Number(depth));
    throw new FilterError(`Cannot iterate over ${described(value)}`);
  }),
  plain('indices/1', (value, part = null) => indices(value, part)),
  plain('index/1', (value, part = null) => placeAt(indices(value, part), 0)),
  plain('rindex/1', (value, part = null) => placeAt(indices(value, part), -1)),
  plain('bsearch/1', (value, wanted = null) => search(value, wanted)),
];
