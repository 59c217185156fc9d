/** From an object to the controller that owns it. */
import type { Kind } from '#apimachinery/kind.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import { controllerOf } from '#apimachinery/owner-references.ts';
import type { Client } from '#client/client.ts';

/**
 * The object of `kind` that controls `object`, if it is still there and the same one.
 * Mirrors kubernetes pkg/controller/replicaset/replica_set.go resolveControllerRef.
 */
export function resolveController<O extends KubeObject>(
  client: Client,
  kind: Kind<O>,
  object: KubeObject,
): O | undefined {
  const reference = controllerOf(object);
  if (reference?.kind !== kind.kind) return undefined;
  const owner = client.get(kind, object.metadata.namespace ?? '', reference.name);
  return owner?.metadata.uid === reference.uid ? owner : undefined;
}
