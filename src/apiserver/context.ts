/** What every verb of the server works with. */
import type { Kind, KindContext } from '#apimachinery/kind.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import { assert } from '#kernel/assert.ts';
import type { Clock } from '#kernel/clock.ts';
import type { Random } from '#kernel/random.ts';
import type { Moulds } from './moulds.ts';
import type { Store } from './store.ts';
import type { LogProvider } from './subresources/log-provider.ts';

/** Why an eviction must wait, or undefined when it may go on (PodDisruptionBudgets plug in here). */
export type EvictionGate = (pod: KubeObject) => Error | undefined;

/** One step of admission: a chance to change or refuse what comes in, after decoding and before validation. */
export interface AdmissionStep {
  readonly name: string;
  /** Gives the object with what the step adds: itself when nothing. Depends on the object's spec, labels and annotations alone. */
  mutate?(server: ServerContext, kind: Kind, object: KubeObject): KubeObject;
  /** Throws a StatusError to refuse a create. Runs for every object, also for those stamped from a mould. */
  check?(server: ServerContext, kind: Kind, object: KubeObject): void;
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
  readonly evictionGate: EvictionGate | undefined;
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
): KubeObject | undefined => store.table(kind).get(kind.namespaced ? namespace : '', name);
