/** A custom resource's schema as the server's walks by schema read it. */
import type { FieldSchema, Schema } from '#apimachinery/schema.ts';
import type { JsonSchemaProps } from '#resources/customresourcedefinition.ts';

const OBJECT_META = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';

/** What stands in every object whatever its schema says. */
const HEAD: Readonly<Record<string, FieldSchema>> = {
  apiVersion: { type: 'string' },
  kind: { type: 'string' },
  metadata: { type: 'object', ref: OBJECT_META },
};

/** Whether fields that nobody named are kept. */
const isOpen = (schema: JsonSchemaProps): boolean =>
  schema['x-kubernetes-preserve-unknown-fields'] === true || !schema.properties;

function objectField(schema: JsonSchemaProps): FieldSchema {
  const { additionalProperties } = schema;
  if (typeof additionalProperties === 'object') {
    return { type: 'map', items: fieldOf(additionalProperties) };
  }
  if (isOpen(schema)) return { type: 'any', isOpen: true };
  return {
    type: 'object',
    inline: structureOfSchema(schema, schema['x-kubernetes-embedded-resource']),
  };
}

function arrayField(schema: JsonSchemaProps): FieldSchema {
  const keys = schema['x-kubernetes-list-map-keys'];
  return {
    type: 'array',
    items: schema.items ? fieldOf(schema.items) : { type: 'any' },
    listType: schema['x-kubernetes-list-type'] ?? 'atomic',
    ...(keys ? { listMapKeys: keys } : {}),
  };
}

function typed(schema: JsonSchemaProps): FieldSchema {
  if (schema['x-kubernetes-int-or-string']) return { type: 'intOrString' };
  switch (schema.type) {
    case 'object':
      return objectField(schema);
    case 'array':
      return arrayField(schema);
    case 'string':
    case 'integer':
    case 'number':
    case 'boolean':
      return { type: schema.type };
    default:
      return { type: 'any' };
  }
}

function fieldOf(schema: JsonSchemaProps): FieldSchema {
  const mapType = schema['x-kubernetes-map-type'];
  return {
    ...typed(schema),
    ...(mapType ? { mapType } : {}),
    ...(schema.default === undefined ? {} : { default: schema.default }),
  };
}

/** The fields of an object; `isResource` adds those every object has. */
export function structureOfSchema(schema: JsonSchemaProps, isResource = false): Schema {
  const own = Object.entries(schema.properties ?? {}).map(
    ([name, property]) => [name, fieldOf(property)] as const,
  );
  return {
    fields: { ...Object.fromEntries(own), ...(isResource ? HEAD : {}) },
    atomic: schema['x-kubernetes-map-type'] === 'atomic',
    ...(isOpen(schema) ? { isOpen: true } : {}),
  };
}
