/** A custom resource's schema in OpenAPI. Mirrors apiextensions-apiserver pkg/controller/openapi/builder. */
import type { JsonSchemaProps } from '#resources/customresourcedefinition.ts';

const META = '#/components/schemas/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';

/** What the server says of the head of every custom resource. */
const HEAD = {
  apiVersion: {
    type: 'string',
    description: 'The version of this representation of the object.',
  },
  kind: { type: 'string', description: 'What the object is, as one word in CamelCase.' },
  metadata: { allOf: [{ $ref: META }], description: 'What is said of every object.' },
};

/** The schema with the head in it. `properties` are sorted as upstream's are. */
export const openApiOf = (schema: JsonSchemaProps): Readonly<Record<string, unknown>> => ({
  ...schema,
  type: 'object',
  properties: { ...HEAD, ...schema.properties, metadata: HEAD.metadata },
});
