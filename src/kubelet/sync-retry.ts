/** When a sync that failed is tried again. Mirrors kubernetes pkg/kubelet/pod_workers.go completeWork. */
import type { Random } from '#kernel/random.ts';
import type { SyncError } from './sync-steps.ts';

/** How long the kubelet waits after a sync that failed, before jitter; and at most, whatever a back-off says. */
const RETRY_MS = 10_000;
const RETRY_JITTER = 0.5;
const RESYNC_MS = 60_000;

/** From now to the next try, ms. Differs: no jitter on a known back-off, so that 10 s are 10 s. */
export function retryDelayMs({ retryAtMs }: SyncError, nowMs: number, random: Random): number {
  const delayMs =
    retryAtMs === undefined
      ? RETRY_MS * (1 + random.next() * RETRY_JITTER)
      : Math.min(RESYNC_MS, Math.max(0, retryAtMs - nowMs));
  return Math.ceil(delayMs);
}
