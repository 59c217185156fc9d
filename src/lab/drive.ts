/** Where virtual time meets programs that wait: steps the clocks only when nobody has work to do. */
import { type Clock, createClock } from '#kernel/clock.ts';
import type { ShellClock } from '#shell/program.ts';

/** One turn of the host's event loop: every microtask has run when it resolves. */
export type HostTurn = () => Promise<void>;

export interface Driver {
  /** Time as programs see it. Their waits are on a clock of their own, so that the cluster's
   * history does not depend on who was watching (a session log replays without a shell). */
  readonly programs: ShellClock;
  /** Says that something reached a program: it gets its turn before time moves on. */
  pulse(): void;
  /** Runs the next timer, the cluster's first at one instant; false when there is none. */
  step(): boolean;
  nextDueMs(): number | undefined;
  /** Lets time pass to `timeMs`, giving programs their turn, until `enough` says so. */
  advanceTo(timeMs: number, enough?: () => boolean): Promise<void>;
  /** Lets time pass as the work needs it, at most `limitMs`; rejects with `StuckError` after that. */
  runToEnd<T>(work: Promise<T>, limitMs?: number): Promise<T>;
}

/** Work that waits for something time does not bring (a key, a reader). */
export class StuckError extends Error {
  override name = 'StuckError';
}

/** A program that never waits (`until …; do :; done`) doesn't stop time: so many turns, then a timer. */
const LONGEST_BUSY_TURNS = 64;

/** A day of virtual time: longer than anything a learner waits for. */
const PATIENCE_MS = 86_400_000;

/** Drives `cluster` and whatever programs wait for. `turn` gives the host its turn. */
export function createDriver(cluster: Clock, turn: HostTurn): Driver {
  const waits = createClock(cluster.now());
  let pulsed = false;
  let yields = 0;
  const loading = new Set<Promise<unknown>>();

  const pulse = (): void => {
    pulsed = true;
  };
  const sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const onAbort = (): void => {
        timer.cancel();
        reject(signal?.reason);
      };
      waits.advanceTo(cluster.now());
      const timer = waits.after(ms, () => {
        signal?.removeEventListener('abort', onAbort);
        pulse();
        resolve();
      });
      signal?.addEventListener('abort', onAbort, { once: true });
    });
  const yieldTurn = async (): Promise<void> => {
    yields += 1;
    await turn();
    yields -= 1;
  };
  const load = async <T>(module: () => Promise<T>): Promise<T> => {
    const coming = module();
    const settled = coming.then(pulse, pulse).finally(() => loading.delete(settled));
    loading.add(settled);
    return coming;
  };
  const programs: ShellClock = { now: () => cluster.now(), sleep, yield: yieldTurn, load };

  const nextDueMs = (): number | undefined => {
    const [a, b] = [cluster.nextDueMs(), waits.nextDueMs()];
    return a === undefined || (b !== undefined && b < a) ? b : a;
  };
  const step = (): boolean => {
    const due = nextDueMs();
    if (due === undefined) return false;
    if (cluster.nextDueMs() === due) return cluster.step();
    cluster.advanceTo(due);
    return waits.step();
  };
  /** Programs first: their turn comes before the next timer whenever something reached them. */
  const settlePrograms = async (): Promise<void> => {
    for (let turns = 0; (pulsed || yields > 0) && turns < LONGEST_BUSY_TURNS; turns += 1) {
      pulsed = false;
      await turn();
    }
  };

  const advanceTo = async (timeMs: number, enough = () => false): Promise<void> => {
    await settlePrograms();
    for (let due = nextDueMs(); due !== undefined && due <= timeMs; due = nextDueMs()) {
      if (enough()) return;
      step();
      if (pulsed) await settlePrograms();
    }
    if (!enough()) cluster.advanceTo(timeMs);
  };

  const runToEnd = async <T>(work: Promise<T>, limitMs = PATIENCE_MS): Promise<T> => {
    let done = false;
    const finish = (): void => {
      done = true;
      pulse();
    };
    work.then(finish, finish);
    const endMs = cluster.now() + limitMs;
    await turn();
    while (!done) {
      await settlePrograms();
      if (done) break;
      if (loading.size > 0) {
        await Promise.race(loading);
        continue;
      }
      if (cluster.now() > endMs || !step())
        throw new StuckError('waits for what time does not bring');
    }
    return work;
  };

  return { programs, pulse, step, nextDueMs, advanceTo, runToEnd };
}
