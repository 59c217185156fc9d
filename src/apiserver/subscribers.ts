/** Who hears of changes: everybody, those of one kind, or those of one kind on one node. */
import type { StoreEvent, SubscribeScope } from '#apimachinery/api.ts';
import { kindKey } from '#apimachinery/kind.ts';
import type { KubeObject } from '#apimachinery/object.ts';

export type Listener = (event: StoreEvent) => void;

export interface Subscribers {
  subscribe(listener: Listener, scope?: SubscribeScope): () => void;
  tell(event: StoreEvent): void;
}

const nodeNameOf = (object: KubeObject | undefined): string =>
  (object as { readonly spec?: { readonly nodeName?: string } } | undefined)?.spec?.nodeName ?? '';

/** Listeners hear in the order they came, group by group: all kinds, one kind, one node. */
export function createSubscribers(): Subscribers {
  const groups = new Map<string, readonly Listener[]>();

  const hear = (group: string, event: StoreEvent): void => {
    for (const listener of groups.get(group) ?? []) listener(event);
  };

  return {
    subscribe: (listener, scope = {}) => {
      const kind = scope.kind ? kindKey(scope.kind) : '';
      const group = scope.nodeName ? `${kind}@${scope.nodeName}` : kind;
      groups.set(group, [...(groups.get(group) ?? []), listener]);
      return () => {
        const rest = (groups.get(group) ?? []).filter((one) => one !== listener);
        if (rest.length > 0) groups.set(group, rest);
        else groups.delete(group);
      };
    },
    tell: (event) => {
      hear('', event);
      const kind = kindKey(event.kind);
      hear(kind, event);
      const node = nodeNameOf(event.object);
      const before = nodeNameOf(event.previous);
      if (node) hear(`${kind}@${node}`, event);
      if (before && before !== node) hear(`${kind}@${before}`, event);
    },
  };
}
