/** What came of many requests: how many, how fast, what failed and when. */
import type { Asked } from '#web/program.ts';

const REASONS: Partial<Record<Asked['kind'], string>> = {
  refused: 'connection refused',
  'no-route': 'no route to host',
  lost: 'timeout',
  late: 'timeout',
  unresolved: 'name not resolved',
  empty: 'closed without an answer',
  'not-tls': 'no TLS there',
};

/** Why a request failed; undefined when it was answered with less than 400. */
export function failureOf(asked: Asked): string | undefined {
  if (asked.kind !== 'response') return REASONS[asked.kind] ?? asked.kind;
  const { status } = asked.response;
  return status >= 400 ? `status ${status}` : undefined;
}

/** One second of it. */
export interface Second {
  sent: number;
  failed: number;
}

export class Tally {
  sent = 0;
  failed = 0;
  readonly reasons = new Map<string, number>();
  /** Latencies of what succeeded, ms. */
  readonly latencies: number[] = [];
  readonly seconds = new Map<number, Second>();

  /** A request sent at `atMs` since the beginning has ended. */
  add(atMs: number, asked: Asked): void {
    const why = failureOf(asked);
    this.sent += 1;
    const key = Math.floor(atMs / 1_000);
    const second = this.seconds.get(key) ?? { sent: 0, failed: 0 };
    this.seconds.set(key, second);
    second.sent += 1;
    if (why === undefined) {
      this.latencies.push(asked.tookMs);
      return;
    }
    this.failed += 1;
    second.failed += 1;
    this.reasons.set(why, (this.reasons.get(why) ?? 0) + 1);
  }

  /** Runs of seconds in which something failed: `[from, to, failures]`. */
  troubles(): readonly (readonly [from: number, to: number, failed: number])[] {
    const found: [number, number, number][] = [];
    for (const [second, { failed }] of [...this.seconds].sort(([a], [b]) => a - b)) {
      if (failed === 0) continue;
      const last = found.at(-1);
      if (last && last[1] + 1 >= second) {
        last[1] = second;
        last[2] += failed;
      } else found.push([second, second, failed]);
    }
    return found;
  }
}
