/** The garbage collector: what nobody owns any more goes, before, after or without its owner. */
import type { PropagationPolicy } from '#apimachinery/api.ts';
import { type Kind, kindKey } from '#apimachinery/kind.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import { StatusError } from '#apimachinery/status.ts';
import { eventKind } from '#resources/event.ts';
import { leaseKind } from '#resources/lease.ts';
import type { Controller, ControllerDeps } from '../controller.ts';
import { startLoop } from '../loop.ts';
import { isNotFound } from '../refusals.ts';
import {
  classifyReferences,
  dependentsOf,
  foregroundFinalizer,
  hasFinalizer,
  isDeletingDependents,
  isFullyOwned,
  kindByKey,
  kindNamed,
  orphanFinalizer,
  withoutFinalizer,
  withoutOwners,
} from './references.ts';

/** "apps/v1/ReplicaSet default/web": which object a key of the loop names. */
const keyFor = (kind: Kind, { metadata }: KubeObject): string =>
  `${kindKey(kind)} ${metadata.namespace ?? ''}/${metadata.name}`;

function read({ client }: ControllerDeps, key: string) {
  const [kindName = '', path = ''] = key.split(' ');
  const kind = kindByKey(client, kindName);
  const slash = path.indexOf('/');
  const object = kind && client.get(kind, path.slice(0, slash), path.slice(slash + 1));
  return kind && object ? { kind, object } : undefined;
}

/** Writes or deletes; an object that is gone meanwhile is as good. */
function unlessGone(act: () => void): void {
  try {
    act();
  } catch (refusal) {
    if (!(refusal instanceof StatusError) || !isNotFound(refusal)) throw refusal;
  }
}

/** The owner lets its dependents go free, then itself goes. Mirrors attemptToOrphanWorker. */
function orphanDependents({ client }: ControllerDeps, kind: Kind, owner: KubeObject): void {
  const uids = new Set([owner.metadata.uid]);
  for (const { kind: dependentKind, object } of dependentsOf(client, owner.metadata.uid)) {
    unlessGone(() => client.update(dependentKind, withoutOwners(object, uids)));
  }
  unlessGone(() => client.update(kind, withoutFinalizer(owner, orphanFinalizer)));
}

/**
 * Deletes the dependents that block the owner, and lets it go when there is none.
 * Mirrors processDeletingDependentsItem.
 */
function deleteDependents(deps: ControllerDeps, kind: Kind, owner: KubeObject): void {
  const { client } = deps;
  const { uid } = owner.metadata;
  const dependents = dependentsOf(client, uid);
  const blocking = dependents.filter(({ object }) =>
    (object.metadata.ownerReferences ?? []).some(
      (reference) => reference.uid === uid && reference.blockOwnerDeletion,
    ),
  );
  if (blocking.length === 0) {
    unlessGone(() => client.update(kind, withoutFinalizer(owner, foregroundFinalizer)));
    return;
  }
  for (const { kind: dependentKind, object } of dependents) collect(deps, dependentKind, object);
}

/** How an object without owners goes: as its finalizers ask, else in the background. */
function policyOf(object: KubeObject): PropagationPolicy {
  if (hasFinalizer(object, orphanFinalizer)) return 'Orphan';
  return hasFinalizer(object, foregroundFinalizer) ? 'Foreground' : 'Background';
}

/** Deletes an object none of whose owners stays; takes dead owners off one that has another. Mirrors attemptToDeleteItem. */
function collect({ client }: ControllerDeps, kind: Kind, object: KubeObject): void {
  const { ownerReferences = [], deletionTimestamp, uid } = object.metadata;
  if (deletionTimestamp !== undefined || ownerReferences.length === 0) return;
  const { solid, dangling, waiting } = classifyReferences(client, object);
  const gone = new Set([...dangling, ...waiting].map((reference) => reference.uid));
  if (solid.length > 0) {
    if (gone.size > 0) unlessGone(() => client.update(kind, withoutOwners(object, gone)));
    return;
  }
  const hasDependents = waiting.length > 0 && dependentsOf(client, uid).length > 0;
  const propagationPolicy = hasDependents ? 'Foreground' : policyOf(object);
  unlessGone(() => client.delete(kind, object, { propagationPolicy, preconditions: { uid } }));
}

function reconcile(deps: ControllerDeps, key: string): undefined {
  const found = read(deps, key);
  if (!found) return undefined;
  const { kind, object } = found;
  if (object.metadata.deletionTimestamp === undefined) collect(deps, kind, object);
  else if (hasFinalizer(object, orphanFinalizer)) orphanDependents(deps, kind, object);
  else if (isDeletingDependents(object)) deleteDependents(deps, kind, object);
  return undefined;
}

/** Kinds that are never garbage: they have no owners worth following. Mirrors DefaultIgnoredResources, and Leases. */
const ignored: ReadonlySet<Kind> = new Set<Kind>([
  eventKind as unknown as Kind,
  leaseKind as unknown as Kind,
]);

/** Mirrors kubernetes pkg/controller/garbagecollector. Differs: no graph of its own, the store indexes by owner. */
export const garbageCollector: Controller = {
  name: 'generic-garbage-collector',
  start: (deps) => {
    const { client } = deps;
    const queue = startLoop(deps, (key) => reconcile(deps, key));
    /** Owners that wait for this dependent look again. */
    const wakeOwners = (object: KubeObject, cause: number): void => {
      for (const reference of object.metadata.ownerReferences ?? []) {
        const kind = kindNamed(client, reference);
        const namespace = kind?.namespaced ? (object.metadata.namespace ?? '') : '';
        const owner = kind && client.get(kind, namespace, reference.name);
        if (owner && isDeletingDependents(owner)) queue.add(keyFor(kind, owner), cause);
      }
    };
    client.eachKind((kind) => {
      if (ignored.has(kind)) return;
      client.watch(kind, ({ type, object, previous, revision }) => {
        if (type === 'DELETED') {
          for (const dependent of dependentsOf(client, object.metadata.uid)) {
            queue.add(keyFor(dependent.kind, dependent.object), revision);
          }
          wakeOwners(object, revision);
          return;
        }
        const { deletionTimestamp, ownerReferences, finalizers } = object.metadata;
        const isFresh = ownerReferences !== previous?.metadata.ownerReferences;
        const isGoing = deletionTimestamp !== undefined && finalizers !== undefined;
        const isAbandoned =
          isFresh && ownerReferences !== undefined && !isFullyOwned(client, object);
        if (isAbandoned || isGoing) queue.add(keyFor(kind, object), revision);
        if (isFresh && previous) wakeOwners(previous, revision);
      });
    });
  },
};
