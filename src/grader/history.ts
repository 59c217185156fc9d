/** What an observation was, and from when to when: history as spans of equal value. */
import { NothingThere, type Observation, type Observed } from './observe.ts';
import type { Change, MovingWorld } from './world.ts';

/** `value` held from `fromMs` (inclusive) to the next span. */
export interface Span {
  readonly fromMs: number;
  readonly value: Observed;
  /** Set when there was nothing to observe: why. */
  readonly nothing?: string;
}

/** Kinds that say nothing of what a learner did, and change all the time. */
const NOISE = new Set(['Lease', 'Event']);

function observe(observation: Observation, world: MovingWorld): Omit<Span, 'fromMs'> {
  try {
    return { value: observation(world) };
  } catch (error) {
    if (error instanceof NothingThere) return { value: null, nothing: error.message };
    throw error;
  }
}

const same = (a: Omit<Span, 'fromMs'>, b: Omit<Span, 'fromMs'>): boolean =>
  a.nothing === b.nothing && JSON.stringify(a.value) === JSON.stringify(b.value);

/**
 * Watches each observation over `changes` (in order), from the state of `world`, which moves to the
 * end. Gives the spans of each: at least one, the first from the world's start.
 */
export function spansOf(
  observations: readonly Observation[],
  world: MovingWorld,
  changes: readonly Change[],
): readonly (readonly Span[])[] {
  const spans: Span[][] = observations.map((observation) => [
    { fromMs: world.nowMs, ...observe(observation, world) },
  ]);
  for (const change of changes) {
    world.apply(change);
    if (NOISE.has(change.object.kind)) continue;
    for (const [i, observation] of observations.entries()) {
      const seen = observe(observation, world);
      const known = spans[i];
      const last = known?.at(-1);
      if (last && !same(seen, last)) known?.push({ fromMs: change.timeMs, ...seen });
    }
  }
  return spans;
}
