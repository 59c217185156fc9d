/** How server-side apply sees a value: a scalar, a list or a map, whole or by its parts. Mirrors kube-openapi pkg/schemaconv and structured-merge-diff typed/helpers.go. */
import type { Json } from '../../object.ts';
import { type FieldSchema, type Schema, structureOf } from '../../schema.ts';
import { isJsonObject } from '../merge.ts';
import { keyElement, type PathElement, valueElement } from './path-element.ts';

export type ScalarType = 'numeric' | 'string' | 'boolean' | 'untyped';

export interface ScalarAtom {
  readonly is: 'scalar';
  readonly type: ScalarType;
}
export interface ListAtom {
  readonly is: 'list';
  /** The list is one value; else each item is a field of its own. */
  readonly isAtomic: boolean;
  /** What tells the items of a list of maps apart; none for a set of scalars. */
  readonly keys: readonly string[];
  readonly items: FieldSchema;
}
export interface MapAtom {
  readonly is: 'map';
  readonly isAtomic: boolean;
  /** The fields of a struct. */
  readonly fields: Readonly<Record<string, FieldSchema>>;
  /** What any other key holds; undefined where no other key may be. */
  readonly items: FieldSchema | undefined;
}
export type Atom = ScalarAtom | ListAtom | MapAtom;

const ANY: FieldSchema = { type: 'any' };
const OPEN: FieldSchema = { type: 'any', isOpen: true };
const NO_FIELDS: Readonly<Record<string, FieldSchema>> = {};

const SCALARS: Readonly<Record<string, ScalarType>> = {
  string: 'string',
  integer: 'numeric',
  number: 'numeric',
  boolean: 'boolean',
};

const listOf = (field: FieldSchema): ListAtom => {
  const items = field.items ?? ANY;
  if (field.listType === 'set') return { is: 'list', isAtomic: false, keys: [], items };
  if (field.listType === 'map') {
    return { is: 'list', isAtomic: false, keys: field.listMapKeys ?? [], items };
  }
  const merges = !field.listType && /^merge\b/.test(field.patchStrategy ?? '');
  const keys = merges && field.mergeKey ? [field.mergeKey] : [];
  return { is: 'list', isAtomic: !merges, keys, items };
};

function structOf(field: FieldSchema, schema: Schema): MapAtom {
  const isAtomic = field.mapType === undefined ? schema.atomic : isWhole(field);
  return { is: 'map', isAtomic, fields: schema.fields, items: schema.isOpen ? OPEN : undefined };
}

const isWhole = (field: FieldSchema): boolean => field.mapType === 'atomic';

function untyped(value: Json | undefined, isAtomic: boolean, items: FieldSchema): Atom {
  if (Array.isArray(value)) return { is: 'list', isAtomic: true, keys: [], items: ANY };
  if (isJsonObject(value)) return { is: 'map', isAtomic, fields: NO_FIELDS, items };
  return { is: 'scalar', type: 'untyped' };
}

const known = new WeakMap<FieldSchema, Atom>();

function typed(field: FieldSchema, schema: Schema | undefined): Atom {
  if (field.type === 'array') return listOf(field);
  if (schema) return structOf(field, schema);
  if (field.type === 'map') {
    return { is: 'map', isAtomic: isWhole(field), fields: NO_FIELDS, items: field.items ?? ANY };
  }
  return { is: 'scalar', type: SCALARS[field.type] ?? 'untyped' };
}

/** What a field's value is taken for. Where the schema says nothing, the value itself decides. */
export function atomOf(field: FieldSchema, value: Json | undefined): Atom {
  const found = known.get(field);
  if (found) return found;
  if (field.type === 'any') {
    return field.isOpen ? untyped(value, false, OPEN) : untyped(value, true, ANY);
  }
  const schema = field.type === 'object' ? structureOf(field) : undefined;
  // What nothing is known of is taken apart field by field, its lists whole.
  if (field.type === 'object' && !schema) return untyped(value, false, OPEN);
  const atom = typed(field, schema);
  known.set(field, atom);
  return atom;
}

/** The type of one entry of a map or struct; undefined where the schema has no such field. */
export const entryType = (atom: MapAtom, key: string): FieldSchema | undefined =>
  Object.hasOwn(atom.fields, key) ? atom.fields[key] : atom.items;

/** Why an item has no place in its list. */
export class ItemError extends Error {
  override name = 'ItemError';
}

/** What a key is when an item leaves it out: `protocol` of a port is TCP. */
function defaultKey(list: ListAtom, key: string): Json | undefined {
  const atom = atomOf(list.items, undefined);
  const field = atom.is === 'map' ? entryType(atom, key) : undefined;
  return field?.default ?? field?.zero ?? undefined;
}

function keyedElement(list: ListAtom, item: Json | undefined): PathElement {
  if (item === null || item === undefined) {
    throw new ItemError('associative list with keys may not have a null element');
  }
  if (!isJsonObject(item)) {
    throw new ItemError('associative list with keys may not have non-map elements');
  }
  const pairs: [string, Json][] = [];
  for (const key of list.keys) {
    const value = Object.hasOwn(item, key) ? item[key] : defaultKey(list, key);
    if (value !== undefined) pairs.push([key, value]);
  }
  if (pairs.length > 0) return keyElement(pairs);
  const keys = list.keys.map((key) => JSON.stringify(key)).join(' ');
  throw new ItemError(
    `associative list with keys has an element that omits all key fields [${keys}] (and doesn't have default values for any key fields)`,
  );
}

/** The step to an item of a list that is no single value; throws ItemError when there is none. */
export function elementOf(list: ListAtom, item: Json | undefined): PathElement {
  if (list.keys.length > 0) return keyedElement(list, item);
  if (isJsonObject(item)) {
    throw new ItemError("associative list without keys has an element that's a map type");
  }
  if (Array.isArray(item)) {
    throw new ItemError('not supported: associative list with lists as elements');
  }
  if (item === null || item === undefined) {
    throw new ItemError("associative list without keys has an element that's an explicit null");
  }
  return valueElement(item);
}
