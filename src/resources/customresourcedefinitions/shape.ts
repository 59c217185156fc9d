/** Custom resources brought into the shape of their schema: unknown fields out, nulls out, defaults in. Mirrors apiextensions-apiserver pkg/apiserver/schema/{pruning,defaulting}. */
import type { Json, JsonObject } from '#apimachinery/object.ts';
import type { JsonSchemaProps } from './types.ts';
import { isList, isRecord } from './value-validation.ts';

/** The object with each field as `change` leaves it; itself when nothing changed; undefined drops a field. */
function mapped(
  value: JsonObject,
  change: (key: string, inner: Json) => Json | undefined,
): JsonObject {
  let isChanged = false;
  const next: Record<string, Json> = {};
  for (const [key, inner] of Object.entries(value)) {
    const changed = change(key, inner);
    isChanged ||= changed !== inner;
    if (changed !== undefined) next[key] = changed;
  }
  return isChanged ? next : value;
}

function mappedList(
  value: readonly Json[],
  change: (inner: Json, at: number) => Json,
): readonly Json[] {
  const next = value.map(change);
  return next.some((inner, at) => inner !== value[at]) ? next : value;
}

const propertyOf = (schema: JsonSchemaProps, key: string): JsonSchemaProps | undefined => {
  const { properties, additionalProperties } = schema;
  if (properties && Object.hasOwn(properties, key)) return properties[key];
  return typeof additionalProperties === 'object' ? additionalProperties : undefined;
};

/** Whether a field that no property names stays. */
const keepsUnknown = (schema: JsonSchemaProps): boolean =>
  schema['x-kubernetes-preserve-unknown-fields'] === true || schema.additionalProperties === true;

const EMBEDDED = ['apiVersion', 'kind', 'metadata'];

/** The value without fields the schema doesn't know; their paths go to `unknown`. */
export function pruned(
  schema: JsonSchemaProps,
  value: Json,
  path: string,
  unknown: string[],
  isResource = false,
): Json {
  if (isList(value)) {
    const { items } = schema;
    if (!items) return value;
    return mappedList(value, (inner, at) =>
      pruned(items, inner, `${path}[${at}]`, unknown, items['x-kubernetes-embedded-resource']),
    );
  }
  if (!isRecord(value)) return value;
  return mapped(value, (key, inner) => {
    if (isResource && EMBEDDED.includes(key)) return inner;
    const place = path ? `${path}.${key}` : key;
    const own = propertyOf(schema, key);
    if (own) return pruned(own, inner, place, unknown, own['x-kubernetes-embedded-resource']);
    if (keepsUnknown(schema)) return inner;
    unknown.push(place);
    return undefined;
  });
}

/** The value with defaults where nothing is said, and without nulls where none may be. */
export function defaulted(schema: JsonSchemaProps, value: Json): Json {
  if (isList(value)) {
    const { items } = schema;
    return items ? mappedList(value, (inner) => defaulted(items, inner)) : value;
  }
  if (!isRecord(value)) return value;
  const kept = mapped(value, (key, inner) => {
    const own = propertyOf(schema, key);
    if (!own) return inner;
    if (inner === null) return own.nullable ? inner : own.default;
    return defaulted(own, inner);
  });
  const missing = Object.entries(schema.properties ?? {}).filter(
    ([key, own]) => own.default !== undefined && !Object.hasOwn(kept, key),
  );
  if (missing.length === 0) return kept;
  const added = missing.map(([key, own]) => [key, defaulted(own, own.default ?? null)] as const);
  return { ...kept, ...Object.fromEntries(added) };
}
