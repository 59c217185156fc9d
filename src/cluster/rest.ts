/** Keeps count of what moves and what is unmet, one event at a time, so that asking costs nothing. */
import type { Api } from '#apimachinery/api.ts';
import type { Clock } from '#kernel/clock.ts';
import type { Rest } from './cluster.ts';
import { isChange, stillnessOf } from './stillness.ts';

/** Watches everything `api` stores from now on. */
export function watchRest(api: Api, clock: Clock): Rest {
  const moving = new Set<string>();
  const unmet = new Set<string>();
  let lastChangeMs = clock.now();
  api.subscribe((event) => {
    if (!isChange(event)) return;
    lastChangeMs = event.timeMs;
    const { uid } = event.object.metadata;
    const stillness = event.type === 'DELETED' ? 'still' : stillnessOf(event.object);
    if (stillness === 'moving') moving.add(uid);
    else moving.delete(uid);
    if (stillness === 'unmet') unmet.add(uid);
    else unmet.delete(uid);
  });
  return {
    isMoving: () => moving.size > 0,
    isUnmet: () => unmet.size > 0,
    lastChangeMs: () => lastChangeMs,
  };
}
