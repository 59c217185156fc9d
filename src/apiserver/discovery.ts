/** What the server offers: groups, resources, its version and its health. */
import type { ApiRequest, ApiResponse } from '#apimachinery/api.ts';
import { apiVersionOf, type Kind } from '#apimachinery/kind.ts';
import { methodNotAllowedError } from '#apimachinery/status.ts';
import version from '../../api/version.json' with { type: 'json' };
import type { ServerContext } from './context.ts';
import { type Subresource, subresourcesOf } from './subresources/index.ts';

const AGGREGATED = 'g=apidiscovery.k8s.io';

/** Groups in the order kinds name them; the core group is "". */
const groupsOf = (kinds: readonly Kind[]): readonly string[] => [
  ...new Set(kinds.map(({ group }) => group)),
];
const versionsOf = (kinds: readonly Kind[], group: string): readonly string[] => [
  ...new Set(kinds.filter((one) => one.group === group).map((one) => one.version)),
];

function resourceEntries(kind: Kind): readonly object[] {
  const { plural, singular, namespaced, verbs, shortNames, categories } = kind;
  const own = {
    name: plural,
    singularName: singular,
    namespaced,
    kind: kind.kind,
    verbs,
    ...(shortNames.length > 0 ? { shortNames } : {}),
    ...(categories.length > 0 ? { categories } : {}),
  };
  const subresources = subresourcesOf(kind).map(({ name, responseKind, verbs: can }) => ({
    name: `${plural}/${name}`,
    singularName: '',
    namespaced,
    ...(responseKind ? { group: responseKind.group, version: responseKind.version } : {}),
    kind: responseKind?.kind ?? kind.kind,
    verbs: can,
  }));
  return [own, ...subresources];
}

/** `/api/v1`, `/apis/apps/v1` */
function resourceList(kinds: readonly Kind[], group: string, name: string) {
  const served = kinds.filter((one) => one.group === group && one.version === name);
  const [first] = served;
  if (!first) return undefined;
  return {
    kind: 'APIResourceList',
    ...(group ? { apiVersion: 'v1' } : {}),
    groupVersion: apiVersionOf(first),
    resources: served.flatMap(resourceEntries),
  };
}

function groupEntry(kinds: readonly Kind[], group: string) {
  const versions = versionsOf(kinds, group).map((one) => ({
    groupVersion: `${group}/${one}`,
    version: one,
  }));
  return { name: group, versions, preferredVersion: versions[0] };
}

const aggregatedSubresource = (kind: Kind, { name, responseKind, verbs }: Subresource) => ({
  subresource: name,
  responseKind: responseKind ?? { group: '', version: '', kind: kind.kind },
  verbs,
});

function aggregatedResource(kind: Kind) {
  const subresources = subresourcesOf(kind).map((one) => aggregatedSubresource(kind, one));
  return {
    resource: kind.plural,
    responseKind: { group: '', version: '', kind: kind.kind },
    scope: kind.namespaced ? 'Namespaced' : 'Cluster',
    singularResource: kind.singular,
    verbs: kind.verbs,
    ...(kind.shortNames.length > 0 ? { shortNames: kind.shortNames } : {}),
    ...(kind.categories.length > 0 ? { categories: kind.categories } : {}),
    ...(subresources.length > 0 ? { subresources } : {}),
  };
}

function aggregated(kinds: readonly Kind[], groups: readonly string[]) {
  return {
    kind: 'APIGroupDiscoveryList',
    apiVersion: 'apidiscovery.k8s.io/v2',
    metadata: {},
    items: groups.map((group) => ({
      metadata: group ? { name: group } : {},
      versions: versionsOf(kinds, group).map((one) => ({
        version: one,
        resources: kinds
          .filter((kind) => kind.group === group && kind.version === one)
          .map(aggregatedResource),
        freshness: 'Current',
      })),
    })),
  };
}

const HEALTH = ['/healthz', '/livez', '/readyz'];
const text = (body: string): ApiResponse => ({ code: 200, contentType: 'text/plain', body });

function documentAt(
  kinds: readonly Kind[],
  path: string,
  isAggregated: boolean,
): object | undefined {
  const named = groupsOf(kinds).filter(Boolean);
  if (path === '/api') {
    return isAggregated
      ? aggregated(kinds, [''])
      : { kind: 'APIVersions', versions: versionsOf(kinds, ''), serverAddressByClientCIDRs: [] };
  }
  if (path === '/apis') {
    return isAggregated
      ? aggregated(kinds, named)
      : {
          kind: 'APIGroupList',
          apiVersion: 'v1',
          groups: named.map((group) => groupEntry(kinds, group)),
        };
  }
  if (path === '/version') return version;
  const [, root, first = '', second, ...more] = path.split('/');
  if (more.length > 0) return undefined;
  if (root === 'api' && second === undefined) return resourceList(kinds, '', first);
  if (root !== 'apis' || !named.includes(first)) return undefined;
  if (second !== undefined) return resourceList(kinds, first, second);
  return { kind: 'APIGroup', apiVersion: 'v1', ...groupEntry(kinds, first) };
}

const rootPaths = (kinds: readonly Kind[]): readonly string[] => {
  const groups = groupsOf(kinds).filter(Boolean);
  const named = groups.flatMap((group) => [
    `/apis/${group}`,
    ...versionsOf(kinds, group).map((one) => `/apis/${group}/${one}`),
  ]);
  return ['/api', '/api/v1', '/apis', ...named, ...HEALTH, '/version'].sort();
};

/** Answers what is asked about the server itself; undefined for a path it doesn't know. */
export function discover(
  { kinds }: ServerContext,
  request: ApiRequest,
  rawPath: string,
): ApiResponse | undefined {
  const path = rawPath.length > 1 ? rawPath.replace(/\/+$/, '') : rawPath;
  if (HEALTH.includes(path)) return text('ok');
  if (path === '/') return { code: 200, body: { paths: rootPaths(kinds) } };
  const isAggregated = (request.headers?.['accept'] ?? '').includes(AGGREGATED);
  const body = documentAt(kinds, path, isAggregated && /^\/apis?$/.test(path));
  if (!body) return undefined;
  if (request.method !== 'GET') throw methodNotAllowedError({ group: '', plural: '' }, 'create');
  const contentType = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';
  return isAggregated && /^\/apis?$/.test(path)
    ? { code: 200, contentType, body }
    : { code: 200, body };
}
