/** PUT namespaces/NAME/finalize: only spec.finalizers changes. Mirrors kubernetes pkg/registry/core/namespace/strategy.go namespaceFinalizeStrategy. */
import type { Call, WriteOptions } from '#apimachinery/api.ts';
import type { Kind } from '#apimachinery/kind.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import { conflictError, notFoundError, unknownPathError } from '#apimachinery/status.ts';
import { lookUp, type ServerContext } from '../context.ts';
import { commit } from '../verbs/update.ts';

interface Finalized extends KubeObject {
  readonly spec?: { readonly finalizers?: readonly string[] };
}

/** Takes the finalizers of a kind that keeps them in its spec; the last one's going removes the object. */
export function finalize(
  server: ServerContext,
  kind: Kind,
  sent: Finalized,
  call: Call,
  options?: WriteOptions,
): KubeObject {
  if (!kind.finalizesInSpec) throw unknownPathError();
  const { name, namespace = '', resourceVersion } = sent.metadata;
  const old: Finalized | undefined = lookUp(server, kind, namespace, name);
  if (!old) throw notFoundError(kind, name);
  if (resourceVersion && resourceVersion !== old.metadata.resourceVersion) {
    throw conflictError(kind, name);
  }
  const { finalizers: _before, ...spec } = old.spec ?? {};
  const finalizers = sent.spec?.finalizers ?? [];
  const next = { ...old, spec: finalizers.length > 0 ? { ...spec, finalizers } : spec };
  return commit(server, kind, next, old, call, 'finalize', options);
}
