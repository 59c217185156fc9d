/** Strategic merge patch: a merge patch that pairs list items by key. Mirrors apimachinery pkg/util/strategicpatch/patch.go. */
import type { Json, JsonObject } from '../object.ts';
import { definition, type FieldSchema } from '../schema.ts';
import { isJsonObject, setKey, unmarshalError } from './merge.ts';
import { PatchError } from './patch-error.ts';
import { ordered } from './strategic-order.ts';

const DIRECTIVE = '$patch';
const RETAIN = '$retainKeys';
const ORDER = '$setElementOrder/';
const DELETE_FROM = '$deleteFromPrimitiveList/';

const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);
const isMergedList = (field: FieldSchema | undefined): boolean =>
  field?.type === 'array' && (field.patchStrategy ?? '').split(',').includes('merge');

const fieldOf = (schema: string | undefined, name: string): FieldSchema | undefined => {
  const fields = schema ? definition(schema)?.fields : undefined;
  return fields && Object.hasOwn(fields, name) ? fields[name] : undefined;
};

const badDirective = (what: Json): PatchError =>
  new PatchError(`invalid value for $patch: ${JSON.stringify(what)}`, true);

/** Merges lists of plain values: those of the patch are added, those deleted go. */
function mergePrimitives(
  before: readonly Json[],
  added: readonly Json[],
  deleted: readonly Json[],
): readonly Json[] {
  const kept = before.filter((item) => !deleted.includes(item));
  return [...kept, ...added.filter((item) => !kept.includes(item))];
}

interface ListPatch {
  readonly items: readonly Json[];
  readonly order: readonly Json[] | undefined;
  readonly deleted: readonly Json[];
}

function keyOf(item: Json, mergeKey: string): Json | undefined {
  return isJsonObject(item) ? item[mergeKey] : undefined;
}

/** One item of a list patch: `$patch: delete` removes its pair, else it merges into it or is added. */
function mergeItem(
  list: Json[],
  item: JsonObject,
  mergeKey: string,
  schema: string | undefined,
): void {
  const key = item[mergeKey];
  if (key === undefined) {
    throw new PatchError(
      `map: ${JSON.stringify(item)} does not contain declared merge key: ${mergeKey}`,
      true,
    );
  }
  const at = list.findIndex((one) => keyOf(one, mergeKey) === key);
  const directive = item[DIRECTIVE];
  if (directive === 'delete') {
    if (at >= 0) list.splice(at, 1);
  } else if (directive === 'replace') {
    const { [DIRECTIVE]: _directive, ...plain } = item;
    if (at >= 0) list[at] = plain;
    else list.push(plain);
  } else if (directive !== undefined && directive !== 'merge') {
    throw badDirective(directive);
  } else if (at >= 0) {
    list[at] = mergeObject(list[at] as JsonObject, item, schema);
  } else {
    list.push(mergeObject({}, item, schema));
  }
}

function mergeLists(
  before: readonly Json[],
  patch: ListPatch,
  field: FieldSchema,
): readonly Json[] {
  const replaces = patch.items.some(
    (item) => isJsonObject(item) && item[DIRECTIVE] === 'replace' && Object.keys(item).length === 1,
  );
  if (replaces) return patch.items.filter((item) => !isJsonObject(item) || !(DIRECTIVE in item));
  const mergeKey = field.mergeKey;
  if (!mergeKey) {
    const merged = mergePrimitives(before, patch.items, patch.deleted);
    return ordered(merged, before, patch.order, (item) => item);
  }
  const list = [...before];
  for (const item of patch.items) {
    if (!isJsonObject(item)) throw unmarshalError(item);
    mergeItem(list, item, mergeKey, field.items?.ref);
  }
  return ordered(list, before, patch.order, (item) => keyOf(item, mergeKey));
}

/** The keys `$retainKeys` names stay; all others go. */
function retained(before: JsonObject, patch: JsonObject): JsonObject {
  const keys = patch[RETAIN];
  if (keys === undefined) return before;
  if (!isList(keys)) throw new PatchError('$retainKeys patch format is wrong: not a list', true);
  return Object.fromEntries(Object.entries(before).filter(([key]) => keys.includes(key)));
}

const listPart = (patch: JsonObject, key: string): readonly Json[] | undefined => {
  const part = Object.hasOwn(patch, key) ? patch[key] : undefined;
  return isList(part) ? part : undefined;
};

/** The fields a patch speaks of, those it only orders or deletes from included. */
function patchedFields(patch: JsonObject): readonly string[] {
  const names = new Set<string>();
  for (const key of Object.keys(patch)) {
    if (key === DIRECTIVE || key === RETAIN) continue;
    if (key.startsWith(ORDER)) names.add(key.slice(ORDER.length));
    else if (key.startsWith(DELETE_FROM)) names.add(key.slice(DELETE_FROM.length));
    else names.add(key);
  }
  return [...names];
}

/** What a field becomes; undefined removes it. */
function mergeField(
  before: Json | undefined,
  patch: JsonObject,
  name: string,
  schema: string | undefined,
): Json | undefined {
  const field = fieldOf(schema, name);
  const value = Object.hasOwn(patch, name) ? patch[name] : undefined;
  if (value === null) return undefined;
  const isOnlyOrdered = value === undefined;
  if (field && isMergedList(field) && (isList(value) || isOnlyOrdered)) {
    if (isOnlyOrdered && before === undefined) return undefined;
    return mergeLists(
      isList(before) ? before : [],
      {
        items: isList(value) ? value : [],
        order: listPart(patch, ORDER + name),
        deleted: listPart(patch, DELETE_FROM + name) ?? [],
      },
      field,
    );
  }
  if (isOnlyOrdered) return before;
  if (!isJsonObject(value)) return value;
  const inner = field?.type === 'map' ? field.items?.ref : field?.ref;
  if (field?.type === 'map') return mergeMap(isJsonObject(before) ? before : {}, value, inner);
  return mergeObject(isJsonObject(before) ? before : {}, value, inner);
}

/** A map's values share one definition, whatever their keys. */
function mergeMap(before: JsonObject, patch: JsonObject, schema: string | undefined): JsonObject {
  if (!schema) return mergeObject(before, patch, undefined);
  const next: Record<string, Json> = { ...before };
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete next[key];
    else if (isJsonObject(value)) {
      setKey(next, key, mergeObject(isJsonObject(before[key]) ? before[key] : {}, value, schema));
    } else setKey(next, key, value);
  }
  return next;
}

function mergeObject(
  before: JsonObject,
  patch: JsonObject,
  schema: string | undefined,
): JsonObject {
  const directive = patch[DIRECTIVE];
  if (directive === 'delete') return {};
  if (directive === 'replace') {
    const { [DIRECTIVE]: _directive, ...plain } = patch;
    return plain;
  }
  if (directive !== undefined && directive !== 'merge') throw badDirective(directive);
  const start = retained(before, patch);
  const next: Record<string, Json> = { ...start };
  let isChanged = start !== before;
  for (const name of patchedFields(patch)) {
    const old = Object.hasOwn(start, name) ? start[name] : undefined;
    const value = mergeField(old, patch, name, schema);
    if (value === old) continue;
    isChanged = true;
    if (value === undefined) delete next[name];
    else setKey(next, name, value);
  }
  return isChanged ? next : before;
}

/** `document` after a strategic merge patch; `schema` names its definition. */
export function applyStrategicMergePatch(
  document: Json,
  patch: Json,
  schema: string | undefined,
): Json {
  if (!isJsonObject(patch)) throw unmarshalError(patch);
  return mergeObject(isJsonObject(document) ? document : {}, patch, schema);
}
