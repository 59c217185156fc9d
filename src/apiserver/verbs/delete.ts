/** DELETE: at once, after a grace period, or when the last finalizer is gone. Mirrors apiserver pkg/registry/rest/delete.go and registry/store.go. */
import type { Call, DeleteOptions } from '#apimachinery/api.ts';
import type { Kind } from '#apimachinery/kind.ts';
import type { KubeObject, ObjectMeta } from '#apimachinery/object.ts';
import { conflictError, notFoundError } from '#apimachinery/status.ts';
import { printTime, timeOf } from '#apimachinery/time.ts';
import { lookUp, type ServerContext } from '../context.ts';
import { shownAs } from '../stored-as.ts';

export interface Deletion {
  /** As it is after the call; when it is gone, as it last was. */
  readonly object: KubeObject;
  readonly isGone: boolean;
}

const ORPHAN = 'orphan';
const FOREGROUND = 'foregroundDeletion';

function checkPreconditions(kind: Kind, { metadata }: KubeObject, options: DeleteOptions): void {
  const { uid, resourceVersion } = options.preconditions ?? {};
  const resource = { group: kind.group, plural: kind.kind };
  if (uid && uid !== metadata.uid) {
    const why = `the UID in the precondition (${uid}) does not match the UID in record (${metadata.uid}). The object might have been deleted and then recreated`;
    throw conflictError(resource, metadata.name, why);
  }
  if (resourceVersion && resourceVersion !== metadata.resourceVersion) {
    const why = `the ResourceVersion in the precondition (${resourceVersion}) does not match the ResourceVersion in record (${metadata.resourceVersion}). The object might have been modified`;
    throw conflictError(resource, metadata.name, why);
  }
}

/** The finalizers a policy asks for; without one, those already there decide. */
function finalizersFor(kind: Kind, meta: ObjectMeta, options: DeleteOptions): readonly string[] {
  const before = meta.finalizers ?? [];
  const policy =
    options.propagationPolicy ??
    (before.includes(ORPHAN)
      ? 'Orphan'
      : before.includes(FOREGROUND)
        ? 'Foreground'
        : kind.defaultPropagation);
  const others = before.filter((name) => name !== ORPHAN && name !== FOREGROUND);
  if (policy === 'Orphan') return [...others, ORPHAN];
  return policy === 'Foreground' ? [...others, FOREGROUND] : others;
}

interface Grace {
  /** `wait`: mark it and let the kubelet finish; `pending`: already so; `none`: no grace. */
  readonly how: 'wait' | 'pending' | 'none';
  readonly seconds: number;
  readonly endMs: number;
}

/** A second delete may only shorten the grace period. */
function shortened(meta: ObjectMeta, asked: number | undefined, nowMs: number): Grace {
  const before = meta.deletionGracePeriodSeconds ?? 0;
  if (before === 0) return { how: 'none', seconds: 0, endMs: nowMs };
  if (asked === undefined || asked >= before) return { how: 'pending', seconds: before, endMs: 0 };
  const endMs = timeOf(meta.deletionTimestamp) - 1000 * (before - asked);
  if (endMs >= nowMs) return { how: 'wait', seconds: asked, endMs };
  return { how: 'wait', seconds: asked === 0 ? 0 : 1, endMs: nowMs };
}

function graceOf(kind: Kind, object: KubeObject, options: DeleteOptions, nowMs: number): Grace {
  const given = options.gracePeriodSeconds;
  const asked = given !== undefined && given < 0 ? 1 : given;
  if (!kind.graceSeconds) return { how: 'none', seconds: 0, endMs: nowMs };
  if (object.metadata.deletionTimestamp) return shortened(object.metadata, asked, nowMs);
  const seconds = kind.graceSeconds(object, asked);
  if (seconds === undefined) return { how: 'none', seconds: 0, endMs: nowMs };
  return { how: 'wait', seconds, endMs: nowMs + 1000 * seconds };
}

