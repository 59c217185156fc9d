/** The store's events, kept: the truth for watches, the timeline and history checks (design §3.5). */
import type { StoreEvent } from '#apimachinery/api.ts';

export interface History {
  add(event: StoreEvent): void;
  /** Events after a revision, oldest first; undefined when some of them are forgotten. */
  since(revision: number): readonly StoreEvent[] | undefined;
  /** The event that made a revision. */
  at(revision: number): StoreEvent | undefined;
  /** The newest revision that is forgotten; 0 at first. */
  readonly compactedRevision: number;
}

/** Keeps the last `limit` events and some more, and forgets the oldest in batches. */
export function createHistory(limit: number): History {
  let events: StoreEvent[] = [];
  let compactedRevision = 0;

  /** The index of the first event after `revision`. */
  const after = (revision: number): number => {
    let low = 0;
    let high = events.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((events[middle] as StoreEvent).revision <= revision) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  return {
    add: (event) => {
      events.push(event);
      if (events.length <= limit * 1.25) return;
      const forgotten = events.length - limit;
      compactedRevision = (events[forgotten - 1] as StoreEvent).revision;
      events = events.slice(forgotten);
    },
    since: (revision) => (revision < compactedRevision ? undefined : events.slice(after(revision))),
    at: (revision) => {
      const found = events[after(revision - 1)];
      return found?.revision === revision ? found : undefined;
    },
    get compactedRevision() {
      return compactedRevision;
    },
  };
}
