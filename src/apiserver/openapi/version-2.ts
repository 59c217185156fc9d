/** The same API as one Swagger 2.0 document, for older clients. Mirrors kube-openapi pkg/builder3/util conversions, backwards. */
import type { JsonSchema, OpenApiDocument } from './documents.ts';

const isRecord = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A schema of version 3 in version 2: references elsewhere, and no alternatives. */
function schemaOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(schemaOf);
  if (!isRecord(value)) return value;
  const { allOf, oneOf, $ref, nullable: _nullable, ...rest } = value;
  const [only] = Array.isArray(allOf) ? (allOf as readonly JsonSchema[]) : [];
  const { default: zero, ...other } = rest;
  if (only?.['$ref']) return { ...mapped(other), $ref: refOf(String(only['$ref'])) };
  if ($ref) return { $ref: refOf(String($ref)) };
  if (oneOf) return { ...mapped(other), type: 'string' };
  return {
    ...mapped(other),
    ...(zero === undefined || zero === '' || zero === 0 ? {} : { default: zero }),
  };
}

/** Fields may be called as keywords are: `properties.allOf` is no alternative. */
const mapped = (record: JsonSchema): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(record).map(([key, value]) => [
      key,
      key === 'properties' && isRecord(value) ? eachOf(value) : schemaOf(value),
    ]),
  );

const eachOf = (schemas: JsonSchema): JsonSchema =>
  Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, schemaOf(schema)]));

const refOf = (text: string): string => text.replace('#/components/schemas/', '#/definitions/');

function parameterOf(parameter: JsonSchema): JsonSchema {
  const { schema, ...rest } = parameter;
  return { uniqueItems: true, ...(isRecord(schema) ? schema : {}), ...rest };
}

const parametersOf = (value: unknown): readonly JsonSchema[] =>
  Array.isArray(value) ? (value as readonly JsonSchema[]).map(parameterOf) : [];

const firstSchema = (content: unknown): unknown => {
  const [first] = isRecord(content) ? Object.values(content) : [];
  return isRecord(first) ? schemaOf(first['schema']) : undefined;
};

function responsesOf(value: unknown): JsonSchema {
  const entries = Object.entries(isRecord(value) ? value : {}).map(([code, response]) => {
    const { content, ...rest } = response as JsonSchema;
    const schema = firstSchema(content);
    return [code, schema ? { ...rest, schema } : rest];
  });
  return Object.fromEntries(entries);
}

function operationOf(operation: JsonSchema): JsonSchema {
  const { requestBody, parameters, responses, ...rest } = operation;
  const content = isRecord(requestBody) ? requestBody['content'] : undefined;
  const body = content
    ? [{ name: 'body', in: 'body', required: true, schema: firstSchema(content) }]
    : [];
  return {
    consumes: isRecord(content) ? Object.keys(content) : ['*/*'],
    produces: ['application/json', 'application/yaml'],
    schemes: ['https'],
    ...rest,
    parameters: [...body, ...parametersOf(parameters)],
    responses: responsesOf(responses),
  };
}

const itemOf = (item: JsonSchema): JsonSchema =>
  Object.fromEntries(
    Object.entries(item).map(([key, value]) => [
      key,
      key === 'parameters' ? parametersOf(value) : operationOf(value as JsonSchema),
    ]),
  );

/** `/openapi/v2` */
export function swaggerOf(documents: readonly OpenApiDocument[]): JsonSchema {
  const paths = documents.flatMap((one) => Object.entries(one.paths));
  const schemas = documents.flatMap((one) => Object.entries(one.components.schemas));
  return {
    swagger: '2.0',
    info: { title: 'Kubernetes', version: '1.35' },
    paths: Object.fromEntries(paths.map(([path, item]) => [path, itemOf(item)])),
    definitions: Object.fromEntries(schemas.map(([name, schema]) => [name, schemaOf(schema)])),
  };
}
