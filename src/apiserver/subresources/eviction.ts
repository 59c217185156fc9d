/** POST pods/NAME/eviction: a delete that asks first. Mirrors kubernetes pkg/registry/core/pod/storage/eviction.go. */
import type { Call, DeleteOptions } from '#apimachinery/api.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import { notFoundError } from '#apimachinery/status.ts';
import { lookUp, resourceKind, type ServerContext } from '../context.ts';
import { type Deletion, remove } from '../verbs/delete.ts';

/** Pods that serve nobody may always go. */
function canIgnoreGate(pod: KubeObject): boolean {
  const { status } = pod as { readonly status?: { readonly phase?: string } };
  return (
    ['Succeeded', 'Failed', 'Pending'].includes(status?.phase ?? '') ||
    pod.metadata.deletionTimestamp !== undefined
  );
}

/** Evicts a pod unless the gate (a PodDisruptionBudget) objects. */
export function evict(
  server: ServerContext,
  namespace: string,
  name: string,
  call: Call,
  options?: DeleteOptions,
): Deletion {
  const kind = resourceKind(server, '', 'pods');
  const pod = lookUp(server, kind, namespace, name);
  if (!pod) throw notFoundError(kind, name);
  const refusal = canIgnoreGate(pod) ? undefined : server.evictionGate?.(pod);
  if (refusal) throw refusal;
  return remove(server, kind, namespace, name, call, options);
}
