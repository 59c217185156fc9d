/** The one clock: virtual milliseconds, a queue of timers, and nothing that waits for real time. */

/** A pending call. `cancel` is idempotent. */
export interface Timer {
  readonly dueMs: number;
  cancel(): void;
}

/** Time is milliseconds since the Unix epoch, virtual: it moves only in `step` and `advanceTo`. */
export interface Clock {
  now(): number;
  /** How many timers have run: together with `now()` the exact place in a history. */
  readonly steps: number;
  /** Runs `run` once, `delayMs` from now (0 or less: at this instant, after what is already due). */
  after(delayMs: number, run: () => void): Timer;
  /** When the next timer is due, or undefined when there is none. */
  nextDueMs(): number | undefined;
  /** Runs the next timer at its own due time; false when there is none. */
  step(): boolean;
  /** Runs every timer due at or before `timeMs`, then stands at `timeMs` (never goes back). */
  advanceTo(timeMs: number): void;
}

class Entry implements Timer {
  readonly dueMs: number;
  readonly order: number;
  run: (() => void) | undefined;

  constructor(dueMs: number, order: number, run: () => void) {
    this.dueMs = dueMs;
    this.order = order;
    this.run = run;
  }

  cancel(): void {
    this.run = undefined;
  }
}

/** Ties in due time run in the order they were asked for. */
const isBefore = (a: Entry, b: Entry): boolean =>
  a.dueMs < b.dueMs || (a.dueMs === b.dueMs && a.order < b.order);

/** A binary heap, so `after` and `step` are O(log n). */
class TimerHeap {
  private readonly entries: Entry[] = [];

  peek(): Entry | undefined {
    while (this.entries[0] && !this.entries[0].run) this.pop();
    return this.entries[0];
  }

  push(entry: Entry): void {
    const { entries } = this;
    let at = entries.length;
    entries.push(entry);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = entries[parent] as Entry;
      if (!isBefore(entry, above)) break;
      entries[at] = above;
      at = parent;
    }
    entries[at] = entry;
  }

  pop(): Entry | undefined {
    const { entries } = this;
    const top = entries[0];
    const last = entries.pop();
    if (last && entries.length > 0) this.sink(last);
    return top;
  }

  private sink(entry: Entry): void {
    const { entries } = this;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= entries.length) break;
      const right = entries[child + 1];
      if (right && isBefore(right, entries[child] as Entry)) child += 1;
      const below = entries[child] as Entry;
      if (!isBefore(below, entry)) break;
      entries[at] = below;
      at = child;
    }
    entries[at] = entry;
  }
}

/** A clock that stands at `startMs` until it is stepped. */
export function createClock(startMs: number): Clock {
  const heap = new TimerHeap();
  let nowMs = startMs;
  let asked = 0;
  let steps = 0;

  const after = (delayMs: number, run: () => void): Timer => {
    const entry = new Entry(nowMs + Math.max(0, delayMs), asked, run);
    asked += 1;
    heap.push(entry);
    return entry;
  };

  const step = (): boolean => {
    const next = heap.peek();
    if (!next) return false;
    heap.pop();
    nowMs = Math.max(nowMs, next.dueMs);
    steps += 1;
    const run = next.run;
    next.run = undefined;
    run?.();
    return true;
  };

  const nextDueMs = (): number | undefined => heap.peek()?.dueMs;
  const advanceTo = (timeMs: number): void => {
    for (let due = nextDueMs(); due !== undefined && due <= timeMs; due = nextDueMs()) step();
    nowMs = Math.max(nowMs, timeMs);
  };

  return {
    now: () => nowMs,
    get steps() {
      return steps;
    },
    after,
    nextDueMs,
    step,
    advanceTo,
  };
}
