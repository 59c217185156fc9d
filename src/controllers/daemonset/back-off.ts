/** How long a failed pod of a DaemonSet is left alone: 1 s, then twice as long each time, up to 15 min. */

interface Entry {
  readonly delayMs: number;
  readonly sinceMs: number;
}

export interface BackOff {
  /** What is left of a key's wait, ms; undefined when there is none. */
  waitMs(key: string, nowMs: number): number | undefined;
  /** Starts the next, longer wait of a key. */
  next(key: string, nowMs: number): void;
}

const firstMs = 1_000;
const longestMs = 900_000;
/** Keys are dropped in batches, once so many are remembered. */
const maxRemembered = 1_000;

const isExpired = ({ sinceMs }: Entry, nowMs: number): boolean => nowMs - sinceMs > 2 * longestMs;

/** An empty back-off. Mirrors client-go util/flowcontrol Backoff. */
export function createBackOff(): BackOff {
  const entries = new Map<string, Entry>();
  const forget = (nowMs: number): void => {
    if (entries.size <= maxRemembered) return;
    for (const [key, entry] of entries) if (isExpired(entry, nowMs)) entries.delete(key);
  };
  return {
    waitMs: (key, nowMs) => {
      const entry = entries.get(key);
      if (!entry || isExpired(entry, nowMs)) return undefined;
      return nowMs - entry.sinceMs < entry.delayMs ? entry.delayMs : undefined;
    },
    next: (key, nowMs) => {
      const entry = entries.get(key);
      const isFirst = !entry || isExpired(entry, nowMs);
      const delayMs = isFirst ? firstMs : Math.min(2 * entry.delayMs, longestMs);
      entries.set(key, { delayMs, sinceMs: nowMs });
      forget(nowMs);
    },
  };
}
