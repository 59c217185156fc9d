/** What is true of every object: type, metadata, and that nobody changes it in place. */

/** A string map as labels and annotations are. */
export type StringMap = Readonly<Record<string, string>>;

export interface OwnerReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
  readonly controller?: boolean;
  readonly blockOwnerDeletion?: boolean;
}

/** One entry of metadata.managedFields. */
export interface ManagedFieldsEntry {
  readonly manager?: string;
  readonly operation?: string;
  readonly apiVersion?: string;
  readonly time?: string;
  readonly fieldsType?: string;
  readonly fieldsV1?: unknown;
  readonly subresource?: string;
}

export interface ObjectMeta {
  readonly name: string;
  readonly generateName?: string;
  readonly namespace?: string;
  readonly uid: string;
  /** Invariant: grows with every write to the cluster. A decimal number as text. */
  readonly resourceVersion: string;
  /** Grows when the spec changes. Kinds without a spec have none. */
  readonly generation?: number;
  /** RFC 3339, whole seconds. */
  readonly creationTimestamp: string;
  /** Set once, when deletion was asked for: when the grace period ends. */
  readonly deletionTimestamp?: string;
  readonly deletionGracePeriodSeconds?: number;
  readonly labels?: StringMap;
  readonly annotations?: StringMap;
  readonly ownerReferences?: readonly OwnerReference[];
  readonly finalizers?: readonly string[];
  readonly managedFields?: readonly ManagedFieldsEntry[];
}

/**
 * An object as it is stored. Immutable: nothing is cloned on read and nothing mutated after it is
 * stored (design §3.1); an update is a new object that shares every part it does not change.
 */
export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMeta;
}

/** `T` with every part of it read-only. */
export type Immutable<T> = T extends readonly (infer E)[]
  ? readonly Immutable<E>[]
  : T extends object
    ? { readonly [K in keyof T]: Immutable<T[K]> }
    : T;

/** JSON as it arrives from a manifest or a request: nothing is known of it yet. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** An object on its way in: the server has still to fill in metadata and defaults. */
export type Draft<T extends KubeObject = KubeObject> = Omit<T, 'metadata' | 'status'> & {
  readonly metadata: Partial<ObjectMeta>;
  readonly status?: unknown;
};

/** "default/web", or "node-1" for what has no namespace: how loops name what they reconcile. */
export const keyOf = (object: { readonly metadata: Partial<ObjectMeta> }): string =>
  object.metadata.namespace
    ? `${object.metadata.namespace}/${object.metadata.name}`
    : `${object.metadata.name}`;

/** "default/web" ⇒ { namespace: "default", name: "web" }. */
export function splitKey(key: string): { namespace: string; name: string } {
  const slash = key.indexOf('/');
  return slash < 0
    ? { namespace: '', name: key }
    : { namespace: key.slice(0, slash), name: key.slice(slash + 1) };
}
