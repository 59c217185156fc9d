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

interface Operation {
  readonly 'x-kubernetes-group-version-kind'?: Gvk;
}

/** What is said of a group and version. */
export interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Schemas };
}

interface Index {
  readonly paths: Readonly<Record<string, { readonly serverRelativeURL: string }>>;
}

/** The document of `apis/apps/v1`; undefined when the server describes no such group and version. */
export async function documentOf(api: ApiClient, path: string): Promise<Document | undefined> {
  const { paths } = (await api.getPath('/openapi/v3')) as Index;
  const url = Object.hasOwn(paths, path) ? paths[path]?.serverRelativeURL : undefined;
  return url ? ((await api.getPath(url)) as Document) : undefined;
}

/** The definitions of version 2, of all groups at once. */
export async function definitionsOf(api: ApiClient): Promise<Schemas> {
  const { definitions } = (await api.getPath('/openapi/v2')) as { readonly definitions: Schemas };
  return definitions;
}

/** The schema that says it is of this group, version and kind. */
export const schemaOfKind = (schemas: Schemas, gvk: Gvk): ApiSchema | undefined =>
  Object.values(schemas).find((schema) =>
    schema['x-kubernetes-group-version-kind']?.some(
      ({ group, version, kind }) =>
        group === gvk.group && version === gvk.version && kind === gvk.kind,
    ),
  );

/** What a schema refers to, or itself. */
export const resolved = (schema: ApiSchema, schemas: Schemas): ApiSchema => {
  const name = schema.$ref?.split('/').at(-1);
  return (name === undefined ? undefined : schemas[name]) ?? schema;
};

/** What a map holds. */
export const valuesOf = ({ additionalProperties }: ApiSchema): ApiSchema | undefined =>
  typeof additionalProperties === 'object' ? additionalProperties : undefined;
