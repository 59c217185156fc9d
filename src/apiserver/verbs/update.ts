/** PUT: an object is replaced, or its status. Mirrors apiserver pkg/registry/rest/update.go BeforeUpdate. */
import type { Call, Subresource, WriteOptions } from '#apimachinery/api.ts';
import { share } from '#apimachinery/equality.ts';
import { apiVersionOf, type Kind, type PartRules } from '#apimachinery/kind.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import { conflictError, invalidError, notFoundError } from '#apimachinery/status.ts';
import { managedGiven } from '../apply/given.ts';
import { checkApprover } from '../auth/certificates/approver.ts';
import { lookUp, type ServerContext } from '../context.ts';
import type { Incoming } from '../incoming.ts';
import { metadataErrors, metadataUpdateErrors } from '../metadata.ts';
import { shownAs, spokenAs, storedForm } from '../stored-as.ts';
import { commit, type Tracking } from './commit.ts';
import { create } from './create.ts';
import { carriedMetadata, checkUid, checkVersion, withOldParts } from './update-metadata.ts';
import { keptByStatus, mayCreateByUpdate } from './update-rules.ts';

export { commit } from './commit.ts';

type Body = KubeObject & { readonly spec?: unknown; readonly status?: unknown };

/** What an update would store, and what was sent for it before the kind had its say. */
interface Next {
  readonly next: Body;
  readonly sent: Body;
}

function withSpecOf(server: ServerContext, kind: Kind, typed: Body, old: Body): Next {
  const kept =
    kind.hasStatus && old.status !== undefined ? { ...typed, status: old.status } : typed;
  const filled: Body = kind.defaults(kept, server.kindContext);
  const prepared: Body = kind.prepareUpdate?.(filled, old, server.kindContext) ?? filled;
  const spec = share(prepared.spec, old.spec);
  const next = spec === prepared.spec ? prepared : { ...prepared, spec };
  return { next, sent: prepared === filled ? next : filled };
}

function judge(server: ServerContext, kind: Kind, next: Body, old: Body): void {
  const errors = metadataUpdateErrors(next.metadata, old.metadata);
  errors.push(...metadataErrors(kind, next.metadata));
  const isSpecOld = next.spec !== undefined && next.spec === old.spec && !kind.structure;
  if (!isSpecOld) {
    if (!kind.judgesUpdateAlone) errors.push(...kind.validate(next, server.kindContext));
    errors.push(...(kind.validateUpdate?.(next, old, server.kindContext) ?? []));
  }
  if (errors.length > 0) throw invalidError(kind, old.metadata.name, errors);
}

function nextSpec(server: ServerContext, kind: Kind, sent: Body, old: Body): Next {
  const metadata = carriedMetadata(sent.metadata, old.metadata);
  const typed = { ...sent, apiVersion: apiVersionOf(kind), kind: kind.kind, metadata };
  const made = withSpecOf(server, kind, typed, old);
  const { next } = made;
  const isSame = kind.isSameSpec ? kind.isSameSpec(next, old) : next.spec === old.spec;
  if (!kind.hasGeneration || isSame) return made;
  const generation = (old.metadata.generation ?? 0) + 1;
  return { ...made, next: { ...next, metadata: { ...next.metadata, generation } } };
}

/** The next status of an object, spec untouched. Mirrors the status strategies of pkg/registry. */
function nextStatus(server: ServerContext, kind: Kind, sent: Body, old: Body): Next {
  const carried = carriedMetadata(sent.metadata, old.metadata);
  const metadata = withOldParts(carried, old.metadata, keptByStatus(kind));
  const status = sent.status === undefined ? {} : { status: sent.status };
  const next = { ...old, metadata, ...status };
  const prepared: Body = kind.prepareStatusUpdate?.(next, old, server.kindContext) ?? next;
  const errors = metadataUpdateErrors(prepared.metadata, old.metadata);
  errors.push(...metadataErrors(kind, prepared.metadata));
  if (prepared.status !== old.status) {
    errors.push(...(kind.validateStatusUpdate?.(prepared, old, server.kindContext) ?? []));
  }
  if (errors.length > 0) throw invalidError(kind, old.metadata.name, errors);
  const isWhole = metadata === carried;
  return { next: prepared, sent: isWhole ? prepared : { ...prepared, metadata: carried } };
}

