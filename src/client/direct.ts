/** A Client over an API server in the same process: no routing, no JSON, no waiting. */
import type { Actor, Api, Call, StoreEvent, SubscribeScope } from '#apimachinery/api.ts';
import type { Kind } from '#apimachinery/kind.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import type { Clock } from '#kernel/clock.ts';
import type { Client } from './client.ts';
import { createInformer } from './informer.ts';

/** Who the client is. */
export interface DirectClientOptions {
  /** `deployment-controller`, `kubelet/node-2`: shows as the actor of its writes. */
  readonly name: string;
  /** The program it runs in: `kube-controller-manager`, `kubelet`, `kube-scheduler`. Default: the name. */
  readonly manager?: string;
  readonly user?: string;
  readonly groups?: readonly string[];
}

const actorOf = ({ name, manager, user, groups }: DirectClientOptions): Actor => ({
  name,
  manager: manager ?? name,
  user: user ?? `system:${name}`,
  groups: groups ?? ['system:masters', 'system:authenticated'],
});

/** A client of `api` that writes as `options` say. */
export function createDirectClient(api: Api, clock: Clock, options: DirectClientOptions): Client {
  const actor = actorOf(options);
  const call: { actor: Actor; cause: number } = { actor, cause: 0 };
  /** Calls are read at once and never kept, so one object serves them all. */
  const current = (): Call => call;

  const reads = {
    get: <T extends KubeObject>(kind: Kind<T>, namespace: string, name: string) =>
      api.get(kind as Kind, namespace, name) as T | undefined,
    list: <T extends KubeObject>(kind: Kind<T>, list?: Parameters<Api['list']>[1]) =>
      api.list(kind as Kind, list) as readonly T[],
    byOwner: <T extends KubeObject>(kind: Kind<T>, uid: string) =>
      api.byOwner(kind as Kind, uid) as readonly T[],
    byNode: <T extends KubeObject>(_kind: Kind<T>, nodeName: string) =>
      api.byNode(nodeName) as readonly T[],
    byLabel: <T extends KubeObject>(
      kind: Kind<T>,
      namespace: string,
      label: string,
      value: string,
    ) => api.byLabel(kind as Kind, namespace, label, value) as readonly T[],
  };

  return {
    ...reads,
    name: options.name,
    get cause() {
      return call.cause;
    },
    set cause(revision: number) {
      call.cause = revision;
    },
    create: <T extends KubeObject>(kind: Kind<T>, object: unknown) =>
      api.create(kind as Kind, object, current()) as T,
    update: (kind, object, subresource) =>
      api.update(kind as unknown as Kind, object, current(), subresource) as typeof object,
    updateStatus: (kind, object) =>
      api.update(kind as unknown as Kind, object, current(), 'status') as typeof object,
    patch: (kind, object, type, patch, subresource) => {
      const { namespace = '', name } = object.metadata;
      return api.patch(
        kind as unknown as Kind,
        namespace,
        name,
        type,
        patch,
        current(),
        subresource,
      ) as typeof object;
    },
    delete: (kind, object, deletion) => {
      const { namespace = '', name } = object.metadata;
      api.delete(kind as unknown as Kind, namespace, name, current(), deletion);
    },
    kinds: () => api.kinds(),
    eachKind: (listener) => api.eachKind(listener),
    bind: (namespace, pod, node) => api.bind(namespace, pod, node, current()),
    watch: <T extends KubeObject>(
      kind: Kind<T>,
      onEvent: (event: StoreEvent & { object: T; previous: T | undefined }) => void,
      scope?: Pick<SubscribeScope, 'nodeName'>,
    ) =>
      createInformer(
        api,
        clock,
        { ...scope, kind: kind as Kind },
        onEvent as unknown as (event: StoreEvent) => void,
      ),
  };
}
