/** A controller's loop: keys in, one reconcile each, again after a refusal or when it asks for it. */
import { createWorkQueue, type WorkQueue } from '#client/work-queue.ts';
import type { Clock } from '#kernel/clock.ts';
import type { ControllerDeps } from './controller.ts';
import { isNamespaceTerminating } from './refusals.ts';

/**
 * How long a controller is busy with one object, ms: its calls take that long in a real cluster.
 * What changes meanwhile is seen together in the next look.
 */
const defaultBusyMs = (): number => 10;

/** Times are forgotten in batches, once so many are remembered. */
const maxRemembered = 1_000;

function forgetBefore(untilMs: Map<string, number>, nowMs: number): void {
  for (const [key, ms] of untilMs) if (ms < nowMs) untilMs.delete(key);
}

/**
 * A queue whose keys wait while their object is being worked on.
 * Differs: upstream is busy for as long as its calls really take.
 */
function pace(clock: Clock, queue: WorkQueue, busyUntilMs: ReadonlyMap<string, number>): WorkQueue {
  return {
    addAfter: queue.addAfter,
    stop: queue.stop,
    get length() {
      return queue.length;
    },
    add: (key, cause) => {
      const waitMs = (busyUntilMs.get(key) ?? 0) - clock.now();
      if (waitMs > 0) queue.addAfter(key, waitMs, cause);
      else queue.add(key, cause);
    },
  };
}

/**
 * Starts a loop over `reconcile`, which gives when to look again, ms, if time alone may change
 * something. Whatever the API refuses is tried again by the queue, later each time; what a namespace
 * on its way out refuses is not.
 */
export function startLoop(
  { clock, client }: ControllerDeps,
  reconcile: (key: string) => number | undefined,
  busyMs: (key: string) => number = defaultBusyMs,
): WorkQueue {
  const busyUntilMs = new Map<string, number>();
  const look = (key: string): void => {
    const againMs = reconcile(key);
    busyUntilMs.set(key, clock.now() + busyMs(key));
    if (busyUntilMs.size > maxRemembered) forgetBefore(busyUntilMs, clock.now());
    if (againMs !== undefined) queue.addAfter(key, againMs, client.cause);
  };
  const queue = createWorkQueue(clock, client, (key) => {
    try {
      look(key);
    } catch (refusal) {
      if (!isNamespaceTerminating(refusal)) throw refusal;
    }
  });
  return pace(clock, queue, busyUntilMs);
}
