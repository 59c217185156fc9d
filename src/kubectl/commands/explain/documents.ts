/** OpenAPI documents as kubectl explain reads them. */
import type { ApiClient } from '../../api-client.ts';

export interface ApiSchema {
  readonly $ref?: string;
  readonly type?: string;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, ApiSchema>>;
  readonly items?: ApiSchema;
  readonly additionalProperties?: ApiSchema | boolean;
  readonly allOf?: readonly ApiSchema[];
  readonly 'x-kubernetes-group-version-kind'?: readonly Gvk[];
}

export interface Gvk {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

export type Schemas = Readonly<Record<string, ApiSchema>>;

interface Index {
  readonly paths: Readonly<Record<string, { readonly serverRelativeURL: string }>>;
}

/** The schemas of `apis/apps/v1`; undefined when the server describes no such group and version. */
export async function schemasOf(api: ApiClient, path: string): Promise<Schemas | undefined> {
  const { paths } = (await api.getPath('/openapi/v3')) as Index;
  const url = Object.hasOwn(paths, path) ? paths[path]?.serverRelativeURL : undefined;
  if (!url) return undefined;
  const document = (await api.getPath(url)) as {
    readonly components: { readonly schemas: Schemas };
  };
  return document.components.schemas;
}

/** What a schema refers to, or itself. */
export const resolved = (schema: ApiSchema, schemas: Schemas): ApiSchema => {
  const name = schema.$ref?.split('/').at(-1);
  return (name === undefined ? undefined : schemas[name]) ?? schema;
};

/** What a map holds. */
export const valuesOf = ({ additionalProperties }: ApiSchema): ApiSchema | undefined =>
  typeof additionalProperties === 'object' ? additionalProperties : undefined;
