/** How loops talk to the API: typed, synchronous, as somebody, because of something. */
import type {
  DeleteOptions,
  ListOptions,
  PatchType,
  StoreEvent,
  Subresource,
} from '#apimachinery/api.ts';
import type { Kind } from '#apimachinery/kind.ts';
import type { Draft, KubeObject } from '#apimachinery/object.ts';

/**
 * A client of one component. Reads give stored (immutable) objects; writes throw StatusError.
 * `cause` is the revision the current reconcile reacts to: the work queue sets it, writes carry it.
 */
export interface Client {
  readonly name: string;
  cause: number;
  get<T extends KubeObject>(kind: Kind<T>, namespace: string, name: string): T | undefined;
  list<T extends KubeObject>(kind: Kind<T>, options?: ListOptions): readonly T[];
  byOwner<T extends KubeObject>(kind: Kind<T>, ownerUid: string): readonly T[];
  /** Pods on a node. */
  byNode<T extends KubeObject>(kind: Kind<T>, nodeName: string): readonly T[];
  byLabel<T extends KubeObject>(
    kind: Kind<T>,
    namespace: string,
    label: string,
    value: string,
  ): readonly T[];
  create<T extends KubeObject>(kind: Kind<T>, object: Draft<T>): T;
  update<T extends KubeObject>(kind: Kind<T>, object: T, subresource?: Subresource): T;
  updateStatus<T extends KubeObject>(kind: Kind<T>, object: T): T;
  patch<T extends KubeObject>(
    kind: Kind<T>,
    object: T,
    type: PatchType,
    patch: unknown,
    subresource?: Subresource,
  ): T;
  delete<T extends KubeObject>(kind: Kind<T>, object: T, options?: DeleteOptions): void;
  /** Every kind served now; the list is another one when it changes. */
  kinds(): readonly Kind[];
  /** Tells of each kind with objects of its own: those there are, at once, and each that comes later. */
  eachKind(listener: (kind: Kind) => void): void;
  bind(namespace: string, pod: string, node: string): void;
  /**
   * Every later change of a kind, after the watch latency of the cluster. Gives the unsubscribe.
   * With `scope.nodeName`: only objects whose spec.nodeName is or was it, and others cost nothing.
   */
  watch<T extends KubeObject>(
    kind: Kind<T>,
    onEvent: (event: StoreEvent & { object: T; previous: T | undefined }) => void,
    scope?: { readonly nodeName?: string },
  ): () => void;
}
