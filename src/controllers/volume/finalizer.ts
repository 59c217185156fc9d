/** A finalizer that keeps an object as long as it is used. Mirrors kubernetes pkg/controller/volume/protectionutil. */
import type { Kind } from '#apimachinery/kind.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import type { Client } from '#client/client.ts';

/** The object without a finalizer; without the field when it was the last. */
export function withoutFinalizer<T extends KubeObject>(object: T, finalizer: string): T {
  const { finalizers = [], ...metadata } = object.metadata;
  const rest = finalizers.filter((name) => name !== finalizer);
  return { ...object, metadata: { ...metadata, ...(rest.length > 0 ? { finalizers: rest } : {}) } };
}

/** Takes the finalizer from what is being deleted and not used; gives it to what lives without it. */
export function protect<T extends KubeObject>(
  client: Client,
  kind: Kind<T>,
  object: T,
  finalizer: string,
  isUsed: () => boolean,
): void {
  const { deletionTimestamp, finalizers = [] } = object.metadata;
  const isHeld = finalizers.includes(finalizer);
  if (deletionTimestamp) {
    if (isHeld && !isUsed()) client.update(kind, withoutFinalizer(object, finalizer));
  } else if (!isHeld) {
    const metadata = { ...object.metadata, finalizers: [...finalizers, finalizer] };
    client.update(kind, { ...object, metadata });
  }
}
