/** What a loop has still to look at: each key once, in order, with back-off after trouble. Mirrors client-go util/workqueue. */
import { StatusError } from '#apimachinery/status.ts';
import type { Clock, Timer } from '#kernel/clock.ts';
import { latency } from '#kernel/latency.ts';
import type { Client } from './client.ts';

export interface WorkQueue {
  /** Queues a key; `cause` is the revision of the change that made it interesting. */
  add(key: string, cause?: number): void;
  /** Queues a key after a delay; the earlier of two such delays counts. */
  addAfter(key: string, delayMs: number, cause?: number): void;
  /** How many keys wait to be reconciled now. */
  readonly length: number;
  /** Drops everything and takes nothing more. */
  stop(): void;
}

/** Brings one object to where it should be; what it asks for again, it gives in ms. */
export type Reconcile = (key: string) => void;

const BASE_BACK_OFF_MS = 5;
const MAX_BACK_OFF_MS = 1_000_000;
/** 0 failures ⇒ 5 ms, 1 ⇒ 10 ms … at most 1000 s. */
const backOffMs = (failures: number): number =>
  Math.min(MAX_BACK_OFF_MS, BASE_BACK_OFF_MS * 2 ** Math.min(failures, 30));

/**
 * A queue that reconciles its keys one by one, each in a clock step of its own,
 * `latency.workQueueMs` after the first was added. `client.cause` is set for each.
 */
export function createWorkQueue(clock: Clock, client: Client, reconcile: Reconcile): WorkQueue {
  /** Keys in order of arrival, with the revision that queued them. */
  const waiting = new Map<string, number>();
  const delayed = new Map<string, Timer>();
  const failures = new Map<string, number>();
  let isArmed = false;
  let isStopped = false;

  const arm = (delayMs: number): void => {
    if (isArmed || isStopped) return;
    isArmed = true;
    clock.after(delayMs, next);
  };

  const next = (): void => {
    isArmed = false;
    if (isStopped) return;
    const [first] = waiting;
    if (!first) return;
    const [key, cause] = first;
    waiting.delete(key);
    run(key, cause);
    if (waiting.size > 0) arm(0);
  };

  const run = (key: string, cause: number): void => {
    client.cause = cause;
    try {
      reconcile(key);
      failures.delete(key);
    } catch (error) {
      // Another look may cure whatever the API refuses; all else is a mistake of ours.
      if (!(error instanceof StatusError)) throw error;
      const count = failures.get(key) ?? 0;
      failures.set(key, count + 1);
      addAfter(key, backOffMs(count), cause);
    } finally {
      client.cause = 0;
    }
  };

  const add = (key: string, cause = 0): void => {
    if (isStopped) return;
    if (!waiting.has(key)) waiting.set(key, cause);
    arm(latency.workQueueMs);
  };

  const addAfter = (key: string, delayMs: number, cause = 0): void => {
    if (isStopped) return;
    const known = delayed.get(key);
    const dueMs = clock.now() + delayMs;
    if (known && known.dueMs <= dueMs) return;
    known?.cancel();
    const timer = clock.after(delayMs, () => {
      delayed.delete(key);
      add(key, cause);
    });
    delayed.set(key, timer);
  };

  return {
    add,
    addAfter,
    get length() {
      return waiting.size;
    },
    stop: () => {
      isStopped = true;
      waiting.clear();
      for (const timer of delayed.values()) timer.cancel();
      delayed.clear();
    },
  };
}
