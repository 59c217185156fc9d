/** Changes as they reach a watcher: a little late, in order, one timer for all that wait. */
import type { Api, StoreEvent, SubscribeScope } from '#apimachinery/api.ts';
import type { Clock } from '#kernel/clock.ts';
import { latency } from '#kernel/latency.ts';

const dueMsOf = ({ timeMs }: StoreEvent): number => timeMs + latency.watchDeliveryMs;

/** So many delivered events stay in the list before they are cut off its front. */
const KEPT_DELIVERED = 256;

/**
 * Calls `onEvent` for every change in `scope`, `latency.watchDeliveryMs` after it. What is read then
 * is the store itself, so nothing is cached. Gives the unsubscribe.
 */
export function createInformer(
  api: Api,
  clock: Clock,
  scope: SubscribeScope,
  onEvent: (event: StoreEvent) => void,
): () => void {
  let waiting: StoreEvent[] = [];
  /** Where the first event stands that is not delivered yet. */
  let head = 0;
  let isStopped = false;
  let isArmed = false;

  const arm = (dueMs: number): void => {
    isArmed = true;
    clock.after(dueMs - clock.now(), deliver);
  };

  const forgetDelivered = (): void => {
    if (head === waiting.length) waiting = [];
    else if (head >= KEPT_DELIVERED && 2 * head >= waiting.length) waiting = waiting.slice(head);
    else return;
    head = 0;
  };

  const deliver = (): void => {
    const nowMs = clock.now();
    // What is written while others are told is due later, and waits for its own time.
    for (let end = waiting.length; head < end && !isStopped; head += 1) {
      const event = waiting[head] as StoreEvent;
      if (dueMsOf(event) > nowMs) break;
      onEvent(event);
    }
    isArmed = false;
    if (isStopped) return;
    forgetDelivered();
    const next = waiting[head];
    if (next) arm(dueMsOf(next));
  };

  const unsubscribe = api.subscribe((event) => {
    waiting.push(event);
    if (!isArmed) arm(dueMsOf(event));
  }, scope);

  return () => {
    isStopped = true;
    waiting = [];
    head = 0;
    unsubscribe();
  };
}
