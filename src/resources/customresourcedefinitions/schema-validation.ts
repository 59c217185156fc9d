/** Whether a schema is structural, and its defaults and rules make sense. Mirrors apiextensions-apiserver pkg/apiserver/schema/validation.go. */
import {
  type FieldError,
  forbidden,
  invalid,
  notSupported,
  required,
} from '#apimachinery/field-error.ts';
import { ruleErrors } from './rules.ts';
import type { JsonSchemaProps } from './types.ts';
import { valueErrors } from './value-validation.ts';

const TYPES = ['array', 'boolean', 'integer', 'number', 'object', 'string'];
const LIST_TYPES = ['atomic', 'set', 'map'];

/** Where a schema stands: what a missing type is called there. */
type Level = 'at the root' | 'for specified object fields' | 'for specified array items';

function typeErrors(schema: JsonSchemaProps, field: string, level: Level): FieldError[] {
  const { type } = schema;
  const isFree =
    schema['x-kubernetes-int-or-string'] || schema['x-kubernetes-preserve-unknown-fields'];
  if (!type) return isFree ? [] : [required(`${field}.type`, `must not be empty ${level}`)];
  if (!TYPES.includes(type)) return [notSupported(`${field}.type`, type, TYPES)];
  if (level === 'at the root' && type !== 'object') {
    return [invalid(`${field}.type`, type, 'must be object at the root')];
  }
  return [];
}

function shapeErrors(schema: JsonSchemaProps, field: string): FieldError[] {
  const errors: FieldError[] = [];
  const { properties, additionalProperties, items, type, uniqueItems } = schema;
  if (additionalProperties !== undefined && properties) {
    errors.push(
      forbidden(
        `${field}.additionalProperties`,
        'additionalProperties and properties are mutual exclusive',
      ),
    );
  }
  if (additionalProperties === false) {
    const why = 'additionalProperties cannot be set to false';
    errors.push(forbidden(`${field}.additionalProperties`, why));
  }
  if (uniqueItems) {
    const why = 'uniqueItems cannot be set to true since the runtime complexity becomes quadratic';
    errors.push(forbidden(`${field}.uniqueItems`, why));
  }
  if (type === 'array' && !items) errors.push(required(`${field}.items`, 'must be specified'));
  return errors;
}

function listTypeErrors(schema: JsonSchemaProps, field: string): FieldError[] {
  const listType = schema['x-kubernetes-list-type'];
  const keys = schema['x-kubernetes-list-map-keys'] ?? [];
  const errors: FieldError[] = [];
  if (listType === undefined) return errors;
  const place = `${field}.x-kubernetes-list-type`;
  if (schema.type !== 'array') {
    errors.push(
      invalid(
        `${field}.type`,
        schema.type ?? '',
        `must be array if x-kubernetes-list-type is specified`,
      ),
    );
  }
  if (!LIST_TYPES.includes(listType)) errors.push(notSupported(place, listType, LIST_TYPES));
  if (listType !== 'map') return errors;
  const keysPlace = `${field}.x-kubernetes-list-map-keys`;
  if (keys.length === 0) {
    errors.push(required(keysPlace, 'must not be empty if x-kubernetes-list-type is map'));
  }
  const known = schema.items?.properties ?? {};
  keys.forEach((key, at) => {
    if (Object.hasOwn(known, key)) return;
    errors.push(
      invalid(`${keysPlace}[${at}]`, key, 'entries must all be names of item properties'),
    );
  });
  return errors;
}

/** A default is a value like any other. */
const defaultErrors = (schema: JsonSchemaProps, field: string): readonly FieldError[] =>
  schema.default === undefined
    ? []
    : valueErrors(schema, schema.default, { path: `${field}.default`, name: '' });

/** Errors of a schema and of all schemas in it. */
export function schemaErrors(
  schema: JsonSchemaProps,
  field: string,
  level: Level = 'at the root',
): readonly FieldError[] {
  const { properties = {}, additionalProperties, items } = schema;
  const inner = typeof additionalProperties === 'object' ? additionalProperties : undefined;
  const named = Object.entries(properties).sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    ...typeErrors(schema, field, level),
    ...shapeErrors(schema, field),
    ...listTypeErrors(schema, field),
    ...defaultErrors(schema, field),
    ...ruleErrors(schema, field),
    ...named.flatMap(([name, property]) =>
      schemaErrors(property, `${field}.properties[${name}]`, 'for specified object fields'),
    ),
    ...(inner
      ? schemaErrors(inner, `${field}.additionalProperties`, 'for specified object fields')
      : []),
    ...(items ? schemaErrors(items, `${field}.items`, 'for specified array items') : []),
  ];
}
