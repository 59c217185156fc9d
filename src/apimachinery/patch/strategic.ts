/** Strategic merge patch: a merge patch that pairs list items by key. Mirrors apimachinery pkg/util/strategicpatch/patch.go. */
import type { Json, JsonObject } from '../object.ts';
import { definition, type FieldSchema } from '../schema.ts';
import { goTypeName } from './go-print.ts';
import { isJsonObject, setKey, unmarshalError } from './merge.ts';
import { PatchError } from './patch-error.ts';
import { badDirective, DIRECTIVE, mergeLists } from './strategic-lists.ts';

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

const isDirective = (key: string): boolean =>
  key === RETAIN || key.startsWith(ORDER) || key.startsWith(DELETE_FROM);

/** The keys `$retainKeys` names stay; all others go. The patch may speak of no others. */
function retained(before: JsonObject, patch: JsonObject): JsonObject {
  const keys = patch[RETAIN];
  if (keys === undefined) return before;
  const spoken = Object.entries(patch).filter(
    ([key, value]) => value !== null && !isDirective(key),
  );
  if (!isList(keys) || spoken.some(([key]) => !keys.includes(key))) {
    throw new PatchError('invalid patch format of retainKeys', 400);
  }
  return Object.fromEntries(Object.entries(before).filter(([key]) => keys.includes(key)));
}

const own = (record: JsonObject, key: string): Json | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;

function orderOf(patch: JsonObject, name: string): readonly Json[] | undefined {
  const order = own(patch, ORDER + name);
  if (order === undefined || isList(order)) return order;
  throw new PatchError(`expected a []interface {}, but received a ${goTypeName(order)}`, 500);
}

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

/** A value that is there for the first time: what only directs the merge is left out; undefined when all of it does. */
function undirected(value: Json): Json | undefined {
  if (isList(value)) {
    return value.map(undirected).filter((item): item is Json => item !== undefined);
  }
  if (!isJsonObject(value)) return value;
  if (DIRECTIVE in value) return undefined;
  const next: Record<string, Json> = {};
  for (const [key, inner] of Object.entries(value)) {
    const kept = isDirective(key) || inner === null ? undefined : undirected(inner);
    if (kept !== undefined) setKey(next, key, kept);
  }
  return next;
}

function mergeListField(
  before: readonly Json[] | undefined,
  patch: JsonObject,
  name: string,
  field: FieldSchema,
): readonly Json[] | undefined {
  const value = own(patch, name);
  const order = orderOf(patch, name);
  const deleted = own(patch, DELETE_FROM + name);
  if (!before && value === undefined) return undefined;
  if (before && deleted !== undefined && !isList(deleted)) {
    throw new PatchError('invalid patch format of primitive list', 400);
  }
  const items = isList(value) ? value : [];
  const lists = { items, order, deleted: isList(deleted) ? deleted : [] };
  if (!before) lists.items = undirected(items) as readonly Json[];
  const schema = field.items?.ref;
  return mergeLists(before ?? [], lists, field.mergeKey, (old, item) =>
    mergeObject(old, item, schema),
  );
}

/** What a field becomes; undefined removes it. */
function mergeField(
  before: Json | undefined,
  patch: JsonObject,
  name: string,
  schema: string | undefined,
): Json | undefined {
  const field = fieldOf(schema, name);
  const value = own(patch, name);
  if (value === null) return undefined;
  const isListLike = (one: Json | undefined): boolean => one === undefined || isList(one);
  if (field && isMergedList(field) && isListLike(value) && isListLike(before)) {
    return mergeListField(before as readonly Json[] | undefined, patch, name, field);
  }
  if (value === undefined) return before;
  if (!isJsonObject(value) || !isJsonObject(before)) {
    return isList(value) && isList(before) ? value : undirected(value);
  }
  if (field?.type === 'map') return mergeMap(before, value, field.items?.ref);
  return mergeObject(before, value, field?.ref);
}

/** A map's values share one definition, whatever their keys. */
function mergeMap(before: JsonObject, patch: JsonObject, schema: string | undefined): JsonObject {
  if (!schema || DIRECTIVE in patch) return mergeObject(before, patch, undefined);
  const next: Record<string, Json> = { ...before };
  for (const [key, value] of Object.entries(patch)) {
    const old = own(before, key);
    if (value === null) delete next[key];
    else if (isJsonObject(value) && isJsonObject(old)) {
      setKey(next, key, mergeObject(old, value, schema));
    } else setKey(next, key, undirected(value) ?? {});
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
  if (directive !== undefined) throw badDirective(patch);
  const start = retained(before, patch);
  const next: Record<string, Json> = { ...start };
  let isChanged = start !== before;
  for (const name of patchedFields(patch)) {
    const old = own(start, name);
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
