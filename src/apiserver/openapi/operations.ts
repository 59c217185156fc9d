/** The paths of a kind and what can be done there. Mirrors apiserver pkg/endpoints/installer.go registerResourceHandlers. */
import { type ApiVerb, apiVersionOf, type Kind } from '#apimachinery/kind.ts';
import { type Subresource, subresourcesOf } from '../subresources/index.ts';
import { type GroupVersionKind, type JsonSchema, META, refTo } from './documents.ts';

const parameter = (name: string, type = 'string', place = 'query'): JsonSchema => ({
  name,
  in: place,
  ...(place === 'path' ? { required: true } : {}),
  schema: { type, uniqueItems: true },
});

const LIST: readonly JsonSchema[] = [
  parameter('allowWatchBookmarks', 'boolean'),
  parameter('continue'),
  parameter('fieldSelector'),
  parameter('labelSelector'),
  parameter('limit', 'integer'),
  parameter('resourceVersion'),
  parameter('resourceVersionMatch'),
  parameter('sendInitialEvents', 'boolean'),
  parameter('timeoutSeconds', 'integer'),
  parameter('watch', 'boolean'),
];
const WRITE: readonly JsonSchema[] = [
  parameter('dryRun'),
  parameter('fieldManager'),
  parameter('fieldValidation'),
];
const DELETE: readonly JsonSchema[] = [
  parameter('dryRun'),
  parameter('gracePeriodSeconds', 'integer'),
  parameter('orphanDependents', 'boolean'),
  parameter('propagationPolicy'),
];
const PATCH_MEDIA = [
  'application/apply-patch+yaml',
  'application/json-patch+json',
  'application/merge-patch+json',
  'application/strategic-merge-patch+json',
];

/** How a verb shows: its method, what upstream calls it, what it takes. */
interface Shape {
  readonly method: string;
  readonly action: string;
  readonly word: string;
  readonly parameters: readonly JsonSchema[];
  readonly codes: readonly number[];
  readonly body?: 'object' | 'options' | 'patch';
  readonly answers?: 'list' | 'status';
}

const SHAPES: Readonly<Record<Exclude<ApiVerb, 'watch'>, Shape>> = {
  list: {
    method: 'get',
    action: 'list',
    word: 'list',
    parameters: LIST,
    codes: [200],
    answers: 'list',
  },
  create: {
    method: 'post',
    action: 'post',
    word: 'create',
    parameters: WRITE,
    codes: [200, 201, 202],
    body: 'object',
  },
  deletecollection: {
    method: 'delete',
    action: 'deletecollection',
    word: 'deleteCollection',
    parameters: [
      ...DELETE,
      ...LIST.filter(({ name }) => name !== 'watch' && name !== 'allowWatchBookmarks'),
    ],
    codes: [200],
    body: 'options',
    answers: 'status',
  },
  get: { method: 'get', action: 'get', word: 'read', parameters: [], codes: [200] },
  update: {
    method: 'put',
    action: 'put',
    word: 'replace',
    parameters: WRITE,
    codes: [200, 201],
    body: 'object',
  },
  patch: {
    method: 'patch',
    action: 'patch',
    word: 'patch',
    parameters: [...WRITE, parameter('force', 'boolean')],
    codes: [200, 201],
    body: 'patch',
  },
  delete: {
    method: 'delete',
    action: 'delete',
    word: 'delete',
    parameters: DELETE,
    codes: [200, 202],
    body: 'options',
    answers: 'status',
  },
};

