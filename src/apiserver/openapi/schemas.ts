/** Definitions of the API in OpenAPI's words, from the one schema the server decodes by. */
import { definition, type FieldSchema, type Schema } from '#apimachinery/schema.ts';
import { type JsonSchema, META, refTo } from './documents.ts';

/** What the schema says of a field by its type alone. */
const LEAVES: Readonly<Record<string, string>> = {
  quantity: 'io.k8s.apimachinery.pkg.api.resource.Quantity',
  intOrString: 'io.k8s.apimachinery.pkg.util.intstr.IntOrString',
  'time/date-time': `${META}Time`,
  'time/micro-time': `${META}MicroTime`,
};

const EXTENSIONS = 'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.';

/** Definitions of single values: nothing is in them. */
const VALUES: Readonly<Record<string, JsonSchema>> = {
  'io.k8s.apimachinery.pkg.api.resource.Quantity': {
    oneOf: [{ type: 'string' }, { type: 'number' }],
  },
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': {
    format: 'int-or-string',
    oneOf: [{ type: 'integer' }, { type: 'string' }],
  },
  [`${META}Time`]: { type: 'string', format: 'date-time' },
  [`${META}MicroTime`]: { type: 'string', format: 'date-time' },
  [`${META}Patch`]: { type: 'object' },
  [`${META}FieldsV1`]: { type: 'object' },
  'io.k8s.apimachinery.pkg.runtime.RawExtension': { type: 'object' },
  [`${EXTENSIONS}JSON`]: {},
  [`${EXTENSIONS}JSONSchemaPropsOrArray`]: {},
  [`${EXTENSIONS}JSONSchemaPropsOrBool`]: {},
  [`${EXTENSIONS}JSONSchemaPropsOrStringArray`]: {},
};

const leafName = ({ type, format }: FieldSchema): string | undefined =>
  LEAVES[type === 'time' ? `time/${format}` : type];

/** The definition a field refers to, if any. */
const refOf = (field: FieldSchema): string | undefined =>
  (field.type === 'object' ? field.ref : field.opaque) ?? leafName(field);

/** What Go has when nothing is said: said where the value is not a pointer. */
const ZERO: Readonly<Record<string, unknown>> = {
  string: '',
  integer: 0,
  number: 0,
  boolean: false,
};

/** An element of a list or a map is held by value, so it has a default. */
function elementOf(items: FieldSchema): JsonSchema {
  const schema = typeOf(items);
  if (schema['default'] !== undefined) return schema;
  const ref = refOf(items);
  if (ref) return { default: {}, ...withRef(ref) };
  return Object.hasOwn(ZERO, items.type) ? { ...schema, default: ZERO[items.type] } : schema;
}

const withRef = (name: string): JsonSchema => ({ allOf: [refTo(name)] });

function typeOf(field: FieldSchema): JsonSchema {
  const ref = refOf(field);
  if (ref) return withRef(ref);
  const { type, items, format } = field;
  if (type === 'array') return { type, items: items ? elementOf(items) : {} };
  if (type === 'map')
    return { type: 'object', additionalProperties: items ? elementOf(items) : {} };
  if (type === 'number') return { type, format: 'double' };
  if (type === 'any') return { type: 'object' };
  return format ? { type, format } : { type };
}

function defaultOf(field: FieldSchema): JsonSchema {
  if (field.default !== undefined) return { default: field.default };
  if (field.always) return { default: {} };
  return field.required && Object.hasOwn(ZERO, field.type) ? { default: ZERO[field.type] } : {};
}

function propertyOf(field: FieldSchema): JsonSchema {
  const { mergeKey, patchStrategy, listType, listMapKeys, mapType, values } = field;
  return {
    ...typeOf(field),
    ...defaultOf(field),
    ...(values ? { enum: values } : {}),
    ...(listMapKeys ? { 'x-kubernetes-list-map-keys': listMapKeys } : {}),
    ...(listType ? { 'x-kubernetes-list-type': listType } : {}),
    ...(mapType ? { 'x-kubernetes-map-type': mapType } : {}),
    ...(mergeKey ? { 'x-kubernetes-patch-merge-key': mergeKey } : {}),
    ...(patchStrategy ? { 'x-kubernetes-patch-strategy': patchStrategy } : {}),
  };
}

/** A definition as OpenAPI has it, without prose. */
function schemaOf({ fields, atomic }: Schema): JsonSchema {
  const entries = Object.entries(fields);
  const required = entries.filter(([, field]) => field.required).map(([name]) => name);
  return {
    type: 'object',
    ...(required.length > 0 ? { required } : {}),
    ...(entries.length > 0
      ? {
          properties: Object.fromEntries(entries.map(([name, field]) => [name, propertyOf(field)])),
        }
      : {}),
    ...(atomic ? { 'x-kubernetes-map-type': 'atomic' } : {}),
  };
}

function refsOf(field: FieldSchema): readonly string[] {
  const own = refOf(field);
  return [...(own ? [own] : []), ...(field.items ? refsOf(field.items) : [])];
}

/** Every definition that those named reach, by name. Differs: unions and free-form objects say less than upstream's. */
export function schemasFrom(names: readonly string[]): Record<string, JsonSchema> {
  const found: Record<string, JsonSchema> = {};
  const waiting = [...names];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (Object.hasOwn(found, name)) continue;
    const value = VALUES[name];
    const schema = value ? undefined : definition(name);
    if (value) found[name] = value;
    if (!schema) continue;
    found[name] = schemaOf(schema);
    for (const field of Object.values(schema.fields)) waiting.push(...refsOf(field));
  }
  return found;
}
