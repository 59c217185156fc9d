/** What the server says of itself: groups, resources, schemas, version and health. */
import type { ApiRequest, ApiResponse } from '#apimachinery/api.ts';
import type { Kind } from '#apimachinery/kind.ts';
import { unknownPathError, wrongMethodError } from '#apimachinery/status.ts';
import version from '../../../api/version.json' with { type: 'json' };
import type { ServerContext } from '../context.ts';
import { answerOpenApi } from '../openapi/index.ts';
import { aggregated } from './aggregated.ts';
import { groupsOf, versionsOf } from './groups.ts';
import { answerHealth, healthPaths, pageNotFound } from './health.ts';
import { apiGroup, apiGroupList, apiVersions, resourceList } from './legacy.ts';

const AGGREGATED = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

/** Whether the first form the client accepts that we have is the aggregated one. */
function wantsAggregated(accept: string | undefined): boolean {
  for (const range of (accept ?? '').split(',')) {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim());
    if (type !== 'application/json' && type !== '*/*') continue;
    if (!parameters.some((one) => one.startsWith('as='))) return false;
    if (parameters.includes('g=apidiscovery.k8s.io') && parameters.includes('v=v2')) return true;
  }
  return false;
}

function documentAt(kinds: readonly Kind[], path: string): object | undefined {
  const [, root, group, second, ...more] = path.split('/');
  if (root === 'version' && group === undefined) return version;
  if (more.length > 0) return undefined;
  if (root === 'api') {
    if (group === undefined) return apiVersions(kinds);
    return second === undefined ? resourceList(kinds, '', group) : undefined;
  }
  if (root !== 'apis') return undefined;
  if (group === undefined) return apiGroupList(kinds);
  if (!group || !groupsOf(kinds).includes(group)) return undefined;
  return second === undefined ? apiGroup(kinds, group) : resourceList(kinds, group, second);
}

const rootPaths = (kinds: readonly Kind[]): readonly string[] => {
  const named = groupsOf(kinds)
    .filter(Boolean)
    .flatMap((group) => [
      `/apis/${group}`,
      ...versionsOf(kinds, group).map((one) => `/apis/${group}/${one}`),
    ]);
  const own = ['/api', '/api/v1', '/apis', '/apis/', '/openapi/v2', '/openapi/v3', '/openapi/v3/'];
  return [...own, ...named, ...healthPaths, '/version'].sort();
};

function aggregatedAt(kinds: readonly Kind[], path: string): ApiResponse {
  const groups = groupsOf(kinds).filter((group) => (path === '/api') === (group === ''));
  const body = aggregated(kinds, groups);
  return { code: 200, contentType: AGGREGATED, body, headers: { vary: 'Accept' } };
}

/** Paths below a group that is served are the API's own, and refused in its words. */
const isOfTheApi = (kinds: readonly Kind[], path: string): boolean => {
  const [, root, group = ''] = path.split('/');
  return root === 'api' || (root === 'apis' && groupsOf(kinds).includes(group));
};

/** Answers what is asked about the server itself, and every path it doesn't know. */
export function discover(
  { kinds }: ServerContext,
  request: ApiRequest,
  rawPath: string,
): ApiResponse {
  const path = rawPath.length > 1 ? rawPath.replace(/\/+$/, '') : rawPath;
  const query = new URLSearchParams(request.path.split('?')[1] ?? '');
  const health = answerHealth(path, query);
  if (health) return health;
  if (path === '/') return { code: 200, body: { paths: rootPaths(kinds) } };
  const isAggregated = /^\/apis?$/.test(path) && wantsAggregated(request.headers?.['accept']);
  const document = isAggregated ? undefined : documentAt(kinds, path);
  if ((isAggregated || document) && request.method !== 'GET') throw wrongMethodError();
  if (isAggregated) return aggregatedAt(kinds, path);
  if (document) return { code: 200, body: document };
  const described = answerOpenApi(kinds, request, path);
  if (described) return described;
  if (isOfTheApi(kinds, path)) throw unknownPathError();
  return pageNotFound();
}
