/** The calls loops make: objects in, objects out, no routing and no JSON. */
import type { Api } from '#apimachinery/api.ts';
import type { Kind } from '#apimachinery/kind.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import { lookUp, type ServerContext } from './context.ts';
import type { Incoming } from './incoming.ts';
import { eventAs, shownAs } from './stored-as.ts';
import { bind } from './subresources/binding.ts';
import { evict } from './subresources/eviction.ts';
import { finalize } from './subresources/finalize.ts';
import { type Scale, updateScale } from './subresources/scale.ts';
import { create } from './verbs/create.ts';
import { remove } from './verbs/delete.ts';
import { list } from './verbs/list.ts';
import { patch } from './verbs/patch.ts';
import { update } from './verbs/update.ts';

/** Kinds whose objects name a node in their spec. */
const onNodes = (kinds: readonly Kind[]): readonly Kind[] => {
  const declared = kinds.filter(({ fields }) => fields && Object.hasOwn(fields, 'spec.nodeName'));
  return declared.length > 0 ? declared : kinds.filter(({ plural }) => plural === 'pods');
};

const shownAll = (kind: Kind, objects: readonly KubeObject[]): readonly KubeObject[] =>
  kind.storedAs ? objects.map((object) => shownAs(kind, object)) : objects;

/** Everything of the Api but `handle`. */
export function createDirectCalls(
  server: ServerContext,
): Omit<Api, 'handle' | 'kinds' | 'eachKind'> {
  const { store } = server;
  const nodeKinds = onNodes(server.kinds);
  return {
    get: (kind, namespace, name) => lookUp(server, kind, namespace, name),
    list: (kind, options) => list(server, kind, options),
    create: (kind, object, call, options) =>
      create(server, kind, object as Incoming, call, options),
    update: (kind, object, call, subresource = '', options) => {
      if (subresource === 'scale') {
        return updateScale(server, kind, object as Scale, call, options);
      }
      if (subresource === 'finalize') return finalize(server, kind, object, call, options);
      return update(server, kind, object, call, subresource, options);
    },
    patch: (kind, namespace, name, type, body, call, subresource, options) =>
      patch(server, kind, namespace, name, type, body, call, subresource, options),
    delete: (kind, namespace, name, call, options) =>
      remove(server, kind, namespace, name, call, options).object,
    bind: (namespace, pod, node, call) => bind(server, namespace, pod, node, call),
    evict: (namespace, pod, call, options) => {
      evict(server, namespace, pod, call, options);
    },
    byOwner: (kind, uid) => shownAll(kind, store.table(kind).byIndex('owner', uid)),
    byNode: (nodeName): readonly KubeObject[] => {
      const [only] = nodeKinds;
      if (nodeKinds.length === 1 && only) return store.table(only).byIndex('node', nodeName);
      return nodeKinds.flatMap((kind) => store.table(kind).byIndex('node', nodeName));
    },
    byLabel: (kind, namespace, label, value) =>
      shownAll(kind, store.table(kind).byLabel(namespace, label, value)),
    subscribe: (listener, scope) => {
      const kind = scope?.kind;
      if (!kind?.storedAs) return store.subscribe(listener, scope);
      const stored = { ...scope, kind: kind.storedAs.kind };
      return store.subscribe((event) => listener(eventAs(kind, event)), stored);
    },
  };
}
