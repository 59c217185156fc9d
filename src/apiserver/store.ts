/** Where objects live: tables by kind, one growing revision, and everybody who listens. Knows no rules of the API. */
import type { Call, StoreEvent, SubscribeScope } from '#apimachinery/api.ts';
import { apiVersionOf, type Kind, kindKey, storedKindOf, withTables } from '#apimachinery/kind.ts';
import type { KubeObject, ObjectMeta } from '#apimachinery/object.ts';
import { assert } from '#kernel/assert.ts';
import type { Clock } from '#kernel/clock.ts';
import type { Trace } from '#kernel/trace.ts';
import { type Compute, ComputedTable } from './computed-table.ts';
import { createHistory, type History } from './history.ts';
import { KindTable } from './kind-table.ts';
import { createSubscribers, type Listener } from './subscribers.ts';

export interface StoreOptions {
  readonly kinds: readonly Kind[];
  readonly clock: Clock;
  readonly trace: Trace;
  /** Deep-freezes what is stored, to catch mutation in tests. */
  readonly freeze?: boolean | undefined;
  readonly historyLimit?: number | undefined;
  /** Kinds whose objects are worked out when they are asked for. */
  readonly computed?: ReadonlyMap<Kind, Compute> | undefined;
}

export interface Store {
  /** The revision of the last write: the resourceVersion of a list. */
  readonly revision: number;
  /** The resourceVersion of the next write: an object made with it is stored without a copy. */
  nextResourceVersion(): string;
  readonly history: History;
  /** The table of a kind, or of the kind it is stored as: what is in it is never converted. */
  table(kind: Kind): KindTable;
  /** A table for a kind that a CustomResourceDefinition makes; what `before` had moves over. */
  addTable(kind: Kind, before: Kind | undefined): void;
  dropTable(kind: Kind): void;
  /** Stores `object` with the next resourceVersion and tells everybody; gives what is stored. */
  put<T extends KubeObject>(kind: Kind, object: T, previous: KubeObject | undefined, call: Call): T;
  /** Removes; gives the object as the last event shows it. */
  remove<T extends KubeObject>(kind: Kind, object: T, call: Call): T;
  subscribe(listener: Listener, scope?: SubscribeScope): () => void;
}

/** Events kept when no limit is named. */
const HISTORY_LIMIT = 100_000;

/** Freezes `value` and what is in it; stops where it is frozen already, so shared parts cost nothing. */
function deepFreeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const part of Object.values(value)) deepFreeze(part);
}

/** `object` with its new resourceVersion; itself when whoever made it has asked for that before. */
const withRevision = <T extends KubeObject>(object: T, resourceVersion: string): T => {
  if (object.metadata.resourceVersion === resourceVersion) return object;
  const metadata: ObjectMeta = { ...object.metadata, resourceVersion };
  return { ...object, metadata };
};

/** An empty store. */
export function createStore(options: StoreOptions): Store {
  const { clock, trace, freeze } = options;
  const tableFor = (kind: Kind): KindTable => {
    const compute = options.computed?.get(kind);
    return compute ? new ComputedTable(compute) : new KindTable();
  };
  const tables = new Map(withTables(options.kinds).map((kind) => [kindKey(kind), tableFor(kind)]));
  const byKind = new Map<Kind, KindTable>();
  const history = createHistory(options.historyLimit ?? HISTORY_LIMIT);
  const subscribers = createSubscribers();
  let revision = 0;

  const table = (kind: Kind): KindTable => {
    const known = byKind.get(kind);
    if (known) return known;
    const found = tables.get(kindKey(storedKindOf(kind)));
    assert(found, `no table for kind ${kindKey(kind)}`);
    byKind.set(kind, found);
    return found;
  };

  const tell = (
    type: StoreEvent['type'],
    kind: Kind,
    object: KubeObject,
    previous: KubeObject | undefined,
    call: Call,
  ): void => {
    const { name, namespace = '' } = object.metadata;
    const timeMs = clock.now();
    trace.add(`${timeMs} ${revision} ${type} ${kind.plural} ${namespace}/${name}`);
    const event: StoreEvent = {
      revision,
      type,
      kind,
      object,
      previous,
      timeMs,
      actor: call.actor.name,
      cause: call.cause,
    };
    history.add(event);
    subscribers.tell(event);
  };

  return {
    get revision() {
      return revision;
    },
    nextResourceVersion: () => String(revision + 1),
    history,
    table,
    addTable: (kind, before) => {
      const key = kindKey(kind);
      byKind.clear();
      if (tables.has(key)) return;
      const added = new KindTable();
      const moved = before ? tables.get(kindKey(before)) : undefined;
      for (const object of moved?.list(undefined) ?? []) {
        added.put({ ...object, apiVersion: apiVersionOf(kind) });
      }
      if (before) tables.delete(kindKey(before));
      tables.set(key, added);
    },
    dropTable: (kind) => {
      byKind.clear();
      tables.delete(kindKey(kind));
    },
    put: (kind, object, previous, call) => {
      revision += 1;
      const stored = withRevision(object, String(revision));
      if (freeze) deepFreeze(stored);
      table(kind).put(stored);
      tell(previous ? 'MODIFIED' : 'ADDED', kind, stored, previous, call);
      return stored;
    },
    remove: (kind, object, call) => {
      revision += 1;
      const gone = withRevision(object, String(revision));
      table(kind).remove(object.metadata.namespace ?? '', object.metadata.name);
      tell('DELETED', kind, gone, object, call);
      return gone;
    },
    subscribe: subscribers.subscribe,
  };
}
