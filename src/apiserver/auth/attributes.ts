/** What a request wants to do, as authorizers see it. Mirrors apiserver pkg/endpoints/request/requestinfo.go. */
import { parseFieldSelector } from '#apimachinery/field-selector.ts';

export interface Attributes {
  readonly verb: string;
  /** Set for resources. */
  readonly resource?: string;
  readonly group?: string;
  readonly version?: string;
  readonly subresource?: string;
  readonly namespace?: string;
  readonly name?: string;
  /** Set for all other paths. */
  readonly path?: string;
}

const VERBS: Readonly<Record<string, string>> = {
  POST: 'create',
  GET: 'get',
  HEAD: 'get',
  PUT: 'update',
  PATCH: 'patch',
  DELETE: 'delete',
};

/** Words of old watch paths: `/api/v1/watch/pods`. */
const PREFIXES = new Set(['proxy', 'watch']);
/** What follows `/namespaces/NAME` without being a resource in it. */
const NAMESPACE_SUBRESOURCES = new Set(['status', 'finalize']);

/** The name a field selector pins down. */
function selectedName(selector: string | null): string {
  if (!selector?.includes('metadata.name')) return '';
  try {
    const found = parseFieldSelector(selector).find(({ field }) => field === 'metadata.name');
    return found?.isEqual ? found.value : '';
  } catch {
    return '';
  }
}

function collectionVerb(verb: string, query: URLSearchParams): string {
  if (verb === 'delete') return 'deletecollection';
  if (verb !== 'get') return verb;
  const watch = query.get('watch');
  return watch === null || watch === 'false' || watch === '0' ? 'list' : 'watch';
}

/** What follows the version: resource, name, subresource, and the namespace they are in. */
function target(parts: readonly string[], verb: string) {
  const isInNamespace = parts[0] === 'namespaces' && parts.length > 1;
  const isDeeper = isInNamespace && parts.length > 2 && !NAMESPACE_SUBRESOURCES.has(parts[2] ?? '');
  const [resource = '', name = '', subresource = ''] = isDeeper ? parts.slice(2) : parts;
  return {
    resource,
    name,
    subresource: PREFIXES.has(verb) ? '' : subresource,
    namespace: isInNamespace ? (parts[1] ?? '') : '',
  };
}

/** "GET", "/api/v1/namespaces/default/pods?watch=1" ⇒ watch pods in default. */
export function attributesOf(method: string, path: string): Attributes {
  const [plain = '', search = ''] = path.split('?', 2);
  const parts = plain.split('/').filter(Boolean);
  const root = parts[0];
  const isCore = root === 'api';
  const [group, version, ...rest] = isCore ? ['', ...parts.slice(1)] : parts.slice(1);
  if ((!isCore && root !== 'apis') || rest.length === 0) {
    return { verb: method.toLowerCase(), path: plain };
  }
  const isPrefixed = PREFIXES.has(rest[0] ?? '') && rest.length > 1;
  const asked = isPrefixed ? (rest[0] ?? '') : (VERBS[method] ?? '');
  const found = target(isPrefixed ? rest.slice(1) : rest, asked);
  const common = { group: group ?? '', version: version ?? '' };
  if (found.name) return { ...common, ...found, verb: asked };
  const query = new URLSearchParams(search);
  const verb = collectionVerb(asked, query);
  const name = verb === 'list' || verb === 'watch' ? selectedName(query.get('fieldSelector')) : '';
  return { ...common, ...found, verb, name };
}
