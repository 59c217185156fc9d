/** Whether and when a container that ended runs again. */
import { latency } from '#kernel/latency.ts';
import { type RestartPolicies, restartsAfter } from '#resources/pods/restart-rules.ts';
import type { ContainerRecord } from './container.ts';

/** Whether a container that ended so is started again. Mirrors kubernetes pkg/api/v1/pod/util.go ContainerShouldRestart. */
export function shouldRestart(
  record: ContainerRecord,
  podPolicy: string | undefined,
  exitCode: number,
): boolean {
  if (record.role === 'sidecar') return true;
  if (record.role === 'ephemeral') return false;
  const own = record.spec as RestartPolicies;
  const isInit = record.role === 'init' && !own.restartPolicy && podPolicy !== 'Never';
  return restartsAfter(own, isInit ? 'OnFailure' : podPolicy, exitCode);
}

/**
 * Exponential back-off per key: 10 s doubling to 300 s, forgotten after twice the maximum.
 * Mirrors client-go util/flowcontrol/backoff.go. Differs: no jitter.
 */
export interface BackOff {
  /** The wait now in force. */
  delayMs(key: string): number;
  /** Whether less than the wait has passed since `sinceMs`. */
  isWaiting(key: string, sinceMs: number): boolean;
  /** Like isWaiting, counted from the last `next`. */
  isWaitingSinceUpdate(key: string): boolean;
  updatedMs(key: string): number;
  /** To the next wait. */
  next(key: string, eventMs: number): void;
  forget(prefix: string): void;
}

export function createBackOff(
  now: () => number,
  firstMs: number = latency.crashBackOffMs,
  maxMs: number = latency.crashBackOffMaxMs,
): BackOff {
  const entries = new Map<string, { delayMs: number; updatedMs: number }>();
  const current = (key: string, eventMs: number) => {
    const entry = entries.get(key);
    return entry && eventMs - entry.updatedMs <= latency.crashBackOffResetMs ? entry : undefined;
  };
  return {
    delayMs: (key) => entries.get(key)?.delayMs ?? 0,
    isWaiting: (key, sinceMs) => {
      const entry = current(key, sinceMs);
      return entry !== undefined && now() - sinceMs < entry.delayMs;
    },
    isWaitingSinceUpdate: (key) => {
      const entry = current(key, now());
      return entry !== undefined && now() - entry.updatedMs < entry.delayMs;
    },
    updatedMs: (key) => entries.get(key)?.updatedMs ?? 0,
    next: (key, eventMs) => {
      const entry = current(key, eventMs);
      const delayMs = entry ? Math.min(entry.delayMs * 2, maxMs) : firstMs;
      entries.set(key, { delayMs, updatedMs: now() });
    },
    forget: (prefix) => {
      for (const key of entries.keys()) if (key.startsWith(prefix)) entries.delete(key);
    },
  };
}
