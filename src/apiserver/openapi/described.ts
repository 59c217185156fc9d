/** OpenAPI documents with what their definitions and fields are for. */
import type { ApiRequest, ApiResponse } from '#apimachinery/api.ts';
import type { Prose } from '#apimachinery/prose.ts';
import type { JsonSchema, OpenApiDocument } from './documents.ts';

type Schemas = Readonly<Record<string, JsonSchema>>;
type Swagger = { readonly definitions: Schemas };

/** What every object says of its head: of custom resources nobody else does. Mirrors apiextensions-apiserver pkg/controller/openapi/builder. */
const HEAD = 'io.k8s.api.core.v1.Pod';
const ofHead = ['apiVersion', 'kind', 'metadata'];

const isKind = (schema: JsonSchema): boolean => 'x-kubernetes-group-version-kind' in schema;

function describedSchema(name: string, schema: JsonSchema, prose: Prose): JsonSchema {
  const said = (field: string): string | undefined =>
    prose.of(name, field) ??
    (isKind(schema) && ofHead.includes(field) && !name.startsWith('io.k8s.')
      ? prose.of(HEAD, field)
      : undefined);
  const properties = schema['properties'] as Schemas | undefined;
  const description = prose.of(name);
  return {
    ...(description ? { description } : {}),
    ...schema,
    ...(properties
      ? {
          properties: Object.fromEntries(
            Object.entries(properties).map(([field, property]) => {
              const text = said(field);
              return [field, text ? { description: text, ...property } : property];
            }),
          ),
        }
      : {}),
  };
}

const describedSchemas = (schemas: Schemas, prose: Prose): Schemas =>
  Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [name, describedSchema(name, schema, prose)]),
  );

function describedBody(body: OpenApiDocument | Swagger, prose: Prose): OpenApiDocument | Swagger {
  return 'definitions' in body
    ? { ...body, definitions: describedSchemas(body.definitions, prose) }
    : { ...body, components: { schemas: describedSchemas(body.components.schemas, prose) } };
}

/** Described once: a document is one object as long as its kinds are. */
const known = new WeakMap<object, OpenApiDocument | Swagger>();

/** Whether an answer is an OpenAPI document, to be read with its prose. */
export const isDescribable = ({ path }: ApiRequest, { code, body }: ApiResponse): boolean =>
  code === 200 && /^\/openapi\/v(2|3\/)/.test(path) && typeof body === 'object' && body !== null;

/** The same answer with descriptions in it. */
export function described(answer: ApiResponse, prose: Prose): ApiResponse {
  const document = answer.body as OpenApiDocument | Swagger;
  const body = known.get(document) ?? describedBody(document, prose);
  known.set(document, body);
  return { ...answer, body };
}