/** What a path speaks of: a kind, or what its subresource is. */
interface Subject {
  readonly gvk: GroupVersionKind;
  readonly schema: string;
  readonly listSchema: string;
  /** `NamespacedDeploymentScale`, the end of every operation's id. */
  readonly noun: string;
  /** `AppsV1` */
  readonly group: string;
  readonly tag: string;
  readonly media: readonly string[];
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** "rbac.authorization.k8s.io", "v1" ⇒ "RbacAuthorizationV1" */
const groupWord = ({ group, version }: { group: string; version: string }): string =>
  (group.replace(/\.k8s\.io$/, '') || 'core').split('.').map(capital).join('') + capital(version);

const tagOf = ({ group, version }: { group: string; version: string }): string => {
  const word = groupWord({ group, version: '' });
  return `${word.slice(0, 1).toLowerCase()}${word.slice(1)}_${version}`;
};

const contentOf = (media: readonly string[], schema: string): JsonSchema =>
  Object.fromEntries(media.map((type) => [type, { schema: refTo(schema) }]));

function bodyOf({ body }: Shape, { schema, media }: Subject): JsonSchema {
  if (!body) return {};
  if (body === 'patch') {
    const types =
      media.length > 2 ? PATCH_MEDIA.filter((type) => !type.includes('strategic')) : PATCH_MEDIA;
    return { requestBody: { content: contentOf(types, `${META}Patch`), required: true } };
  }
  return body === 'object'
    ? { requestBody: { content: contentOf(['*/*'], schema), required: true } }
    : { requestBody: { content: contentOf(['*/*'], `${META}DeleteOptions`) } };
}

function operationOf(shape: Shape, subject: Subject): JsonSchema {
  const { gvk, schema, listSchema, noun, group, tag } = subject;
  const { answers, codes, parameters, word, action } = shape;
  const answered =
    answers === 'list' ? listSchema : answers === 'status' ? `${META}Status` : schema;
  const media = ['application/json', 'application/yaml'];
  const id =
    word === 'deleteCollection' ? `delete${group}Collection${noun}` : `${word}${group}${noun}`;
  return {
    tags: [tag],
    operationId: id,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...bodyOf(shape, subject),
    responses: {
      ...Object.fromEntries(
        codes.map((code) => [
          code,
          {
            description: ['OK', 'Created', 'Accepted'][code - 200],
            content: contentOf(
              answers === 'list' ? [...media, 'application/json;stream=watch'] : media,
              answered,
            ),
          },
        ]),
      ),
      401: { description: 'Unauthorized' },
    },
    'x-kubernetes-action': action,
    'x-kubernetes-group-version-kind': gvk,
  };
}

const NAMESPACE = parameter('namespace', 'string', 'path');
const NAME = parameter('name', 'string', 'path');

function pathItem(
  verbs: readonly string[],
  allowed: readonly (keyof typeof SHAPES)[],
  subject: Subject,
  parameters: readonly JsonSchema[],
): JsonSchema {
  const shapes = allowed.filter((verb) => verbs.includes(verb)).map((verb) => SHAPES[verb]);
  return {
    ...Object.fromEntries(shapes.map((shape) => [shape.method, operationOf(shape, subject)])),
    parameters: [...parameters, parameter('pretty')],
  };
}

const gvkOf = ({ group, version, kind }: GroupVersionKind): GroupVersionKind => ({
  group,
  version,
  kind,
});

const SUBRESOURCE_SCHEMAS: Readonly<Record<string, string>> = {
  Scale: 'io.k8s.api.autoscaling.v1.Scale',
  Eviction: 'io.k8s.api.policy.v1.Eviction',
  Binding: 'io.k8s.api.core.v1.Binding',
};

/** Not a connection to a pod, node or service: those have no objects. */
const isOrdinary = ({ responseKind }: Subresource): boolean =>
  !responseKind?.kind.endsWith('Options');

function subresourcePaths(
  kind: Kind,
  own: Subject,
  base: string,
  parameters: readonly JsonSchema[],
) {
  return subresourcesOf(kind)
    .filter(isOrdinary)
    .map((one: Subresource) => {
      const { responseKind } = one;
      const subject: Subject = {
        ...own,
        gvk: responseKind ? { group: '', version: 'v1', ...responseKind } : own.gvk,
        schema: SUBRESOURCE_SCHEMAS[responseKind?.kind ?? ''] ?? own.schema,
        noun: `${own.noun}${capital(one.name)}`,
      };
      const allowed = ['get', 'update', 'patch', 'create', 'delete'] as const;
      return [
        `${base}/{name}/${one.name}`,
        pathItem(one.verbs, allowed, subject, [NAME, ...parameters]),
      ] as const;
    });
}

const onlyServed = (entries: readonly (readonly [string, JsonSchema])[]) =>
  entries.filter(([, item]) => Object.keys(item).length > 1);

/** The name of a kind's definition: what it names, or one of its own for custom kinds. */
export const schemaNameOf = (kind: Kind): string => kind.schema;
export const listNameOf = (kind: Kind): string => `${schemaNameOf(kind)}List`;

/** Every path of a kind. Differs: the old `/watch/` paths are served by nobody here. */
export function pathsOf(kind: Kind): Readonly<Record<string, JsonSchema>> {
  const root = `${kind.group ? '/apis' : '/api'}/${apiVersionOf(kind)}`;
  const noun = `${kind.namespaced ? 'Namespaced' : ''}${kind.kind}`;
  const subject: Subject = {
    gvk: gvkOf(kind),
    schema: schemaNameOf(kind),
    listSchema: listNameOf(kind),
    noun,
    group: groupWord(kind),
    tag: tagOf(kind),
    media: [],
  };
  const within = kind.namespaced ? [NAMESPACE] : [];
  const base = `${root}/${kind.namespaced ? 'namespaces/{namespace}/' : ''}${kind.plural}`;
  const everywhere: Subject = { ...subject, noun: `${kind.kind}ForAllNamespaces` };
  return Object.fromEntries(
    onlyServed([
      ...(kind.namespaced
        ? [[`${root}/${kind.plural}`, pathItem(kind.verbs, ['list'], everywhere, [])] as const]
        : []),
      [base, pathItem(kind.verbs, ['list', 'create', 'deletecollection'], subject, within)],
      [
        `${base}/{name}`,
        pathItem(kind.verbs, ['get', 'update', 'delete', 'patch'], subject, [NAME, ...within]),
      ],
      ...subresourcePaths(kind, subject, base, within),
    ]),
  );
}

/** `/apis/apps/v1/`: the list of resources. */
export function discoveryPath({ group, version }: { group: string; version: string }) {
  const root = group ? `/apis/${group}/${version}/` : `/api/${version}/`;
  const responses = {
    200: {
      description: 'OK',
      content: contentOf(['application/json', 'application/yaml'], `${META}APIResourceList`),
    },
    401: { description: 'Unauthorized' },
  };
  const operationId = `get${groupWord({ group, version })}APIResources`;
  return { [root]: { get: { tags: [tagOf({ group, version })], operationId, responses } } };
}
