/** POST: an object comes into being. Mirrors apiserver pkg/registry/rest/create.go BeforeCreate. */
import type { Call, WriteOptions } from '#apimachinery/api.ts';
import type { FieldError } from '#apimachinery/field-error.ts';
import { apiVersionOf, type Kind, type StoredAs } from '#apimachinery/kind.ts';
import type { KubeObject, ObjectMeta } from '#apimachinery/object.ts';
import { alreadyExistsError, invalidError, StatusError } from '#apimachinery/status.ts';
import { printTime } from '#apimachinery/time.ts';
import { Ledger, type WriteHead } from '../apply/ledger.ts';
import type { Managed } from '../apply/managed.ts';
import type { ServerContext } from '../context.ts';
import type { Incoming } from '../incoming.ts';
import { headOf } from '../managed-fields.ts';
import { metadataErrors } from '../metadata.ts';
import { shownAs, spokenAs, storedForm } from '../stored-as.ts';

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
  managedFields: Ledger,
): ObjectMeta {
  const nowMs = server.clock.now();
  const namespace = namespaceOf(kind, given);
  const name =
    given.name ||
    (given.generateName ? generatedName(server, kind, namespace, given.generateName) : '');
  const uid = server.random.uid();
  const resourceVersion = server.store.nextResourceVersion();
  const creationTimestamp = printTime(nowMs);
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
  head: WriteHead,
): ObjectMeta {
  const nowMs = server.clock.now();
  const { namespace = '', generateName = '' } = mould;
  return {
    ...mould,
    name: generatedName(server, kind, namespace, generateName),
    uid: server.random.uid(),
    resourceVersion: server.store.nextResourceVersion(),
    creationTimestamp: printTime(nowMs),
    managedFields: stampedLedger(mould, head),
  };
}

/** Objects from one mould in one second share their managedFields. */
const stampedLedger = ({ managedFields }: ObjectMeta, head: WriteHead): Ledger =>
  managedFields instanceof Ledger ? managedFields.again(head) : Ledger.created(head);

/** Admission: the object as it will be, before it is judged. */
function complete(server: ServerContext, kind: Kind, filled: KubeObject, call: Call): KubeObject {
  let object = filled;
  for (const step of server.admission) object = step.mutate?.(server, kind, object, call) ?? object;
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

/** Creates what `draft` is when stored as another kind. */
function createStored(
  server: ServerContext,
  kind: Kind,
  storedAs: StoredAs,
  draft: Incoming,
  call: Call,
  options?: WriteOptions,
  managed?: Managed,
): KubeObject {
  const filled = kind.defaults(draft as KubeObject, server.kindContext);
  const errors = kind.validate(filled, server.kindContext);
  if (errors.length > 0) throw invalidError(kind, draft.metadata?.name ?? '', errors);
  const sent = storedForm(storedAs, filled);
  return shownAs(kind, create(server, storedAs.kind, sent, call, spokenAs(kind, options), managed));
}

/** Creates `draft`, or throws a StatusError that says why not. `managed` are the owners an apply found. */
export function create(
  server: ServerContext,
  kind: Kind,
  draft: Incoming,
  call: Call,
  options?: WriteOptions,
  managed?: Managed,
): KubeObject {
  const given = draft.metadata ?? {};
  if (given.resourceVersion) {
    throw new StatusError(500, '', 'resourceVersion should not be set on objects to be created');
  }
  if (kind.storedAs)
    return createStored(server, kind, kind.storedAs, draft, call, options, managed);
  const head = headOf(kind, call, '', options, server.clock.now());
  const mould = given.name ? undefined : server.moulds.find(kind, draft, namespaceOf(kind, given));
  let object: KubeObject;
  if (mould) {
    object = { ...mould, metadata: stampedMetadata(server, kind, mould.metadata, head) };
    admit(server, kind, object);
  } else {
    const ledger = managed ? Ledger.settled(managed) : Ledger.created(head);
    const metadata = newMetadata(server, kind, given, ledger);
    const typed = { ...draft, apiVersion: apiVersionOf(kind), kind: kind.kind, metadata };
    admit(server, kind, typed);
    const filled = kind.defaults(typed, server.kindContext);
    ledger.remember(filled);
    object = complete(server, kind, filled, call);
    judge(server, kind, object);
    server.moulds.keep(kind, draft, object);
  }
  for (const step of server.admission) step.checkComplete?.(server, kind, object, call, options);
  const { namespace = '', name } = object.metadata;
  const existing = server.store.table(kind).get(namespace, name);
  if (existing) throw alreadyExistsError(kind, name, Boolean(existing.metadata.deletionTimestamp));
  if (options?.dryRun) return withoutRevision(object);
  return server.store.put(kind, object, undefined, call);
}
