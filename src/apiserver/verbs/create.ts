/** POST: an object comes into being. Mirrors apiserver pkg/registry/rest/create.go BeforeCreate. */
import type { Call, WriteOptions } from '#apimachinery/api.ts';
import type { FieldError } from '#apimachinery/field-error.ts';
import { apiVersionOf, type Kind } from '#apimachinery/kind.ts';
import type { KubeObject, ObjectMeta } from '#apimachinery/object.ts';
import { alreadyExistsError, badRequestError, invalidError } from '#apimachinery/status.ts';
import { printTime } from '#apimachinery/time.ts';
import type { ServerContext } from '../context.ts';
import type { Incoming } from '../incoming.ts';
import { managerOf, withManager } from '../managed-fields.ts';
import { metadataErrors } from '../metadata.ts';

/** A name of 63 characters at most leaves so many for the prefix. */
const MAX_GENERATED_PREFIX = 58;

function generatedName(
  server: ServerContext,
  kind: Kind,
  namespace: string,
  prefix: string,
): string {
  const table = server.store.table(kind);
  for (;;) {
    // Joined, the name is one string in memory; added up, it would keep its parts too.
    const name = [prefix.slice(0, MAX_GENERATED_PREFIX), server.random.suffix(5)].join('');
    if (!table.get(namespace, name)) return name;
  }
}

const namespaceOf = (kind: Kind, given: Partial<ObjectMeta>): string =>
  given.namespace ?? (kind.namespaced ? 'default' : '');

/** Metadata as the server makes it: what a client may not choose is set here. */
function newMetadata(
  server: ServerContext,
  kind: Kind,
  given: Partial<ObjectMeta>,
  manager: string,
): ObjectMeta {
  const nowMs = server.clock.now();
  const namespace = namespaceOf(kind, given);
  const name =
    given.name ||
    (given.generateName ? generatedName(server, kind, namespace, given.generateName) : '');
  const uid = server.random.uid();
  const resourceVersion = server.store.nextResourceVersion();
  const creationTimestamp = printTime(nowMs);
  const managedFields = withManager(undefined, kind, manager, '', nowMs);
  if (isPlain(given) && namespace && !kind.hasGeneration) {
    return { name, namespace, uid, resourceVersion, creationTimestamp, managedFields };
  }
  const { generateName, labels, annotations, ownerReferences, finalizers } = given;
  return {
    name,
    ...(generateName ? { generateName } : {}),
    ...(namespace ? { namespace } : {}),
    uid,
    resourceVersion,
    ...(kind.hasGeneration ? { generation: 1 } : {}),
    creationTimestamp,
    ...(labels ? { labels } : {}),
    ...(annotations ? { annotations } : {}),
    ...(ownerReferences?.length ? { ownerReferences } : {}),
    ...(finalizers?.length ? { finalizers } : {}),
    managedFields,
  };
}

/** Nothing but a name and a namespace: Events are so, and many. */
const isPlain = (given: Partial<ObjectMeta>): boolean =>
  !given.generateName &&
  !given.labels &&
  !given.annotations &&
  !given.ownerReferences &&
  !given.finalizers;

/** The metadata of one more object from a mould, which has all that was given. */
function stampedMetadata(
  server: ServerContext,
  kind: Kind,
  mould: ObjectMeta,
  manager: string,
): ObjectMeta {
  const nowMs = server.clock.now();
  const { namespace = '', generateName = '' } = mould;
  return {
    ...mould,
    name: generatedName(server, kind, namespace, generateName),
    uid: server.random.uid(),
    resourceVersion: server.store.nextResourceVersion(),
    creationTimestamp: printTime(nowMs),
    managedFields: withManager(undefined, kind, manager, '', nowMs),
  };
}

/** Defaults and admission: the object as it will be, before it is judged. */
function complete(server: ServerContext, kind: Kind, draft: KubeObject): KubeObject {
  let object = kind.defaults(draft, server.kindContext);
  for (const step of server.admission) object = step.mutate?.(server, kind, object) ?? object;
  if (kind.prepareCreate) object = kind.prepareCreate(object, server.kindContext);
  if (kind.finalizesInSpec) {
    const { spec } = object as { readonly spec?: { readonly finalizers?: readonly string[] } };
    const finalizers = [...new Set([...(spec?.finalizers ?? []), 'kubernetes'])];
    object = { ...object, spec: { ...spec, finalizers } } as KubeObject;
  }
  return object;
}

function admit(server: ServerContext, kind: Kind, object: KubeObject): void {
  for (const step of server.admission) step.check?.(server, kind, object);
}

function judge(server: ServerContext, kind: Kind, object: KubeObject): void {
  const errors = metadataErrors(kind, object.metadata);
  // A missing name is said once, in the words above.
  const own = kind.validate(object, server.kindContext);
  if (errors.length === 0 && own.length === 0) return;
  const isSaid = ({ field }: FieldError): boolean =>
    !object.metadata.name && field === 'metadata.name';
  const all = [...errors, ...own.filter((error) => !isSaid(error))];
  if (all.length > 0) throw invalidError(kind, object.metadata.name, all);
}

/** What was never stored has no resourceVersion. */
function withoutRevision(object: KubeObject): KubeObject {
  const { resourceVersion: _none, ...metadata } = object.metadata;
  return { ...object, metadata: metadata as ObjectMeta };
}

/** Creates `draft`, or throws a StatusError that says why not. */
export function create(
  server: ServerContext,
  kind: Kind,
  draft: Incoming,
  call: Call,
  options?: WriteOptions,
): KubeObject {
  const given = draft.metadata ?? {};
  if (given.resourceVersion) {
    throw badRequestError('resourceVersion should not be set on objects to be created');
  }
  const manager = managerOf(call, options);
  const mould = given.name ? undefined : server.moulds.find(kind, draft, namespaceOf(kind, given));
  let object: KubeObject;
  if (mould) {
    object = { ...mould, metadata: stampedMetadata(server, kind, mould.metadata, manager) };
    admit(server, kind, object);
  } else {
    const metadata = newMetadata(server, kind, given, manager);
    const typed = { ...draft, apiVersion: apiVersionOf(kind), kind: kind.kind, metadata };
    admit(server, kind, typed);
    object = complete(server, kind, typed);
    judge(server, kind, object);
    server.moulds.keep(kind, draft, object);
  }
  const { namespace = '', name } = object.metadata;
  if (server.store.table(kind).get(namespace, name)) throw alreadyExistsError(kind, name);
  if (options?.dryRun) return withoutRevision(object);
  return server.store.put(kind, object, undefined, call);
}
