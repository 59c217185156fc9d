/** Names of events, and a memory of a bounded number of them. */
import { fnv32a } from '#apimachinery/hash.ts';
import type { Clock } from '#kernel/clock.ts';

/** Components have their own part of every millisecond, so that two never give one name. */
const PARTS = 900_000;

/** `web` ⇒ `web.1887d0a5c3f2e400`: the object's name and the time in nanoseconds, never twice the same. */
export function createEventNames(clock: Clock, component: string): (objectName: string) => string {
  const ownNs = BigInt(fnv32a(component) % PARTS);
  let lastNs = 0n;
  return (objectName) => {
    const nowNs = BigInt(Math.round(clock.now())) * 1_000_000n + ownNs;
    lastNs = nowNs > lastNs ? nowNs : lastNs + 1n;
    // Joined, the name is one string in memory; added up, it would keep its parts too.
    return [objectName, lastNs.toString(16)].join('.');
  };
}

export interface Recent<V> {
  get(key: string): V | undefined;
  set(key: string, value: V): void;
}

/** Upstream's caches hold so many; this one as many to twice as many. */
const LIMIT = 4_096;

/** A map that forgets what was not used for long: two generations, of which the older is dropped. */
export function createRecent<V>(): Recent<V> {
  let young = new Map<string, V>();
  let old = new Map<string, V>();
  const set = (key: string, value: V): void => {
    if (young.size >= LIMIT && !young.has(key)) {
      old = young;
      young = new Map();
    }
    young.set(key, value);
  };
  return {
    get: (key) => {
      const value = young.get(key);
      if (value !== undefined) return value;
      const before = old.get(key);
      if (before !== undefined) set(key, before);
      return before;
    },
    set,
  };
}
