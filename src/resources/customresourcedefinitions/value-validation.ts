/** Values judged by a schema, in upstream's words. Mirrors apiextensions-apiserver pkg/apiserver/validation and kube-openapi pkg/validation/validate. */

import { isEqual } from '#apimachinery/equality.ts';
import {
  duplicate,
  type FieldError,
  invalid,
  notSupported,
  required,
  tooLong,
  tooMany,
} from '#apimachinery/field-error.ts';
import type { Json, JsonObject } from '#apimachinery/object.ts';
import { isOfFormat } from './formats.ts';
import type { JsonSchemaProps } from './types.ts';

/** Where a value stands: `path` for the error's field, `name` for its sentence. */
export interface Place {
  readonly path: string;
  readonly name: string;
}

export const isRecord = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

const within = ({ path, name }: Place, key: string): Place => ({
  path: path ? `${path}.${key}` : key,
  name: name ? `${name}.${key}` : key,
});
const at = ({ path, name }: Place, index: number): Place => ({
  path: `${path}[${index}]`,
  name: `${name}[${index}]`,
});

function typeOf(value: Json): string {
  if (value === null) return 'null';
  if (isList(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

const typeError = ({ path, name }: Place, wanted: string, actual: string): FieldError => ({
  ...invalid(path, actual, `${name} in body must be of type ${wanted}: ${JSON.stringify(actual)}`),
  type: 'FieldValueTypeInvalid',
});

function typeErrors(schema: JsonSchemaProps, value: Json, place: Place): readonly FieldError[] {
  const actual = typeOf(value);
  if (value === null && schema.nullable) return [];
  if (schema['x-kubernetes-int-or-string']) {
    const fits = actual === 'integer' || actual === 'string';
    return fits ? [] : [typeError(place, 'integer,string', actual)];
  }
  const { type } = schema;
  if (!type || type === actual || (type === 'number' && actual === 'integer')) return [];
  return [typeError(place, type, actual)];
}

const should = ({ path, name }: Place, value: Json, what: string): FieldError =>
  invalid(path, value, `${name} in body should ${what}`);

function numberErrors(schema: JsonSchemaProps, value: number, place: Place): FieldError[] {
  const { multipleOf, maximum, exclusiveMaximum, minimum, exclusiveMinimum } = schema;
  const errors: FieldError[] = [];
  if (multipleOf !== undefined && !Number.isInteger(value / multipleOf)) {
    errors.push(should(place, value, `be a multiple of ${multipleOf}`));
  }
  if (maximum !== undefined && (exclusiveMaximum ? value >= maximum : value > maximum)) {
    errors.push(
      should(place, value, `be less than ${exclusiveMaximum ? '' : 'or equal to '}${maximum}`),
    );
  }
  if (minimum !== undefined && (exclusiveMinimum ? value <= minimum : value < minimum)) {
    errors.push(
      should(place, value, `be greater than ${exclusiveMinimum ? '' : 'or equal to '}${minimum}`),
    );
  }
  return errors;
}

/** A pattern of RE2 as JavaScript has it; one it doesn't know lets everything through. */
function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(text);
  } catch {
    return true;
  }
}

function stringErrors(schema: JsonSchemaProps, value: string, place: Place): FieldError[] {
  const { maxLength, minLength, pattern, format } = schema;
  const length = [...value].length;
  if (maxLength !== undefined && length > maxLength) return [tooLong(place.path, maxLength)];
  if (minLength !== undefined && length < minLength) {
    return [should(place, value, `be at least ${minLength} chars long`)];
  }
  if (pattern !== undefined && !matches(pattern, value)) {
    return [should(place, value, `match '${pattern}'`)];
  }
  if (format === undefined || isOfFormat(format, value)) return [];
  const why = `${place.name} in body must be of type ${format}: ${JSON.stringify(value)}`;
  return [{ ...invalid(place.path, value, why), type: 'FieldValueTypeInvalid' }];
}

function listErrors(schema: JsonSchemaProps, value: readonly Json[], place: Place): FieldError[] {
  const { minItems, maxItems, items } = schema;
  const errors: FieldError[] = [];
  if (items) {
    value.forEach((item, index) => {
      errors.push(...valueErrors(items, item, at(place, index)));
    });
  }
  if (minItems !== undefined && value.length < minItems) {
    errors.push(should(place, value.length, `have at least ${minItems} items`));
  }
  if (maxItems !== undefined && value.length > maxItems) {
    errors.push(tooMany(place.path, value.length, maxItems));
  }
  return errors;
}

function recordErrors(schema: JsonSchemaProps, value: JsonObject, place: Place): FieldError[] {
  const { properties = {}, additionalProperties, minProperties, maxProperties } = schema;
  const keys = Object.keys(value);
  const errors: FieldError[] = [];
  if (minProperties !== undefined && keys.length < minProperties) {
    errors.push(should(place, keys.length, `have at least ${minProperties} properties`));
  }
  if (maxProperties !== undefined && keys.length > maxProperties) {
    errors.push(tooMany(place.path, keys.length, maxProperties));
  }
  for (const name of schema.required ?? []) {
    if (!Object.hasOwn(value, name)) errors.push(required(within(place, name).path));
  }
  const rest = typeof additionalProperties === 'object' ? additionalProperties : undefined;
  for (const key of keys.sort()) {
    const own = Object.hasOwn(properties, key) ? properties[key] : rest;
    const inner = value[key];
    if (own && inner !== undefined) errors.push(...valueErrors(own, inner, within(place, key)));
  }
  return errors;
}

const nowhere = (why: string): FieldError => invalid('<nil>', '', why);

/** `allOf`, `anyOf`, `oneOf`, `not`. Differs: of several alternatives that fit, none is blamed further. */
function combinedErrors(schema: JsonSchemaProps, value: Json, place: Place): FieldError[] {
  const { allOf, anyOf, oneOf, not } = schema;
  const name = JSON.stringify(place.name);
  const judged = (one: JsonSchemaProps) => valueErrors(one, value, place);
  const errors: FieldError[] = [];
  const fewest = (all: readonly (readonly FieldError[])[]): readonly FieldError[] =>
    all.reduce((best, one) => (one.length < best.length ? one : best), all[0] ?? []);
  if (anyOf?.length) {
    const all = anyOf.map(judged);
    if (!all.some(({ length }) => length === 0)) {
      errors.push(nowhere(`${name} must validate at least one schema (anyOf)`), ...fewest(all));
    }
  }
  if (oneOf?.length) {
    const all = oneOf.map(judged);
    const fitting = all.filter(({ length }) => length === 0).length;
    const what = `${name} must validate one and only one schema (oneOf).`;
    if (fitting === 0) errors.push(nowhere(`${what} Found none valid`), ...fewest(all));
    if (fitting > 1) errors.push(nowhere(`${what} Found ${fitting} valid alternatives`));
  }
  if (allOf?.length) {
    const failed = allOf.map(judged).filter(({ length }) => length > 0);
    if (failed.length > 0) {
      errors.push(nowhere(`${name} must validate all the schemas (allOf)`), ...failed.flat());
    }
  }
  if (not && judged(not).length === 0) {
    errors.push(nowhere(`${name} must not validate the schema (not)`));
  }
  return errors;
}

/** Errors of a value and of all values in it. */
export function valueErrors(
  schema: JsonSchemaProps,
  value: Json,
  place: Place,
): readonly FieldError[] {
  if (value === null && schema.nullable) return [];
  const errors: FieldError[] = [...typeErrors(schema, value, place)];
  errors.push(...combinedErrors(schema, value, place));
  if (typeof value === 'string') errors.push(...stringErrors(schema, value, place));
  if (typeof value === 'number') errors.push(...numberErrors(schema, value, place));
  if (isList(value)) errors.push(...listErrors(schema, value, place));
  const choices = schema.enum;
  if (choices && !choices.some((choice) => isEqual(choice, value))) {
    const shown = choices.map((choice) =>
      typeof choice === 'string' ? choice : JSON.stringify(choice),
    );
    errors.push(notSupported(place.path, value, shown));
  }
  if (isRecord(value)) errors.push(...recordErrors(schema, value, place));
  return errors;
}

const keyOf = (keys: readonly string[], item: Json): Json =>
  isRecord(item)
    ? Object.fromEntries(keys.flatMap((key) => (item[key] === undefined ? [] : [[key, item[key]]])))
    : item;

/** Items that a set or a map has twice. Mirrors apiextensions-apiserver pkg/apiserver/schema/listtype. */
export function duplicateErrors(
  schema: JsonSchemaProps,
  value: Json,
  path: string,
): readonly FieldError[] {
  const errors: FieldError[] = [];
  const { properties = {}, additionalProperties, items } = schema;
  const rest = typeof additionalProperties === 'object' ? additionalProperties : undefined;
  if (isRecord(value)) {
    for (const [key, inner] of Object.entries(value)) {
      const own = Object.hasOwn(properties, key) ? properties[key] : rest;
      if (own) errors.push(...duplicateErrors(own, inner, path ? `${path}.${key}` : key));
    }
  }
  if (!isList(value)) return errors;
  const listType = schema['x-kubernetes-list-type'];
  const keys = schema['x-kubernetes-list-map-keys'] ?? [];
  const seen = new Set<string>();
  value.forEach((item, index) => {
    const place = `${path}[${index}]`;
    if (items) errors.push(...duplicateErrors(items, item, place));
    if (listType !== 'set' && listType !== 'map') return;
    const own = listType === 'map' ? keyOf(keys, item) : item;
    const text = JSON.stringify(own);
    if (seen.has(text)) errors.push(duplicate(place, own));
    seen.add(text);
  });
  return errors;
}
