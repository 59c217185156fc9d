/** Metadata of updates: what a client may change, and what the server keeps. Mirrors apiserver pkg/registry/rest/update.go. */
import { invalid } from '#apimachinery/field-error.ts';
import type { Kind } from '#apimachinery/kind.ts';
import type { KubeObject, ObjectMeta } from '#apimachinery/object.ts';
import { conflictError, invalidError, StatusError } from '#apimachinery/status.ts';
import { needsVersion } from './update-rules.ts';

/** Refuses what is meant for another object. A patch has no precondition: it fails later, in other words. */
export function checkUid(kind: Kind, given: Partial<ObjectMeta>, old: KubeObject): void {
  const { uid, name } = old.metadata;
  if (!given.uid || given.uid === uid) return;
  const why = `Precondition failed: UID in precondition: ${given.uid}, UID in object meta: ${uid}`;
  if (given.resourceVersion) throw conflictError(kind, name, why);
  const within = given.namespace ?? old.metadata.namespace;
  const key = `/registry/${kind.plural}/${within ? `${within}/` : ''}${name}`;
  const stored = `StorageError: invalid object, Code: 4, Key: ${key}, ResourceVersion: 0, AdditionalErrorMsg: ${why}`;
  throw conflictError(kind, name, stored);
}

/** Refuses what is meant for an older version of the object. */
export function checkVersion(kind: Kind, given: Partial<ObjectMeta>, old: KubeObject): void {
  const { resourceVersion, name } = old.metadata;
  const version = given.resourceVersion;
  if (version === resourceVersion) return;
  if (!version) {
    if (!needsVersion(kind)) return;
    const error = invalid('metadata.resourceVersion', 0, 'must be specified for an update');
    throw invalidError({ group: kind.group, kind: kind.plural }, name, [error]);
  }
  if (!/^\d+$/.test(version)) {
    const shown = JSON.stringify(version);
    throw new StatusError(500, '', `strconv.ParseUint: parsing ${shown}: invalid syntax`);
  }
  throw conflictError(kind, name);
}

/** What the client sent, with the metadata that only the server may set taken from the old object. */
export function carriedMetadata(given: Partial<ObjectMeta>, old: ObjectMeta): ObjectMeta {
  if (given === old) return old;
  const {
    selfLink: _selfLink,
    managedFields: _managedFields,
    generation: _generation,
    resourceVersion: _resourceVersion,
    ...rest
  } = given as Partial<ObjectMeta> & { readonly selfLink?: string };
  const graceSeconds = given.deletionGracePeriodSeconds ?? old.deletionGracePeriodSeconds;
  return {
    ...rest,
    name: given.name ?? old.name,
    uid: given.uid || old.uid,
    creationTimestamp: old.creationTimestamp,
    resourceVersion: old.resourceVersion,
    ...(old.namespace === undefined ? {} : { namespace: given.namespace ?? old.namespace }),
    ...(old.generateName === undefined
      ? {}
      : { generateName: given.generateName ?? old.generateName }),
    ...(old.generation === undefined ? {} : { generation: old.generation }),
    ...(old.deletionTimestamp ? { deletionTimestamp: old.deletionTimestamp } : {}),
    ...(graceSeconds === undefined ? {} : { deletionGracePeriodSeconds: graceSeconds }),
    ...(old.managedFields ? { managedFields: old.managedFields } : {}),
  };
}

/** Metadata without and then with some of the old one's parts. */
export function withOldParts(
  metadata: ObjectMeta,
  old: ObjectMeta,
  parts: readonly (keyof ObjectMeta)[],
): ObjectMeta {
  if (parts.every((part) => metadata[part] === old[part])) return metadata;
  const kept = Object.entries(metadata).filter(([key]) => !parts.includes(key as keyof ObjectMeta));
  const taken = parts.filter((part) => old[part] !== undefined).map((part) => [part, old[part]]);
  return Object.fromEntries([...kept, ...taken]) as unknown as ObjectMeta;
}
