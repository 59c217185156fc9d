/** Objects as Go would write them: with the fields that are there even when nobody set them. */
import type { Json, JsonObject } from '../../object.ts';
import { definition, type FieldSchema } from '../../schema.ts';
import { isJsonObject, setKey } from '../merge.ts';

const written = new WeakMap<object, Map<string, JsonObject>>();
const empty = new Map<string, JsonObject>();

function remembered(value: JsonObject): Map<string, JsonObject> {
  const known = written.get(value);
  if (known) return known;
  const memory = new Map<string, JsonObject>();
  written.set(value, memory);
  return memory;
}

/** What stands in a field that was left out; undefined where nothing does. */
function unset(field: FieldSchema): Json | undefined {
  if (field.always && field.type === 'object' && field.ref) return emptyOf(field.ref);
  return field.zero;
}

function walk(value: Json, field: FieldSchema): Json {
  if (field.type === 'object' && field.ref && isJsonObject(value)) {
    return asWritten(field.ref, value);
  }
  const { items } = field;
  if (field.type !== 'array' || items?.type !== 'object' || !Array.isArray(value)) return value;
  const list = value as readonly Json[];
  const next = list.map((item) => walk(item, items));
  return next.every((item, at) => item === list[at]) ? value : next;
}

const isEmpty = (value: Json): boolean => {
  if (Array.isArray(value)) return value.length === 0;
  return isJsonObject(value) && Object.keys(value).length === 0;
};

/** A field as it is written; undefined where Go leaves it out. An empty list is null, as what came by protobuf. */
function kept(value: Json, field: FieldSchema): Json | undefined {
  if (field.omitsZero && (value === '' || value === 0 || value === false)) return undefined;
  const isOfMany = field.type === 'array' || field.type === 'map';
  if (isOfMany && isEmpty(value)) return field.zero;
  return walk(value, field);
}

/** A whole object, which is not remembered; what is in it is. */
export function writtenObject(ref: string, value: JsonObject): JsonObject {
  const fields = definition(ref)?.fields;
  if (!fields) return value;
  const next: Record<string, Json> = {};
  let isChanged = false;
  for (const [key, inner] of Object.entries(value)) {
    const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
    const walked = field && inner !== undefined ? kept(inner, field) : inner;
    isChanged ||= walked !== inner;
    if (walked !== undefined) setKey(next, key, walked);
  }
  for (const [key, field] of Object.entries(fields)) {
    if (Object.hasOwn(next, key)) continue;
    const zero = unset(field);
    if (zero === undefined) continue;
    isChanged = true;
    next[key] = zero;
  }
  return isChanged ? next : value;
}

/** An object of a definition with `{}`, null, "" and 0 where Go writes them; worked out once for each object. */
export function asWritten(ref: string, value: JsonObject): JsonObject {
  const memory = remembered(value);
  const known = memory.get(ref);
  if (known) return known;
  const next = writtenObject(ref, value);
  memory.set(ref, next);
  return next;
}

/** A new object of a definition: `{metadata: {}, spec: {selector: null, template: …}, status: {}}` */
export function emptyOf(ref: string): JsonObject {
  const known = empty.get(ref);
  if (known) return known;
  const made = writtenObject(ref, {});
  empty.set(ref, made);
  return made;
}
