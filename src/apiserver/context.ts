/** What every verb of the server works with. */
import type { Call, WriteOptions } from '#apimachinery/api.ts';
import type { Kind, KindContext } from '#apimachinery/kind.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import { assert } from '#kernel/assert.ts';
import type { Clock } from '#kernel/clock.ts';
import type { Random } from '#kernel/random.ts';
import type { Authority } from './auth/authority.ts';
import type { Moulds } from './moulds.ts';
import type { Store } from './store.ts';
import { shownAs } from './stored-as.ts';
import type { ExecProvider } from './subresources/exec-provider.ts';
import type { LogProvider } from './subresources/log-provider.ts';

/** Why an eviction must wait, or undefined when it may go on (PodDisruptionBudgets plug in here). */
export type EvictionGate = (pod: KubeObject) => Error | undefined;

/** One step of admission: a chance to change or refuse what comes in, after decoding and before validation. */
export interface AdmissionStep {
  readonly name: string;
  /** Gives the object with what the step adds: itself when nothing. Depends on the object's spec, labels and annotations alone. */
  mutate?(server: ServerContext, kind: Kind, object: KubeObject, call: Call): KubeObject;
  /** Throws a StatusError to refuse a create. Runs for every object, also for those stamped from a mould. */
  check?(server: ServerContext, kind: Kind, object: KubeObject): void;
  /** Throws a StatusError to refuse an object that is complete and valid: the last word before it is stored. */
  checkComplete?(
    server: ServerContext,
    kind: Kind,
    object: KubeObject,
    call: Call,
    options: WriteOptions | undefined,
  ): void;
  /** Throws a StatusError to refuse a change that is valid; not asked for writes of the status. */
  checkUpdate?(
    server: ServerContext,
    kind: Kind,
    next: KubeObject,
    old: KubeObject,
    call: Call,
    options: WriteOptions | undefined,
  ): void;
  /** Resources whose objects `mutate` reads beside the object itself: their changes make stamped objects be made anew. */
  readonly reads?: readonly string[];
  /** Throws a StatusError to refuse a delete. */
  checkDelete?(server: ServerContext, kind: Kind, object: KubeObject): void;
}

export interface ServerContext {
  readonly store: Store;
  readonly clock: Clock;
  /** For uids and generated names. */
  readonly random: Random;
  readonly kinds: readonly Kind[];
  readonly kindContext: KindContext;
  readonly admission: readonly AdmissionStep[];
  readonly moulds: Moulds;
  readonly logs: LogProvider | undefined;
  readonly exec?: ExecProvider | undefined;
  readonly evictionGate: EvictionGate | undefined;
  /** Who may do what. */
  readonly auth: Authority;
}

/** The kind that is served under a resource name: "", "pods". */
export function resourceKind(server: ServerContext, group: string, plural: string): Kind {
  const kind = server.kinds.find((one) => one.group === group && one.plural === plural);
  assert(kind, `kind of ${plural}.${group} is served`);
  return kind;
}

/** Every object a caller may look at by namespace and name. */
export const lookUp = (
  { store }: ServerContext,
  kind: Kind,
  namespace: string,
  name: string,
): KubeObject | undefined => {
  const found = store.table(kind).get(kind.namespaced ? namespace : '', name);
  return found && kind.storedAs ? shownAs(kind, found) : found;
};
