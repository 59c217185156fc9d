/** The cluster's own OpenAPI, walked as a manifest is written. */
import type { ApiRequest, ApiResponse } from '#apimachinery/api.ts';
import { item, type Step } from './cursor.ts';

/** A schema of an OpenAPI document; its `$ref`s point into the same document. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly allOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly type?: string;
  readonly format?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly 'x-kubernetes-group-version-kind'?: readonly {
    readonly group: string;
    readonly version: string;
    readonly kind: string;
  }[];
}

interface Document {
  readonly components: { readonly schemas: Readonly<Record<string, JsonSchema>> };
}

/** A field: its schema with everything it refers to, and the definition it came from. */
export interface Field {
  readonly schema: JsonSchema;
  readonly document: Document;
}

/** What answers for the API server, prose included. */
export type Ask = (request: ApiRequest) => Promise<ApiResponse>;

const documentPath = (apiVersion: string): string =>
  `/openapi/v3/${apiVersion.includes('/') ? 'apis' : 'api'}/${apiVersion}`;

/** The schema with its references followed; what is said at the field itself goes first. */
function resolved(schema: JsonSchema, document: Document): JsonSchema {
  const { $ref, allOf, ...own } = schema;
  const referred = $ref ? document.components.schemas[$ref.split('/').at(-1) ?? ''] : allOf?.[0];
  return referred ? { ...resolved(referred, document), ...own } : schema;
}

const field = (schema: JsonSchema | undefined, document: Document): Field | undefined =>
  schema && { schema: resolved(schema, document), document };

/** The field one step further in. */
export function stepInto({ schema, document }: Field, step: Step): Field | undefined {
  if (step === item) return field(schema.items, document);
  const { properties, additionalProperties: rest } = schema;
  if (properties && Object.hasOwn(properties, step)) return field(properties[step], document);
  return typeof rest === 'object' ? field(rest, document) : undefined;
}

/** The fields of a map, by name. */
export const fieldsOf = ({ schema, document }: Field): readonly (readonly [string, Field])[] =>
  Object.entries(schema.properties ?? {}).map(([name, own]) => [
    name,
    { schema: resolved(own, document), document },
  ]);

/** `Deployment` at the root of apps/v1, and from there along `path`. Undefined where the API knows nothing. */
export async function fieldAt(
  ask: Ask,
  { apiVersion, kind }: { readonly apiVersion: string; readonly kind: string },
  path: readonly Step[],
): Promise<Field | undefined> {
  if (!apiVersion || !kind) return undefined;
  const { code, body } = await ask({ method: 'GET', path: documentPath(apiVersion) });
  if (code !== 200) return undefined;
  const document = body as unknown as Document;
  const root = Object.values(document.components.schemas).find((schema) =>
    schema['x-kubernetes-group-version-kind']?.some(
      (own) => own.kind === kind && joined(own) === apiVersion,
    ),
  );
  let found = field(root, document);
  for (const step of path) found = found && stepInto(found, step);
  return found;
}

const joined = ({
  group,
  version,
}: {
  readonly group: string;
  readonly version: string;
}): string => (group ? `${group}/${version}` : version);

/** `[]Container`-like word for what a field holds: `string`, `integer`, `list of objects`, `map of strings`. */
export function typeText({ schema, document }: Field): string {
  if (schema.oneOf) return schema.oneOf.map(({ type }) => type).join(' or ');
  if (schema.type === 'array') return `list of ${plural(schema.items, document)}`;
  const { additionalProperties: rest, properties } = schema;
  if (!properties && typeof rest === 'object') return `map of ${plural(rest, document)}`;
  return schema.type ?? (properties ? 'object' : 'any');
}

function plural(schema: JsonSchema | undefined, document: Document): string {
  const { type, oneOf } = schema ? resolved(schema, document) : {};
  return oneOf ? 'values' : `${type ?? 'object'}s`;
}
