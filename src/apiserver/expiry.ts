/** Objects that are kept for a while only: events go an hour after they were last written. */
import type { Call, StoreEvent } from '#apimachinery/api.ts';
import type { Kind } from '#apimachinery/kind.ts';
import type { Clock } from '#kernel/clock.ts';
import type { Store } from './store.ts';

const call: Call = {
  actor: { name: 'kube-apiserver', user: 'system:apiserver', groups: ['system:masters'] },
  cause: 0,
};

/** Deadlines come in order, for every object of a kind lives as long: one timer waits for the first. */
function expire(store: Store, clock: Clock, kind: Kind, lifetimeMs: number): void {
  let written: StoreEvent[] = [];
  /** Where the oldest write stands whose time is not over yet. */
  let head = 0;
  let isArmed = false;

  const arm = (): void => {
    const first = written[head];
    if (isArmed || !first) return;
    isArmed = true;
    clock.after(first.timeMs + lifetimeMs - clock.now(), sweep);
  };

  const sweep = (): void => {
    isArmed = false;
    const oldestMs = clock.now() - lifetimeMs;
    for (let first = written[head]; first && first.timeMs <= oldestMs; first = written[head]) {
      head += 1;
      const { namespace = '', name } = first.object.metadata;
      // What was written again since has a later deadline.
      if (store.table(kind).get(namespace, name) === first.object) {
        store.remove(kind, first.object, call);
      }
    }
    if (2 * head >= written.length) {
      written = written.slice(head);
      head = 0;
    }
    arm();
  };

  store.subscribe(
    (event) => {
      if (event.type === 'DELETED') return;
      written.push(event);
      arm();
    },
    { kind },
  );
}

/** Lets objects of kinds with a lifetime go in time. */
export function startExpiry(store: Store, clock: Clock, kinds: readonly Kind[]): void {
  for (const kind of kinds) {
    if (kind.lifetimeMs !== undefined) expire(store, clock, kind, kind.lifetimeMs);
  }
}
