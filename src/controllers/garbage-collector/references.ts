/** Owner references judged: whose owner is there, gone, or waits for its dependents to go first. */
import { memoised } from '#apimachinery/intern.ts';
import { type Kind, kindKey, withTables } from '#apimachinery/kind.ts';
import type { KubeObject, OwnerReference } from '#apimachinery/object.ts';
import type { Client } from '#client/client.ts';

export const orphanFinalizer = 'orphan';
export const foregroundFinalizer = 'foregroundDeletion';

export const hasFinalizer = ({ metadata }: KubeObject, name: string): boolean =>
  (metadata.finalizers ?? []).includes(name);

/** Being deleted, and its dependents first. */
export const isDeletingDependents = (object: KubeObject): boolean =>
  object.metadata.deletionTimestamp !== undefined && hasFinalizer(object, foregroundFinalizer);

/** The kinds that are served by `apps/v1/ReplicaSet`: made anew when they change. */
const byKey = memoised(
  (kinds: readonly Kind[]): ReadonlyMap<string, Kind> =>
    new Map(kinds.map((kind) => [kindKey(kind), kind])),
);

/** The kind of a key, if the cluster serves it. */
export const kindByKey = (client: Client, key: string): Kind | undefined =>
  byKey(client.kinds()).get(key);

/** The kind a reference or object names, if the cluster serves it. */
export const kindNamed = (
  client: Client,
  named: { readonly apiVersion: string; readonly kind: string },
): Kind | undefined => kindByKey(client, `${named.apiVersion}/${named.kind}`);

export interface Classified {
  /** The owner exists and stays. */
  readonly solid: readonly OwnerReference[];
  /** The owner does not exist, or another has its name. */
  readonly dangling: readonly OwnerReference[];
  /** The owner is being deleted and waits for this object. */
  readonly waiting: readonly OwnerReference[];
}

/**
 * Mirrors kubernetes pkg/controller/garbagecollector classifyReferences.
 * Differs: an owner of a kind the cluster doesn't serve is solid for ever, where upstream retries;
 * so is a namespaced owner of a cluster-scoped object, which upstream ignores.
 */
export function classifyReferences(client: Client, object: KubeObject): Classified {
  const solid: OwnerReference[] = [];
  const dangling: OwnerReference[] = [];
  const waiting: OwnerReference[] = [];
  const { namespace = '', ownerReferences = [] } = object.metadata;
  for (const reference of ownerReferences) {
    const kind = kindNamed(client, reference);
    if (!kind || (kind.namespaced && !namespace)) {
      solid.push(reference);
      continue;
    }
    const owner = client.get(kind, kind.namespaced ? namespace : '', reference.name);
    if (owner?.metadata.uid !== reference.uid) dangling.push(reference);
    else if (isDeletingDependents(owner)) waiting.push(reference);
    else solid.push(reference);
  }
  return { solid, dangling, waiting };
}

/** Whether every owner the object names is there to stay. */
export function isFullyOwned(client: Client, object: KubeObject): boolean {
  const { dangling, waiting } = classifyReferences(client, object);
  return dangling.length === 0 && waiting.length === 0;
}

/** Every object that names `uid` as an owner, with its kind. */
export const dependentsOf = (
  client: Client,
  uid: string,
): readonly { readonly kind: Kind; readonly object: KubeObject }[] =>
  withTables(client.kinds()).flatMap((kind) =>
    client.byOwner(kind, uid).map((object) => ({ kind, object })),
  );

/** The object without the references to some owners; without the field when none is left. */
export function withoutOwners(object: KubeObject, uids: ReadonlySet<string>): KubeObject {
  const { ownerReferences = [], ...metadata } = object.metadata;
  const left = ownerReferences.filter(({ uid }) => !uids.has(uid));
  return {
    ...object,
    metadata: left.length > 0 ? { ...metadata, ownerReferences: left } : metadata,
  };
}

/** The object without one finalizer; without the field when none is left. */
export function withoutFinalizer(object: KubeObject, name: string): KubeObject {
  const { finalizers = [], ...metadata } = object.metadata;
  const left = finalizers.filter((each) => each !== name);
  return { ...object, metadata: left.length > 0 ? { ...metadata, finalizers: left } : metadata };
}
