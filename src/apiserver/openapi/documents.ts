/** OpenAPI documents as JSON: what their parts are called. */

export type JsonSchema = Readonly<Record<string, unknown>>;

export interface GroupVersionKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** One document of version 3: the paths and schemas of a group and version. */
export interface OpenApiDocument {
  readonly openapi: '3.0.0';
  readonly info: { readonly title: 'Kubernetes'; readonly version: '1.35' };
  readonly paths: Readonly<Record<string, JsonSchema>>;
  readonly components: { readonly schemas: Readonly<Record<string, JsonSchema>> };
}

export const REF = '#/components/schemas/';
export const META = 'io.k8s.apimachinery.pkg.apis.meta.v1.';
export const refTo = (name: string): JsonSchema => ({ $ref: `${REF}${name}` });
