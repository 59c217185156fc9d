/** The objects of a kind that no controller owns, by namespace: a small index beside the store's own. */
import type { Kind } from '#apimachinery/kind.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import { controllerOf } from '#apimachinery/owner-references.ts';
import type { Client } from '#client/client.ts';

export interface Orphans<T extends KubeObject> {
  /** The orphans of a namespace as they are stored now, in the order they became orphans. */
  in(namespace: string): readonly T[];
  /** Takes note of a change: to be called with every event of the kind. */
  observe(type: string, object: T): void;
}

/** An empty index over `kind`; what it answers is read afresh, so a late event does no harm. */
export function createOrphans<T extends KubeObject>(client: Client, kind: Kind<T>): Orphans<T> {
  const names = new Map<string, Set<string>>();
  return {
    in: (namespace) => {
      const found: T[] = [];
      for (const name of names.get(namespace) ?? []) {
        const object = client.get(kind, namespace, name);
        if (object && !controllerOf(object)) found.push(object);
      }
      return found;
    },
    observe: (type, object) => {
      const { namespace = '', name } = object.metadata;
      if (type === 'DELETED' || controllerOf(object)) {
        names.get(namespace)?.delete(name);
        return;
      }
      const here = names.get(namespace);
      if (here) here.add(name);
      else names.set(namespace, new Set([name]));
    },
  };
}
