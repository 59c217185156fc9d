/** Something every active namespace has: made when it is missing, put right when it was changed. */
import type { Kind } from '#apimachinery/kind.ts';
import type { Draft, KubeObject } from '#apimachinery/object.ts';
import { StatusError } from '#apimachinery/status.ts';
import { namespaceKind } from '#resources/namespace.ts';
import type { Controller, ControllerDeps } from './controller.ts';
import { startLoop } from './loop.ts';
import { isAlreadyExists, isNamespaceTerminating } from './refusals.ts';

export interface NamespacedDefault<T extends KubeObject> {
  /** The controller's name. */
  readonly controller: string;
  readonly kind: Kind<T>;
  readonly name: string;
  /** The object as it is made in a namespace. */
  draft(namespace: string): Draft<T>;
  /** The object put right; itself when it is right. */
  repair?(object: T): T;
}

function ensure<T extends KubeObject>(
  { client }: ControllerDeps,
  wanted: NamespacedDefault<T>,
  namespace: string,
): undefined {
  const owner = client.get(namespaceKind, '', namespace);
  if (owner?.status.phase !== 'Active') return undefined;
  const existing = client.get(wanted.kind, namespace, wanted.name);
  if (existing) {
    const repaired = wanted.repair?.(existing) ?? existing;
    if (repaired !== existing) client.update(wanted.kind, repaired);
    return undefined;
  }
  try {
    client.create(wanted.kind, wanted.draft(namespace));
  } catch (refusal) {
    const isExpected = isAlreadyExists(refusal) || isNamespaceTerminating(refusal);
    if (!(refusal instanceof StatusError) || !isExpected) throw refusal;
  }
  return undefined;
}

/** The controller that keeps one object in each active namespace. */
export const keepInEveryNamespace = <T extends KubeObject>(
  wanted: NamespacedDefault<T>,
): Controller => ({
  name: wanted.controller,
  start: (deps) => {
    const queue = startLoop(deps, (namespace) => ensure(deps, wanted, namespace));
    deps.client.watch(namespaceKind, ({ type, object, revision }) => {
      if (type !== 'DELETED') queue.add(object.metadata.name, revision);
    });
    deps.client.watch(wanted.kind, ({ type, object, revision }) => {
      const { name, namespace = '' } = object.metadata;
      if (name === wanted.name && type !== 'ADDED') queue.add(namespace, revision);
    });
  },
});
