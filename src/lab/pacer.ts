/** Real time to virtual time: speed, pause and skips, in slices short enough for keys to be heard. */
import type { Driver, HostTurn } from './drive.ts';

/** Real work of one slice, ms: under a frame, so that a key is never late. */
const SLICE_MS = 8;
/** A tick that comes later than this (a sleeping laptop, a hidden tab) counts as this much. */
const LONGEST_TICK_MS = 1000;

export interface Pacer {
  readonly speed: number;
  readonly paused: boolean;
  /** A skip is under way: tick as often as the host allows. */
  readonly skipping: boolean;
  pause(): void;
  resume(): void;
  setSpeed(factor: number): void;
  /** Lets virtual time run as fast as it can until `enough`, or for `limitMs` of it. */
  skip(enough: () => boolean, limitMs: number): Promise<void>;
  /** Moves on by what real time has passed since the last tick. The caller ticks. */
  tick(): Promise<void>;
}

interface Skip {
  readonly enough: () => boolean;
  readonly endMs: number;
  readonly done: () => void;
}

/** `realNow` is the host's own clock in ms; `now` the cluster's. */
export function createPacer(
  driver: Driver,
  now: () => number,
  realNow: () => number,
  turn: HostTurn,
): Pacer {
  let speed = 1;
  let paused = false;
  let lastReal = realNow();
  /** Virtual ms that real time has earned and no slice has used yet. */
  let owed = 0;
  const skips: Skip[] = [];

  const slice = async (untilMs: number, enough: () => boolean): Promise<boolean> => {
    const budgetEnd = realNow() + SLICE_MS;
    await driver.advanceTo(untilMs, () => enough() || realNow() >= budgetEnd);
    return enough() || now() >= untilMs;
  };
  const tickSkip = async ({ enough, endMs, done }: Skip): Promise<void> => {
    if (!(await slice(endMs, enough))) return;
    skips.shift();
    owed = 0;
    done();
  };
  const tickReal = async (realMs: number): Promise<void> => {
    if (paused) return;
    owed += realMs * speed;
    const from = now();
    await slice(from + owed, () => false);
    owed = Math.max(0, Math.min(owed - (now() - from), LONGEST_TICK_MS * speed));
  };
  const tick = async (): Promise<void> => {
    const real = realNow();
    const realMs = Math.min(real - lastReal, LONGEST_TICK_MS);
    lastReal = real;
    const skip = skips[0];
    if (skip) await tickSkip(skip);
    else await tickReal(realMs);
    await turn();
  };

  return {
    get speed() {
      return speed;
    },
    get paused() {
      return paused;
    },
    get skipping() {
      return skips.length > 0;
    },
    pause: () => {
      paused = true;
    },
    resume: () => {
      paused = false;
    },
    setSpeed: (factor) => {
      speed = factor;
      paused = false;
    },
    skip: (enough, limitMs) =>
      new Promise((done) => skips.push({ enough, endMs: now() + limitMs, done })),
    tick,
  };
}
