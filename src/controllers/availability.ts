/** When a ready pod will have been ready for long enough. */
import type { Pod } from '#resources/pod.ts';
import { readySinceMs } from './pods.ts';

/** The soonest of `pods`, ms from now; `minReadyMs` when none is known. Mirrors kubernetes pkg/controller FindMinNextPodAvailabilityCheck. */
export function nextAvailabilityMs(
  pods: readonly Pod[],
  minReadyMs: number,
  nowMs: number,
): number {
  let soonest = minReadyMs;
  for (const pod of pods) {
    const leftMs = (readySinceMs(pod) ?? nowMs) + minReadyMs - nowMs;
    if (leftMs > 0) soonest = Math.min(soonest, leftMs);
  }
  return soonest;
}