/** The object marked: when it ends, how long it was given, and a new generation at the first mark. */
function marked(
  object: KubeObject,
  finalizers: readonly string[],
  deletionTimestamp: string,
  seconds: number,
): KubeObject {
  const { finalizers: _before, generation, ...rest } = object.metadata;
  const isFirst = !object.metadata.deletionTimestamp;
  const metadata: ObjectMeta = {
    ...rest,
    ...(generation === undefined ? {} : { generation: isFirst ? generation + 1 : generation }),
    deletionTimestamp,
    deletionGracePeriodSeconds: seconds,
    ...(finalizers.length > 0 ? { finalizers } : {}),
  };
  return { ...object, metadata };
}

/** `status.phase: Terminating`, for kinds that are finalized in their spec. */
const terminating = (object: KubeObject): KubeObject => {
  const { status } = object as { readonly status?: object };
  return { ...object, status: { ...status, phase: 'Terminating' } } as KubeObject;
};

/** Namespaces know no grace period. Mirrors kubernetes pkg/registry/core/namespace/storage Delete. */
function withoutGrace(object: KubeObject): KubeObject {
  const { deletionGracePeriodSeconds: _none, ...metadata } = object.metadata;
  return { ...object, metadata };
}

const isHeldBySpec = (kind: Kind, object: KubeObject): boolean => {
  const { spec } = object as { readonly spec?: { readonly finalizers?: readonly string[] } };
  return kind.finalizesInSpec === true && Boolean(spec?.finalizers?.length);
};

function store(
  server: ServerContext,
  kind: Kind,
  next: KubeObject,
  old: KubeObject,
  call: Call,
  options: DeleteOptions,
): Deletion {
  const object = options.dryRun ? next : server.store.put(kind, next, old, call);
  return { object, isGone: false };
}

function removeNow(
  server: ServerContext,
  kind: Kind,
  object: KubeObject,
  call: Call,
  options: DeleteOptions,
): Deletion {
  return {
    object: options.dryRun ? object : server.store.remove(kind, object, call),
    isGone: true,
  };
}

/** When the object stays for finalizers alone, its time is now unless it was earlier. */
function markedNow(object: KubeObject, finalizers: readonly string[], nowMs: number): KubeObject {
  const before = object.metadata.deletionTimestamp;
  const time = before && timeOf(before) <= nowMs ? before : printTime(nowMs);
  return marked(object, finalizers, time, 0);
}

/** Deletes an object, or marks it so that whoever must act first can. */
export function remove(
  server: ServerContext,
  kind: Kind,
  namespace: string,
  name: string,
  call: Call,
  options: DeleteOptions = {},
): Deletion {
  const found = lookUp(server, kind, namespace, name);
  if (!found) throw notFoundError(kind, name);
  const object = kind.prepareDelete?.(found, server.kindContext) ?? found;
  if (kind.storedAs) {
    const deletion = remove(server, kind.storedAs.kind, namespace, name, call, options);
    return { ...deletion, object: shownAs(kind, deletion.object) };
  }
  for (const step of server.admission) step.checkDelete?.(server, kind, object);
  checkPreconditions(kind, object, options);

  const nowMs = server.clock.now();
  if (isHeldBySpec(kind, object)) {
    if (object.metadata.deletionTimestamp) return { object, isGone: false };
    const finalizers = object.metadata.finalizers ?? [];
    const next = terminating(withoutGrace(markedNow(object, finalizers, nowMs)));
    return store(server, kind, next, object, call, options);
  }

  const grace = graceOf(kind, object, options, nowMs);
  if (grace.how === 'pending') return { object, isGone: false };
  const finalizers = finalizersFor(kind, object.metadata, options);
  if (grace.how === 'wait' && grace.seconds > 0) {
    const next = marked(object, finalizers, printTime(grace.endMs), grace.seconds);
    return store(server, kind, next, object, call, options);
  }
  if (finalizers.length === 0) return removeNow(server, kind, object, call, options);
  const next = markedNow(object, finalizers, nowMs);
  const isNews = JSON.stringify(next.metadata) !== JSON.stringify(object.metadata);
  return isNews ? store(server, kind, next, object, call, options) : { object, isGone: false };
}
