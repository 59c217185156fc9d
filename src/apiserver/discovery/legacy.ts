/** Discovery a document at a time: `/api`, `/apis`, `/apis/apps`, `/apis/apps/v1`. */
import { apiVersionOf, type Kind, storedKindOf } from '#apimachinery/kind.ts';
import { sha256 } from '#apimachinery/sha256.ts';
import { subresourcesOf } from '../subresources/index.ts';
import { groupsOf, kindsOf, versionsOf } from './groups.ts';

/** Kinds that are kept in an older version than they are served in. */
const STORAGE_VERSIONS: Readonly<Record<string, string>> = {
  'apiextensions.k8s.io/CustomResourceDefinition': 'v1beta1',
  'storage.k8s.io/VolumeAttributesClass': 'v1beta1',
};

const hashes = new WeakMap<Kind, string>();

/** Names the group, version and kind objects are stored as. Mirrors apiserver pkg/endpoints/discovery StorageVersionHash. */
function storageVersionHash(kind: Kind): string {
  const known = hashes.get(kind);
  if (known !== undefined) return known;
  const { group, version, kind: name } = storedKindOf(kind);
  const stored = STORAGE_VERSIONS[`${group}/${name}`] ?? version;
  const digest = sha256(`${group}/${stored}/${name}`);
  const hash = btoa(String.fromCharCode(...digest.slice(0, 8)));
  hashes.set(kind, hash);
  return hash;
}

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
    // What nobody watches is stored nowhere: reviews, bindings.
    ...(verbs.includes('watch') ? { storageVersionHash: storageVersionHash(kind) } : {}),
  };
  const subresources = subresourcesOf(kind).map(({ name, responseKind, verbs: can }) => ({
    name: `${plural}/${name}`,
    singularName: '',
    namespaced,
    ...(responseKind?.version ? { group: responseKind.group, version: responseKind.version } : {}),
    kind: responseKind?.kind ?? kind.kind,
    verbs: can,
  }));
  return [own, ...subresources];
}

/** `/api/v1`, `/apis/apps/v1` */
export function resourceList(all: readonly Kind[], group: string, version: string) {
  const served = kindsOf(all, group, version);
  const [first] = served;
  if (!first) return undefined;
  return {
    kind: 'APIResourceList',
    ...(group ? { apiVersion: 'v1' } : {}),
    groupVersion: apiVersionOf(first),
    resources: served.flatMap(resourceEntries),
  };
}

function groupEntry(all: readonly Kind[], group: string) {
  const versions = versionsOf(all, group).map((version) => ({
    groupVersion: `${group}/${version}`,
    version,
  }));
  return { name: group, versions, preferredVersion: versions[0] };
}

/** `/apis/apps` */
export const apiGroup = (all: readonly Kind[], group: string) => ({
  kind: 'APIGroup',
  apiVersion: 'v1',
  ...groupEntry(all, group),
});

/** `/apis` */
export const apiGroupList = (all: readonly Kind[]) => ({
  kind: 'APIGroupList',
  apiVersion: 'v1',
  groups: groupsOf(all)
    .filter(Boolean)
    .map((group) => groupEntry(all, group)),
});

/** Where the server is reached from inside the cluster. */
const SERVER_ADDRESS = '172.18.0.2:6443';

/** `/api` */
export const apiVersions = (all: readonly Kind[]) => ({
  kind: 'APIVersions',
  versions: versionsOf(all, ''),
  serverAddressByClientCIDRs: [{ clientCIDR: '0.0.0.0/0', serverAddress: SERVER_ADDRESS }],
});
