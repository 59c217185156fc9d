/** PUT: an object is replaced, or its status. Mirrors apiserver pkg/registry/rest/update.go BeforeUpdate. */
import type { Call, Subresource, WriteOptions } from '#apimachinery/api.ts';
import { isEqual, share } from '#apimachinery/equality.ts';
import { apiVersionOf, type Kind } from '#apimachinery/kind.ts';
import type { KubeObject, ObjectMeta } from '#apimachinery/object.ts';
import {
  badRequestError,
  conflictError,
  invalidError,
  notFoundError,
} from '#apimachinery/status.ts';
import { lookUp, type ServerContext } from '../context.ts';
import type { Incoming } from '../incoming.ts';
import { managerOf, withManager } from '../managed-fields.ts';
import { metadataErrors, metadataUpdateErrors } from '../metadata.ts';

type Body = KubeObject & { readonly spec?: unknown; readonly status?: unknown };

/** Refuses what is meant for another object or an older version of it. */
function checkPreconditions(kind: Kind, given: Partial<ObjectMeta>, old: KubeObject): void {
  const { uid, resourceVersion } = old.metadata;
  if (given.uid && given.uid !== uid) {
    const why = `Precondition failed: UID in precondition: ${given.uid}, UID in object meta: ${uid}`;
    throw conflictError(kind, old.metadata.name, why);
  }
  if (!given.resourceVersion || given.resourceVersion === resourceVersion) return;
  if (!/^\d+$/.test(given.resourceVersion)) {
    throw badRequestError(`invalid resource version "${given.resourceVersion}"`);
  }
  throw conflictError(kind, old.metadata.name);
}

/** What the client sent, with the metadata that only the server may set taken from the old object. */
function carriedMetadata(given: Partial<ObjectMeta>, old: ObjectMeta): ObjectMeta {
  if (given === old) return old;
  const {
    selfLink: _selfLink,
    managedFields: _managedFields,
    generation: _generation,
    resourceVersion: _resourceVersion,
    ...rest
  } = given as Partial<ObjectMeta> & { readonly selfLink?: string };
  return {
    ...rest,
    name: given.name ?? old.name,
    uid: given.uid || old.uid,
    creationTimestamp: given.creationTimestamp ?? old.creationTimestamp,
    resourceVersion: old.resourceVersion,
    ...(old.namespace === undefined ? {} : { namespace: given.namespace ?? old.namespace }),
    ...(old.generateName === undefined
      ? {}
      : { generateName: given.generateName ?? old.generateName }),
    ...(old.generation === undefined ? {} : { generation: old.generation }),
    ...(old.deletionTimestamp && !given.deletionTimestamp
      ? { deletionTimestamp: old.deletionTimestamp }
      : {}),
    ...(old.deletionGracePeriodSeconds !== undefined &&
    given.deletionGracePeriodSeconds === undefined
      ? { deletionGracePeriodSeconds: old.deletionGracePeriodSeconds }
      : {}),
    ...(old.managedFields ? { managedFields: old.managedFields } : {}),
  };
}

function withSpecOf(server: ServerContext, kind: Kind, sent: Body, old: Body): Body {
  const kept = kind.hasStatus && old.status !== undefined ? { ...sent, status: old.status } : sent;
  const filled = kind.defaults(kept, server.kindContext);
  const prepared = kind.prepareUpdate?.(filled, old, server.kindContext) ?? filled;
  const { spec } = prepared as Body;
  const shared = share(spec, old.spec);
  return shared === spec ? prepared : { ...prepared, spec: shared };
}

function judge(server: ServerContext, kind: Kind, next: Body, old: Body): void {
  const errors = metadataUpdateErrors(next.metadata, old.metadata);
  errors.push(...metadataErrors(kind, next.metadata));
  const isSpecOld = next.spec !== undefined && next.spec === old.spec;
  if (!isSpecOld) {
    errors.push(...kind.validate(next, server.kindContext));
    errors.push(...(kind.validateUpdate?.(next, old, server.kindContext) ?? []));
  }
  if (errors.length > 0) throw invalidError(kind, old.metadata.name, errors);
}

/** Whether a marked object has nothing more to wait for. */
function isFinalized(kind: Kind, { metadata, ...body }: KubeObject): boolean {
  if (!metadata.deletionTimestamp || metadata.finalizers?.length) return false;
  if ((metadata.deletionGracePeriodSeconds ?? 0) > 0) return false;
  if (!kind.finalizesInSpec) return true;
  const { spec } = body as { readonly spec?: { readonly finalizers?: readonly string[] } };
  return !spec?.finalizers?.length;
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
): KubeObject {
  if (isEqual(next, old)) return old;
  if (options?.dryRun) return next;
  if (isFinalized(kind, next)) return server.store.remove(kind, next, call);
  const managedFields = withManager(
    old.metadata.managedFields,
    kind,
    managerOf(call, options),
    subresource,
    server.clock.now(),
  );
  const resourceVersion = server.store.nextResourceVersion();
  const metadata = { ...next.metadata, resourceVersion, managedFields };
  return server.store.put(kind, { ...next, metadata }, old, call);
}

/** The next status of an object, spec untouched; labels too stay as they are. Mirrors the status strategies of pkg/registry. */
function nextStatus(sent: Body, old: Body): Body {
  const metadata = carriedMetadata(sent.metadata, old.metadata);
  return { ...old, metadata, ...(sent.status === undefined ? {} : { status: sent.status }) };
}

function nextSpec(server: ServerContext, kind: Kind, sent: Body, old: Body): Body {
  const metadata = carriedMetadata(sent.metadata, old.metadata);
  const typed = { ...sent, apiVersion: apiVersionOf(kind), kind: kind.kind, metadata };
  const next = withSpecOf(server, kind, typed, old);
  if (!kind.hasGeneration || next.spec === old.spec) return next;
  const generation = (old.metadata.generation ?? 0) + 1;
  return { ...next, metadata: { ...next.metadata, generation } };
}

/** Replaces an object, or with `subresource` "status" only its status. */
export function update(
  server: ServerContext,
  kind: Kind,
  sent: Incoming,
  call: Call,
  subresource: Subresource = '',
  options?: WriteOptions,
): KubeObject {
  const { name = '', namespace = '' } = sent.metadata ?? {};
  const old = lookUp(server, kind, namespace, name);
  if (!old) throw notFoundError(kind, name);
  checkPreconditions(kind, sent.metadata ?? {}, old);
  if (subresource === 'status') {
    const next = nextStatus(sent as Body, old);
    const errors = metadataUpdateErrors(next.metadata, old.metadata);
    if (errors.length > 0) throw invalidError(kind, name, errors);
    return commit(server, kind, next, old, call, subresource, options);
  }
  const next = nextSpec(server, kind, sent as Body, old);
  judge(server, kind, next, old);
  return commit(server, kind, next, old, call, subresource, options);
}
