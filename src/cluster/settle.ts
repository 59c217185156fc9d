/** Lets time pass until nothing changes any more. */
import type { Cluster, Rest } from './cluster.ts';

const quietMs = 4_000;
/** When something is not as asked for, it may still move: wait longer. */
const unmetQuietMs = 8_000;
const limitMs = 25_000;
/** While something is being created or deleted. */
const movingLimitMs = 60_000;

/** When the wait is over at the latest, as things stand now, ms. */
function endMs(rest: Rest, startMs: number): number {
  if (rest.isMoving()) return startMs + movingLimitMs;
  const quiet = rest.isUnmet() ? unmetQuietMs : quietMs;
  return Math.min(startMs + limitMs, rest.lastChangeMs() + quiet);
}

/** When `settle` would be over if it began now: to be asked again after every timer. */
export function settlesAtMs({ clock, rest }: Pick<Cluster, 'clock' | 'rest'>): () => number {
  const startMs = clock.now();
  return () => endMs(rest, startMs);
}

/**
 * Steps the clock until nothing is being created or deleted, every controller has seen its object's
 * latest generation and nothing has changed for 4 s; 8 s when something is not as asked for; at most
 * 25 s, 60 s while something is being created or deleted. Heartbeats and Events don't count.
 */
export function settle({ clock, rest }: Pick<Cluster, 'clock' | 'rest'>): void {
  const startMs = clock.now();
  for (;;) {
    const end = endMs(rest, startMs);
    const next = clock.nextDueMs();
    if (next !== undefined && next <= end) {
      clock.step();
      continue;
    }
    clock.advanceTo(end);
    return;
  }
}
