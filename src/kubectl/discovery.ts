/** Which resources the server has, and which one a word means. Mirrors client-go restmapper (shortcut.go, discovery.go). */
import type { Json } from '#apimachinery/object.ts';

/** One resource type as the server tells of it. */
export interface ApiResource {
  readonly group: string;
  readonly version: string;
  /** `deployments` */
  readonly plural: string;
  readonly singular: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly verbs: readonly string[];
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  /** `status`, `scale` */
  readonly subresources: readonly string[];
  /** Whether the group lists this version first. */
  readonly preferred: boolean;
}

/** `apps/v1`, `v1` */
export const groupVersionOf = (resource: { group: string; version: string }): string =>
  resource.group ? `${resource.group}/${resource.version}` : resource.version;

/** `deployments.apps`, `pods` */
export const qualifiedPlural = (resource: ApiResource): string =>
  resource.group ? `${resource.plural}.${resource.group}` : resource.plural;

/** `deployment.apps`, `pod`: how commands name what they changed. */
export const qualifiedSingular = (resource: ApiResource): string =>
  resource.group ? `${resource.singular}.${resource.group}` : resource.singular;

interface DiscoveredResource {
  readonly resource: string;
  readonly responseKind?: { readonly kind: string };
  readonly scope?: string;
  readonly singularResource?: string;
  readonly verbs?: readonly string[];
  readonly shortNames?: readonly string[];
  readonly categories?: readonly string[];
  readonly subresources?: readonly { readonly subresource: string }[];
}
interface DiscoveredGroups {
  readonly items?: readonly {
    readonly metadata?: { readonly name?: string };
    readonly versions?: readonly {
      readonly version: string;
      readonly resources?: readonly DiscoveredResource[];
    }[];
  }[];
}

/** An APIGroupDiscoveryList (aggregated discovery, v2) ⇒ resources, in the server's order. */
export function readDiscovery(body: unknown): readonly ApiResource[] {
  const { items = [] } = (body ?? {}) as DiscoveredGroups;
  return items.flatMap((group) =>
    (group.versions ?? []).flatMap((version, at) =>
      (version.resources ?? []).map((entry) => ({
        group: group.metadata?.name ?? '',
        version: version.version,
        plural: entry.resource,
        singular: entry.singularResource || (entry.responseKind?.kind ?? '').toLowerCase(),
        kind: entry.responseKind?.kind ?? '',
        namespaced: entry.scope === 'Namespaced',
        verbs: entry.verbs ?? [],
        shortNames: entry.shortNames ?? [],
        categories: entry.categories ?? [],
        subresources: (entry.subresources ?? []).map(({ subresource }) => subresource),
        preferred: at === 0,
      })),
    ),
  );
}

/** The server's resources, and the words for them. */
export interface Discovery {
  readonly resources: readonly ApiResource[];
  /** `po`, `pods`, `Pod`, `deployments.apps`, `deploy.v1.apps`; undefined when nothing answers to it. */
  find(word: string): ApiResource | undefined;
  /** The resource of a manifest's kind. */
  ofKind(apiVersion: string, kind: string): ApiResource | undefined;
  /** What a category stands for; undefined when there is none: `all` ⇒ pods, services, … */
  category(word: string): readonly ApiResource[] | undefined;
}

/** "deployments.v1.apps" ⇒ the ways to read it: plural only, plural + group, plural + version + group. */
function readings(word: string): readonly { name: string; version?: string; group?: string }[] {
  const [name = '', second, ...rest] = word.split('.');
  if (second === undefined) return [{ name }];
  const withGroup = { name, group: [second, ...rest].join('.') };
  return rest.length > 0
    ? [{ name, version: second, group: rest.join('.') }, withGroup]
    : [withGroup];
}

const groupMatches = (resource: ApiResource, group: string | undefined): boolean =>
  group === undefined || resource.group === group || resource.group.startsWith(`${group}.`);

/** Builds the index. Preferred versions win, then the server's own order of groups. `warn` hears of short names that two groups share. */
export function createDiscovery(
  resources: readonly ApiResource[],
  warn: (text: string) => unknown = () => undefined,
): Discovery {
  const preferred = [...resources].sort((a, b) => Number(b.preferred) - Number(a.preferred));
  const search = (
    reading: { name: string; version?: string; group?: string },
    matches: (resource: ApiResource, name: string) => boolean,
  ): ApiResource | undefined =>
    preferred.find(
      (resource) =>
        matches(resource, reading.name) &&
        groupMatches(resource, reading.group) &&
        (reading.version === undefined || resource.version === reading.version),
    );
  const byName = (resource: ApiResource, name: string): boolean =>
    resource.plural === name || resource.singular === name;
  const byShortName = (resource: ApiResource, name: string): boolean =>
    resource.shortNames.includes(name);
  const byKind = (resource: ApiResource, name: string): boolean => resource.kind === name;

  /** Mirrors client-go restmapper/shortcut.go expandResourceShortcut. */
  const warnOfOthers = (short: string, group: string | undefined, found: ApiResource): void => {
    const others = preferred.filter(
      (other) => byShortName(other, short) && (group === undefined || other.group === group),
    );
    const names = new Set(others.map(qualifiedPlural));
    names.delete(qualifiedPlural(found));
    for (const name of names)
      warn(`short name ${JSON.stringify(short)} could also match lower priority resource ${name}`);
  };

  const find = (word: string): ApiResource | undefined => {
    if (word === '') return undefined;
    for (const matches of [byName, byShortName])
      for (const reading of readings(word)) {
        const name = reading.name.toLowerCase();
        const found = search({ ...reading, name }, matches);
        if (!found) continue;
        if (matches === byShortName) warnOfOthers(name, reading.group, found);
        return found;
      }
    for (const reading of readings(word)) {
      const found = search(reading, byKind);
      if (found) return found;
    }
    return undefined;
  };
  return {
    resources,
    find,
    ofKind: (apiVersion, kind) =>
      resources.find((entry) => entry.kind === kind && groupVersionOf(entry) === apiVersion),
    category: (word) => {
      const found = preferred.filter((resource) => resource.categories.includes(word));
      return found.length > 0 ? found : undefined;
    },
  };
}

/** Where a resource's collection or object lives: `/apis/apps/v1/namespaces/default/deployments/web/scale`. */
export function resourcePath(
  resource: Pick<ApiResource, 'group' | 'version' | 'plural' | 'namespaced'>,
  namespace: string,
  name = '',
  subresource = '',
): string {
  const base = resource.group
    ? `/apis/${resource.group}/${resource.version}`
    : `/api/${resource.version}`;
  const inside = resource.namespaced && namespace ? `/namespaces/${namespace}` : '';
  const object = name ? `/${encodeURIComponent(name)}` : '';
  return `${base}${inside}/${resource.plural}${object}${subresource ? `/${subresource}` : ''}`;
}

/** Query text of what is defined: { limit: 500 } ⇒ "?limit=500". */
export function queryOf(parameters: Readonly<Record<string, Json | undefined>>): string {
  const parts = Object.entries(parameters)
    .filter(([, value]) => value !== undefined && value !== '' && value !== false)
    .map(([key, value]) => `${key}=${encodeURIComponent(String(value))}`);
  return parts.length > 0 ? `?${parts.join('&')}` : '';
}