/** The next of an object of which a subresource changes one part. */
function nextPart(
  server: ServerContext,
  kind: Kind,
  rules: PartRules,
  sent: Body,
  old: Body,
): Next {
  const metadata = carriedMetadata(sent.metadata, old.metadata);
  const typed = { ...sent, apiVersion: apiVersionOf(kind), kind: kind.kind, metadata };
  const filled: Body = kind.defaults(typed, server.kindContext);
  const next: Body = rules.prepareUpdate(filled, old, server.kindContext);
  const errors = metadataUpdateErrors(metadata, old.metadata);
  errors.push(...rules.validateUpdate(next, old, server.kindContext));
  if (errors.length > 0) throw invalidError(kind, old.metadata.name, errors);
  return { next, sent: filled };
}

function admitUpdate(
  server: ServerContext,
  kind: Kind,
  next: Body,
  old: Body,
  call: Call,
  options: WriteOptions | undefined,
): void {
  for (const step of server.admission) step.checkUpdate?.(server, kind, next, old, call, options);
}

/** What a caller of `update` knows beside the object. */
export interface UpdateTracking extends Tracking {
  /** A patch says nothing of which object it means: its uid is a field like another. */
  readonly isPatch?: boolean;
}

/** Where etcd keeps what is not under the name of its resource. */
const ETCD_FOLDERS: Readonly<Record<string, string>> = {
  services: 'services/specs',
  endpoints: 'services/endpoints',
};

/** A uid can only be that of an object there is. */
function missingForUid(
  kind: Kind,
  namespace: string | undefined,
  name: string,
  uid: string,
): Error {
  const folder = ETCD_FOLDERS[kind.plural] ?? kind.plural;
  const key = `/registry/${folder}/${namespace ? `${namespace}/` : ''}${name}`;
  const why = `Precondition failed: UID in precondition: ${uid}, UID in object meta: `;
  return conflictError(
    kind,
    name,
    `StorageError: invalid object, Code: 4, Key: ${key}, ResourceVersion: 0, AdditionalErrorMsg: ${why}`,
  );
}

/** A PUT of what isn't there brings it into being, for the kinds that allow it. */
function createByUpdate(
  server: ServerContext,
  kind: Kind,
  sent: Incoming,
  call: Call,
  subresource: Subresource,
  options?: WriteOptions,
): KubeObject {
  const { uid, name = '', resourceVersion: _version, ...metadata } = sent.metadata ?? {};
  if (subresource || !mayCreateByUpdate(kind)) throw notFoundError(kind, name);
  if (uid) throw missingForUid(kind, metadata.namespace, name, uid);
  return create(server, kind, { ...sent, metadata: { ...metadata, name } }, call, options);
}

/** Replaces an object, or with `subresource` "status" only its status. */
export function update(
  server: ServerContext,
  kind: Kind,
  sent: Incoming,
  call: Call,
  subresource: Subresource = '',
  options?: WriteOptions,
  tracking: UpdateTracking = {},
): KubeObject {
  const { name = '', namespace = '' } = sent.metadata ?? {};
  const old = lookUp(server, kind, namespace, name);
  if (!old) return createByUpdate(server, kind, sent, call, subresource, options);
  if (kind.storedAs) {
    const filled = kind.defaults(sent as KubeObject, server.kindContext);
    const errors = kind.validateUpdate?.(filled, shownAs(kind, old), server.kindContext) ?? [];
    if (errors.length > 0) throw invalidError(kind, name, errors);
    const next = storedForm(kind.storedAs, filled);
    const spoken = spokenAs(kind, options);
    const { kind: stored } = kind.storedAs;
    return shownAs(kind, update(server, stored, next, call, subresource, spoken, tracking));
  }
  const given = sent.metadata ?? {};
  if (!tracking.isPatch) checkUid(kind, given, old);
  checkVersion(kind, given, old);
  if (subresource === 'approval') checkApprover(server, kind, old, call);
  if (subresource === 'status' || subresource === 'approval') {
    const rules = subresource === 'status' ? kind : { ...kind, ...kind.approval };
    const made = nextStatus(server, rules, sent as Body, old);
    const tracked = made.sent === made.next ? tracking : { ...tracking, sent: made.sent };
    return commit(server, kind, made.next, old, call, subresource, options, tracked);
  }
  const rules = kind.parts?.[subresource];
  if (rules) {
    const made = nextPart(server, kind, rules, sent as Body, old);
    if (rules.isAdmitted) admitUpdate(server, kind, made.next, old, call, options);
    const tracked = { ...tracking, sent: made.sent };
    return commit(server, kind, made.next, old, call, subresource, options, tracked);
  }
  const { next, sent: filled } = nextSpec(server, kind, sent as Body, old);
  judge(server, kind, next, old);
  admitUpdate(server, kind, next, old, call, options);
  const asked = { given: managedGiven(sent), ...tracking };
  const tracked = filled === next ? asked : { ...asked, sent: filled };
  return commit(server, kind, next, old, call, subresource, options, tracked);
}
