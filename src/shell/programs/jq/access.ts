/** Looking into values and changing them at a path. Mirrors jq 1.6 src/jv_aux.c. */
import { FilterError } from './errors.ts';
import { isArray, isEqual, isObject, type JsonMap, typeOf, type Value } from './value.ts';

const isSlice = (key: Value): key is JsonMap => isObject(key) && key.has('start') && key.has('end');

/** The whole-number bounds of a slice of something so long. */
function bounds(key: JsonMap, length: number, what: string): readonly [from: number, to: number] {
  const [start = null, end = null] = [key.get('start'), key.get('end')];
  const isIndex = (value: Value): value is number | null =>
    value === null || typeof value === 'number';
  if (!isIndex(start) || !isIndex(end)) {
    throw new FilterError(`Start and end indices of an ${what} slice must be numbers`);
  }
  const placed = (at: number): number => Math.min(length, Math.max(0, at < 0 ? at + length : at));
  const from = placed(Math.floor(start ?? 0));
  const to = placed(Math.ceil(end ?? length));
  return [from, Math.max(from, to)];
}

/** Where one list stands in another. */
export function placesOf(list: readonly Value[], part: readonly Value[]): readonly number[] {
  if (part.length === 0) return [];
  const places: number[] = [];
  for (let at = 0; at + part.length <= list.length; at += 1) {
    if (part.every((item, offset) => isEqual(item, list[at + offset] ?? null))) places.push(at);
  }
  return places;
}

const cannotIndex = (value: Value, key: Value): FilterError =>
  new FilterError(
    typeof key === 'string'
      ? `Cannot index ${typeOf(value)} with string "${key}"`
      : `Cannot index ${typeOf(value)} with ${typeOf(key)}`,
  );

/** `value[key]`; null where there is nothing. */
export function getKey(value: Value, key: Value): Value {
  if (isObject(value) && typeof key === 'string') return value.get(key) ?? null;
  if (isArray(value) && typeof key === 'number') {
    return value[key < 0 ? key + value.length : key] ?? null;
  }
  if (isSlice(key)) {
    if (value === null) return null;
    if (isArray(value)) return value.slice(...bounds(key, value.length, 'array'));
    if (typeof value === 'string') {
      const letters = [...value];
      return letters.slice(...bounds(key, letters.length, 'string')).join('');
    }
  }
  if (isArray(value) && isArray(key)) return placesOf(value, key);
  const isPlace = typeof key === 'string' || typeof key === 'number' || key === null;
  if (value === null && isPlace) return null;
  throw cannotIndex(value, key);
}

function setIndex(value: readonly Value[], key: number, item: Value): Value {
  const at = Math.floor(key) + (key < 0 ? value.length : 0);
  if (at < 0) throw new FilterError('Out of bounds negative array index');
  if (at > 536_870_911) throw new FilterError('Array index too large');
  const copy = [...value];
  while (copy.length < at) copy.push(null);
  copy[at] = item;
  return copy;
}

function setKey(value: Value, key: Value, item: Value): Value {
  if (typeof key === 'string' && (isObject(value) || value === null)) {
    return new Map(value ?? []).set(key, item);
  }
  if (typeof key === 'number' && (isArray(value) || value === null)) {
    return setIndex(value ?? [], key, item);
  }
  if (isSlice(key) && (isArray(value) || value === null)) {
    if (!isArray(item))
      throw new FilterError('A slice of an array can only be assigned another array');
    const list = value ?? [];
    const [from, to] = bounds(key, list.length, 'array');
    return [...list.slice(0, from), ...item, ...list.slice(to)];
  }
  if (isObject(key) && isArray(value))
    throw new FilterError('Start and end indices of an array slice must be numbers');
  throw isObject(key) || isArray(key)
    ? new FilterError(`Cannot update field at object index of ${typeOf(value)}`)
    : cannotIndex(value, key);
}

export const pathOf = (path: Value): readonly Value[] => {
  if (!isArray(path)) throw new FilterError('Path must be specified as an array');
  return path;
};

/** The value at a path; null beyond a null. */
export function getPath(value: Value, path: readonly Value[]): Value {
  let found = value;
  for (const key of path) {
    if (found === null) return null;
    found = getKey(found, key);
  }
  return found;
}

/** The value with another one at a path. */
export function setPath(value: Value, path: readonly Value[], item: Value): Value {
  const [key, ...rest] = path;
  if (key === undefined) return item;
  return setKey(value, key, setPath(getKey(value, key), rest, item));
}

/** Keys of one value, taken away together: places in a list are those before anything went. */
function deleteKeys(value: Value, keys: readonly Value[]): Value {
  if (value === null) return null;
  if (isObject(value)) {
    const copy = new Map(value);
    for (const key of keys) {
      if (typeof key !== 'string')
        throw new FilterError('Cannot delete field at array index of object');
      copy.delete(key);
    }
    return copy;
  }
  if (!isArray(value)) {
    throw new FilterError(`Cannot delete fields from ${typeOf(value)}`);
  }
  const gone = new Set<number>();
  for (const key of keys) {
    if (typeof key === 'number') gone.add(Math.floor(key) + (key < 0 ? value.length : 0));
    else if (isSlice(key)) {
      const [from, to] = bounds(key, value.length, 'array');
      for (let at = from; at < to; at += 1) gone.add(at);
    } else
      throw new FilterError(
        `Cannot delete field at ${typeof key === 'string' ? 'object' : 'array'} index of array`,
      );
  }
  return value.filter((_, at) => !gone.has(at));
}

/** The value without what stands at a path. */
function deletePath(value: Value, path: readonly Value[]): Value {
  const [key, ...rest] = path;
  if (key === undefined || value === null) return null;
  if (rest.length === 0) return deleteKeys(value, [key]);
  const inner = getKey(value, key);
  if (inner === null) return value;
  return setKey(value, key, deletePath(inner, rest));
}

/** The value without what stands at some paths: the last one first. */
export function deletePaths(
  value: Value,
  paths: Value,
  sorted: (list: readonly Value[]) => readonly Value[],
): Value {
  if (!isArray(paths)) throw new FilterError('Paths must be specified as an array');
  let result = value;
  for (const path of [...sorted(paths)].reverse()) {
    if (!isArray(path))
      throw new FilterError(`Path must be specified as array, not ${typeOf(path)}`);
    result = deletePath(result, path);
  }
  return result;
}
