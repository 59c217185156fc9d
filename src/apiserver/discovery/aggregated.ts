/** Discovery in two documents: everything under `/api`, everything under `/apis`. */
import type { Kind } from '#apimachinery/kind.ts';
import { type Subresource, subresourcesOf } from '../subresources/index.ts';
import { kindsOf, versionsOf } from './groups.ts';

const subresourceEntry = (kind: Kind, { name, responseKind, verbs }: Subresource) => ({
  subresource: name,
  responseKind: {
    group: responseKind?.version ? responseKind.group : '',
    version: responseKind?.version ?? '',
    kind: responseKind?.kind ?? kind.kind,
  },
  verbs,
});

function resourceEntry(kind: Kind) {
  const subresources = subresourcesOf(kind).map((one) => subresourceEntry(kind, one));
  // Custom resources name their group and version, those that are built in don't.
  const { group, version } = kind.structure ? kind : { group: '', version: '' };
  return {
    resource: kind.plural,
    responseKind: { group, version, kind: kind.kind },
    scope: kind.namespaced ? 'Namespaced' : 'Cluster',
    singularResource: kind.singular,
    verbs: kind.verbs,
    ...(kind.shortNames.length > 0 ? { shortNames: kind.shortNames } : {}),
    ...(kind.categories.length > 0 ? { categories: kind.categories } : {}),
    ...(subresources.length > 0 ? { subresources } : {}),
  };
}

/** An APIGroupDiscoveryList of some groups. */
export const aggregated = (all: readonly Kind[], groups: readonly string[]) => ({
  kind: 'APIGroupDiscoveryList',
  apiVersion: 'apidiscovery.k8s.io/v2',
  metadata: {},
  items: groups.map((group) => ({
    metadata: group ? { name: group } : {},
    versions: versionsOf(all, group).map((version) => ({
      version,
      resources: kindsOf(all, group, version).map(resourceEntry),
      freshness: 'Current',
    })),
  })),
});
