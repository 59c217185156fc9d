/** The cluster's objects at one moment of history, rebuilt from its changes. */
import type { StoreEvent } from '#apimachinery/api.ts';
import { type KubeObject, keyOf } from '#apimachinery/object.ts';

/** One change, as the grader needs it: a part of StoreEvent. */
export type Change = Pick<StoreEvent, 'type' | 'object' | 'timeMs'>;

/** What observations read. Objects are by kind name (`Pod`) and `namespace/name`. */
export interface World {
  readonly nowMs: number;
  readonly startMs: number;
  /** Command lines the learner ran, oldest first. */
  readonly commands: readonly string[];
  get(kind: string, key: string): KubeObject | undefined;
  list(kind: string): readonly KubeObject[];
}

/** A world that moves: give it changes in their order. */
export interface MovingWorld extends World {
  apply(change: Change): void;
}

/** The world as it was at `startMs`, holding `objects`. */
export function createWorld(
  objects: readonly KubeObject[],
  startMs: number,
  commands: readonly string[] = [],
): MovingWorld {
  const byKind = new Map<string, Map<string, KubeObject>>();
  let nowMs = startMs;
  const ofKind = (kind: string): Map<string, KubeObject> => {
    let map = byKind.get(kind);
    if (!map) {
      map = new Map();
      byKind.set(kind, map);
    }
    return map;
  };
  for (const object of objects) ofKind(object.kind).set(keyOf(object), object);
  return {
    startMs,
    commands,
    get nowMs() {
      return nowMs;
    },
    get: (kind, key) => ofKind(kind).get(key),
    list: (kind) => [...ofKind(kind).values()],
    apply: ({ type, object, timeMs }) => {
      nowMs = timeMs;
      if (type === 'DELETED') ofKind(object.kind).delete(keyOf(object));
      else ofKind(object.kind).set(keyOf(object), object);
    },
  };
}
