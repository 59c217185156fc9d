/** What an autoscaler remembers between looks: earlier recommendations, and when it scaled. */

/** How many pods a look would have, before anything held it back. */
export interface Recommendation {
  readonly replicas: number;
  readonly timeMs: number;
}
/** How many pods were added or removed. */
export interface ScaleEvent {
  readonly change: number;
  readonly timeMs: number;
}

export interface ScalerMemory {
  recommendations: readonly Recommendation[];
  ups: readonly ScaleEvent[];
  downs: readonly ScaleEvent[];
}

/** A beginning: what there is is what is recommended. */
export const startMemory = (replicas: number, timeMs: number): ScalerMemory => ({
  recommendations: [{ replicas, timeMs }],
  ups: [],
  downs: [],
});

/** The list with one more, in the place of the last that is outdated if there is one. */
export function remember<T>(
  list: readonly T[],
  next: T,
  isOutdated: (item: T) => boolean,
): readonly T[] {
  const at = list.findLastIndex(isOutdated);
  return at < 0 ? [...list, next] : list.map((item, index) => (index === at ? next : item));
}

/** How many pods changed within a period. */
export const changedWithin = (
  events: readonly ScaleEvent[],
  periodMs: number,
  nowMs: number,
): number =>
  events.reduce((sum, { change, timeMs }) => (timeMs > nowMs - periodMs ? sum + change : sum), 0);
