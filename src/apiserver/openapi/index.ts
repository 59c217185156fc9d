/** `/openapi/v2` and `/openapi/v3`: the API described, from the kinds that are served and the schema they are decoded by. */
import type { ApiRequest, ApiResponse } from '#apimachinery/api.ts';
import { apiVersionOf, type Kind } from '#apimachinery/kind.ts';
import { sha256Hex } from '#apimachinery/sha256.ts';
import {
  type GroupVersionKind,
  type JsonSchema,
  META,
  type OpenApiDocument,
  refTo,
} from './documents.ts';
import { discoveryPath, pathsOf } from './operations.ts';
import { schemasFrom } from './schemas.ts';
import { swaggerOf } from './version-2.ts';

const gvksOf = (kind: GroupVersionKind, name = kind.kind) => ({
  'x-kubernetes-group-version-kind': [{ group: kind.group, kind: name, version: kind.version }],
});

const ALWAYS = ['DeleteOptions', 'ListMeta', 'Status', 'APIResourceList', 'Patch', 'ObjectMeta'];
const SCALE = 'io.k8s.api.autoscaling.v1.Scale';
const POD_EXTRAS = ['io.k8s.api.policy.v1.Eviction', 'io.k8s.api.core.v1.Binding'];
/** Kinds that only subresources speak, and those every group answers with. */
const OTHER_KINDS: Readonly<Record<string, GroupVersionKind>> = {
  [`${META}Status`]: { group: '', version: 'v1', kind: 'Status' },
  [`${META}APIResourceList`]: { group: '', version: 'v1', kind: 'APIResourceList' },
  [SCALE]: { group: 'autoscaling', version: 'v1', kind: 'Scale' },
  'io.k8s.api.policy.v1.Eviction': { group: 'policy', version: 'v1', kind: 'Eviction' },
  'io.k8s.api.core.v1.Binding': { group: '', version: 'v1', kind: 'Binding' },
};

/** The definition of a list of a kind's objects. */
const listSchema = (kind: Kind): JsonSchema => ({
  type: 'object',
  required: ['items'],
  properties: {
    apiVersion: { type: 'string' },
    items: { type: 'array', items: { default: {}, allOf: [refTo(kind.schema)] } },
    kind: { type: 'string' },
    metadata: { default: {}, allOf: [refTo(`${META}ListMeta`)] },
  },
  ...gvksOf(kind, `${kind.kind}List`),
});

/** The document of one group and version; definitions of other groups' kinds that it reaches say whose they are. */
function documentOf(kinds: readonly Kind[], all: readonly Kind[]): OpenApiDocument {
  const [first] = kinds;
  const roots = [
    ...kinds.map(({ schema }) => schema),
    ...(kinds.some(({ scale }) => scale) ? [SCALE] : []),
    ...(kinds.some(({ kind, group }) => kind === 'Pod' && group === '') ? POD_EXTRAS : []),
    ...ALWAYS.map((name) => `${META}${name}`),
  ];
  const schemas: Record<string, JsonSchema> = schemasFrom(roots);
  for (const [name, gvk] of Object.entries(OTHER_KINDS)) {
    if (schemas[name]) schemas[name] = { ...schemas[name], ...gvksOf(gvk) };
  }
  for (const kind of all) {
    const schema = schemas[kind.schema];
    if (schema) schemas[kind.schema] = { ...schema, ...gvksOf(kind) };
  }
  for (const kind of kinds) {
    const own = kind.openApi?.() ?? schemas[kind.schema];
    schemas[kind.schema] = { type: 'object', ...own, ...gvksOf(kind) };
    schemas[`${kind.schema}List`] = listSchema(kind);
  }
  return {
    openapi: '3.0.0',
    info: { title: 'Kubernetes', version: '1.35' },
    paths: {
      ...(first ? discoveryPath(first) : {}),
      ...Object.assign({}, ...kinds.map(pathsOf)),
    },
    components: { schemas: sorted(schemas) },
  };
}

const sorted = <V>(record: Readonly<Record<string, V>>): Readonly<Record<string, V>> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));

interface Described {
  readonly document: OpenApiDocument;
  readonly hash: string;
}

/** What is served, by `api/v1` and `apis/apps/v1`: made when first asked for, once for the same kinds. */
const described = new WeakMap<readonly Kind[], ReadonlyMap<string, () => Described>>();

function describe(kinds: readonly Kind[]): ReadonlyMap<string, () => Described> {
  const known = described.get(kinds);
  if (known) return known;
  const groups = new Map<string, Kind[]>();
  for (const kind of kinds) {
    const path = `${kind.group ? 'apis' : 'api'}/${apiVersionOf(kind)}`;
    const own = groups.get(path);
    if (own) own.push(kind);
    else groups.set(path, [kind]);
  }
  const made = new Map<string, () => Described>();
  for (const [path, own] of groups) {
    let description: Described | undefined;
    made.set(path, () => {
      if (description) return description;
      const document = documentOf(own, kinds);
      description = { document, hash: sha256Hex(JSON.stringify(document)).toUpperCase() };
      return description;
    });
  }
  described.set(kinds, made);
  return made;
}

const urlOf = (path: string, { hash }: Described): string => `/openapi/v3/${path}?hash=${hash}`;

function indexOf(all: ReadonlyMap<string, () => Described>): ApiResponse {
  const paths = [...all]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, make]) => [path, { serverRelativeURL: urlOf(path, make()) }]);
  return { code: 200, body: { paths: Object.fromEntries(paths) } };
}

function documentAt(path: string, asked: string | null, description: Described): ApiResponse {
  const { document, hash } = description;
  const headers = { etag: `"${hash}"`, vary: 'Accept' };
  if (!asked) return { code: 200, body: document, headers };
  // The hash in the address makes it good for a year.
  const forever = { 'cache-control': 'public, immutable' };
  if (asked === hash) return { code: 200, body: document, headers: { ...headers, ...forever } };
  return {
    code: 301,
    body: undefined,
    headers: { ...headers, location: urlOf(path, description) },
  };
}

const PROTOBUF = 'protobuf';

/** Whether JSON would do: what else upstream serves is protobuf, which is not served here. */
const takesJson = (accept: string | undefined): boolean =>
  !accept || accept.split(',').some((range) => !range.includes(PROTOBUF) && /json|\*/.test(range));

/** Answers what is under `/openapi`; undefined for what isn't. */
export function answerOpenApi(
  kinds: readonly Kind[],
  request: ApiRequest,
  path: string,
): ApiResponse | undefined {
  if (!path.startsWith('/openapi/')) return undefined;
  const all = describe(kinds);
  if (path === '/openapi/v3') return indexOf(all);
  if (!takesJson(request.headers?.['accept'])) {
    return { code: 406, contentType: 'text/plain', body: '' };
  }
  if (path === '/openapi/v2') {
    return { code: 200, body: swaggerOf([...all.values()].map((make) => make().document)) };
  }
  const name = path.slice('/openapi/v3/'.length);
  if (!path.startsWith('/openapi/v3/')) return undefined;
  const description = all.get(name)?.();
  if (!description) return { code: 404, contentType: 'text/plain', body: '' };
  const query = new URLSearchParams(request.path.split('?')[1] ?? '');
  return documentAt(name, query.get('hash'), description);
}
