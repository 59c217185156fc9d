/** A custom resource's schema in OpenAPI. Mirrors apiextensions-apiserver pkg/controller/openapi/builder. */
import type { JsonSchemaProps } from '#resources/customresourcedefinition.ts';

const META = '#/components/schemas/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';

/** What every custom resource has: what the fields are for is said where the API's prose is. */
const HEAD = {
  apiVersion: { type: 'string' },
  kind: { type: 'string' },
  metadata: { allOf: [{ $ref: META }] },
};

/** The schema with the head in it. `properties` are sorted as upstream's are. */
export const openApiOf = (schema: JsonSchemaProps): Readonly<Record<string, unknown>> => ({
  ...schema,
  type: 'object',
  properties: { ...HEAD, ...schema.properties, metadata: HEAD.metadata },
});
