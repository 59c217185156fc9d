/** A clock for tests: virtual time that jumps to the next sleeper when everyone waits. */
import type { ShellClock } from './program.ts';

interface Sleeper {
  readonly at: number;
  wake(): void;
}

/** Virtual time; real time passes only in macrotasks. A frozen clock never wakes a sleeper. */
export function createTestClock(frozen = false): ShellClock {
  let now = 1_767_225_600_000;
  const sleepers: Sleeper[] = [];
  const macrotask = () => new Promise<void>((done) => setImmediate(done));
  let running = false;
  let loads = 0;
  const run = async () => {
    if (running) return;
    running = true;
    while (sleepers.length > 0) {
      for (let turn = 0; turn < 5 || loads > 0; turn += 1) await macrotask();
      sleepers.sort((a, b) => a.at - b.at);
      const next = sleepers.shift();
      if (next === undefined) break;
      now = Math.max(now, next.at);
      next.wake();
    }
    running = false;
  };
  return {
    now: () => now,
    yield: macrotask,
    load: async (module) => {
      loads += 1;
      try {
        return await module();
      } finally {
        loads -= 1;
      }
    },
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        signal?.throwIfAborted();
        const sleeper: Sleeper = { at: now + ms, wake: resolve };
        sleepers.push(sleeper);
        signal?.addEventListener('abort', () => {
          const at = sleepers.indexOf(sleeper);
          if (at >= 0) sleepers.splice(at, 1);
          reject(signal.reason);
        });
        if (!frozen) run().catch(reject);
      }),
  };
}
