/** A handful of timers that are called off together. */
import type { Clock, Timer } from '#kernel/clock.ts';

export interface Timers {
  after(delayMs: number, run: () => void): void;
  cancel(): void;
}

export function createTimers(clock: Clock): Timers {
  let timers: Timer[] = [];
  return {
    after: (delayMs, run) => {
      timers.push(clock.after(delayMs, run));
    },
    cancel: () => {
      for (const timer of timers) timer.cancel();
      timers = [];
    },
  };
}
