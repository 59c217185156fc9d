/** The last step of every update: what changed is stored, with who owns it. Mirrors apiserver pkg/registry/generic/registry/store.go Update. */
import type { Call, Subresource, WriteOptions } from '#apimachinery/api.ts';
import { isEqual } from '#apimachinery/equality.ts';
import type { Kind } from '#apimachinery/kind.ts';
import type { KubeObject, ObjectMeta } from '#apimachinery/object.ts';
import { type ManagedGiven, startsAnew } from '../apply/given.ts';
import { Ledger, managedOf } from '../apply/ledger.ts';
import { encodeManaged, type Managed } from '../apply/managed.ts';
import type { ServerContext } from '../context.ts';
import { headOf, managedAfter } from '../managed-fields.ts';

/** What is known of a write's fields beside the object that is stored. */
export interface Tracking {
  /** The object as it was sent, where the server changed more of it than defaults. */
  readonly sent?: KubeObject | undefined;
  /** The owners, when an apply found them already. */
  readonly managed?: Managed | undefined;
  /** managedFields that the client sent. */
  readonly given?: ManagedGiven | undefined;
}

/** Whether a marked object has nothing more to wait for. */
function isFinalized(kind: Kind, { metadata, ...body }: KubeObject): boolean {
  if (!metadata.deletionTimestamp || metadata.finalizers?.length) return false;
  if ((metadata.deletionGracePeriodSeconds ?? 0) > 0) return false;
  if (!kind.finalizesInSpec) return true;
  const { spec } = body as { readonly spec?: { readonly finalizers?: readonly string[] } };
  return !spec?.finalizers?.length;
}

const untimed = (managed: Managed): unknown =>
  encodeManaged(managed).map(({ time: _time, ...entry }) => entry);

/** Whether two objects have the same owners; when they wrote doesn't count. */
const hasSameOwners = (old: KubeObject, managed: Managed): boolean =>
  isEqual(untimed(managedOf(old.metadata.managedFields)), untimed(managed));

/** Whether a write that changes nothing else leaves the owners too. */
function ownersStay(old: KubeObject, { managed, given }: Tracking): boolean {
  if (given === 'reset') return old.metadata.managedFields === undefined;
  const next = managed ?? given;
  return next === undefined || hasSameOwners(old, next);
}

/** managedFields of what is to be stored. */
function nextManagedFields(
  server: ServerContext,
  kind: Kind,
  next: KubeObject,
  old: KubeObject,
  call: Call,
  subresource: Subresource,
  options: WriteOptions | undefined,
  { sent, managed, given }: Tracking,
): ObjectMeta['managedFields'] {
  if (managed) return Ledger.settled(managed);
  const head = headOf(kind, call, subresource, options, server.clock.now());
  const base = given ? startsAnew(old, given) : old;
  return managedAfter(head, base, sent ?? next);
}

function withManagedFields(
  object: KubeObject,
  resourceVersion: string,
  managedFields: ObjectMeta['managedFields'],
): KubeObject {
  const metadata = { ...object.metadata, resourceVersion, managedFields };
  if (managedFields) return { ...object, metadata } as KubeObject;
  const { managedFields: _none, ...rest } = metadata;
  return { ...object, metadata: rest };
}

/** Stores `next` in place of `old`: nothing when nothing changed, and removal when it was the last finalizer's. */
export function commit(
  server: ServerContext,
  kind: Kind,
  next: KubeObject,
  old: KubeObject,
  call: Call,
  subresource: Subresource,
  options?: WriteOptions,
  tracking: Tracking = {},
): KubeObject {
  if (isEqual(next, old) && ownersStay(old, tracking)) return old;
  const isDryRun = options?.dryRun === true;
  if (!isDryRun && isFinalized(kind, next)) return server.store.remove(kind, next, call);
  const fields = nextManagedFields(server, kind, next, old, call, subresource, options, tracking);
  if (isDryRun) return withManagedFields(next, old.metadata.resourceVersion, fields);
  const version = server.store.nextResourceVersion();
  return server.store.put(kind, withManagedFields(next, version, fields), old, call);
}
