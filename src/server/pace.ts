/** Real time to virtual time for a cluster that others reach over HTTP: a speed, a pause, skips, or "while they wait". */
import type { Clock } from '#kernel/clock.ts';

/** Real work of one slice, ms: requests are never late by more. */
const SLICE_MS = 8;
const TICK_MS = 10;
/** A tick that comes later than this (a laptop that slept) counts as this much. */
const LONGEST_TICK_MS = 1_000;
/** How long everybody must have been quiet before they count as waiting, real ms. */
const PATIENCE_MS = 40;
/** As far as time runs ahead in one go while a stream is open and nothing reaches it, virtual ms. */
const LEAP_MS = 5_000;
/** How much faster than real time it passes for clients that only keep a connection: they ask again by their own clock. */
const POLLING_SPEED = 20;

/** A factor of real time (0: time stands still), or `auto`: it passes only, and fast, while clients wait. */
export type Speed = number | 'auto';

export interface Pace {
  readonly speed: Speed;
  setSpeed(speed: Speed): void;
  /** Runs as fast as it can to `target()`, asked again after every timer. */
  skip(target: () => number): Promise<void>;
  /** Waits, without moving time, until it has come to `timeMs`. Gives how not to wait any longer. */
  when(timeMs: number, run: () => void): () => void;
  /** A client asked, or something reached one. */
  stir(): void;
  stop(): void;
}

export interface PaceOptions {
  readonly clock: Clock;
  readonly speed: Speed;
  /** How clients wait, if any does. */
  readonly awaited: () => Awaited;
}

/** An open stream (a watch, a followed log), a connection that may ask again, or nobody. */
export type Awaited = 'stream' | 'connection' | 'nobody';

interface Skip {
  readonly target: () => number;
  readonly done: () => void;
}
interface Waiter {
  readonly timeMs: number;
  readonly run: () => void;
}

const realNow = (): number => performance.now();

class RealPace implements Pace {
  speed: Speed;
  private readonly clock: Clock;
  private readonly awaited: () => Awaited;
  private readonly skips: Skip[] = [];
  private readonly waiters = new Set<Waiter>();
  private lastReal = realNow();
  private stirredReal = realNow();
  private stirs = 0;
  /** Virtual ms that real time has earned and no slice has used yet. */
  private owed = 0;
  private isOver = false;
  private pending: NodeJS.Timeout | NodeJS.Immediate | undefined;

  constructor({ clock, speed, awaited }: PaceOptions) {
    this.clock = clock;
    this.speed = speed;
    this.awaited = awaited;
    this.schedule(TICK_MS);
  }

  setSpeed(speed: Speed): void {
    this.speed = speed;
    this.owed = 0;
    this.lastReal = realNow();
  }

  skip(target: () => number): Promise<void> {
    const finished = new Promise<void>((done) => this.skips.push({ target, done }));
    this.schedule(0);
    return finished;
  }

  when(timeMs: number, run: () => void): () => void {
    const waiter = { timeMs, run };
    this.waiters.add(waiter);
    return () => this.waiters.delete(waiter);
  }

  stir(): void {
    this.stirs += 1;
    this.stirredReal = realNow();
  }

  stop(): void {
    this.isOver = true;
    this.unschedule();
    for (const { done } of this.skips.splice(0)) done();
  }

  private unschedule(): void {
    clearTimeout(this.pending as NodeJS.Timeout);
    clearImmediate(this.pending as NodeJS.Immediate);
  }

  private schedule(delayMs: number): void {
    this.unschedule();
    if (this.isOver) return;
    const tick = (): void => this.schedule(this.tick() ? 0 : TICK_MS);
    this.pending = delayMs === 0 ? setImmediate(tick) : setTimeout(tick, delayMs);
  }

  /** Runs timers up to `target()`, at most for a slice; whether it came there. */
  private slice(target: () => number, enough = (): boolean => false): boolean {
    const endReal = realNow() + SLICE_MS;
    for (;;) {
      const untilMs = target();
      const dueMs = this.clock.nextDueMs();
      if (dueMs === undefined || dueMs > untilMs) {
        this.clock.advanceTo(untilMs);
        return true;
      }
      this.clock.step();
      if (enough() || realNow() >= endReal) return false;
    }
  }

  private wake(): void {
    for (const waiter of this.waiters) {
      if (waiter.timeMs > this.clock.now()) continue;
      this.waiters.delete(waiter);
      this.stir();
      waiter.run();
    }
  }

  /** Moves on a little; whether there is more to do at once. */
  private tick(): boolean {
    const real = realNow();
    const realMs = Math.min(real - this.lastReal, LONGEST_TICK_MS);
    this.lastReal = real;
    const isBusy = this.move(real, realMs);
    this.wake();
    return isBusy;
  }

  private move(real: number, realMs: number): boolean {
    const [skip] = this.skips;
    if (skip) return this.moveSkip(skip);
    if (this.speed === 'auto') return this.moveWaiting(real, realMs);
    if (this.speed === 0) return false;
    const fromMs = this.clock.now();
    this.owed += realMs * this.speed;
    const untilMs = fromMs + Math.floor(this.owed);
    const isThere = this.slice(() => untilMs);
    const most = LONGEST_TICK_MS * this.speed;
    this.owed = Math.max(0, Math.min(this.owed - (this.clock.now() - fromMs), most));
    return !isThere;
  }

  private moveSkip({ target, done }: Skip): boolean {
    this.owed = 0;
    if (this.slice(target)) {
      this.skips.shift();
      this.stir();
      done();
    }
    return true;
  }

  /** Runs ahead to the next thing that reaches a client, or that one waits for. */
  private moveWaiting(real: number, realMs: number): boolean {
    const awaited = this.waiters.size > 0 ? 'stream' : this.awaited();
    if (awaited === 'nobody' || real - this.stirredReal < PATIENCE_MS) return false;
    const leapMs = awaited === 'stream' ? LEAP_MS : Math.ceil(realMs * POLLING_SPEED);
    const dues = [...this.waiters].map(({ timeMs }) => timeMs);
    const untilMs = Math.floor(Math.min(this.clock.now() + leapMs, ...dues));
    const { stirs } = this;
    const isThere = this.slice(
      () => untilMs,
      () => this.stirs !== stirs,
    );
    return !isThere && this.stirs === stirs;
  }
}

/** Drives a cluster's clock until it is stopped. */
export const createPace = (options: PaceOptions): Pace => new RealPace(options);
