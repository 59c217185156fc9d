/** Stops a pod's containers: hook, SIGTERM, grace period, SIGKILL. Mirrors kubernetes pkg/kubelet/kuberuntime/kuberuntime_container.go killContainer. */
import { type ContainerRecord, type ContainerRun, isRunning } from './container.ts';
import { containerEvent } from './events.ts';
import { type Hook, type RunningHook, runHook } from './hooks.ts';
import type { PodContext } from './pod-context.ts';
import { createTimers, type Timers } from './timers.ts';

/** However short the grace period, a container has this long. */
const MINIMUM_GRACE_MS = 2_000;

export interface Termination {
  /** A container has ended: stop those that waited for it. Gives whether all have ended. */
  advance(): boolean;
  /** The grace period has been made shorter: it counts from the beginning. */
  shorten(graceSeconds: number): void;
  cancel(): void;
}

export interface StopOptions {
  readonly records: readonly ContainerRecord[];
  /** Of the Killing event. */
  readonly message: string;
  readonly graceMs: number;
}

/** One container on its way out. */
class Stop {
  private readonly context: PodContext;
  private readonly record: ContainerRecord;
  private readonly run: ContainerRun;
  private readonly timers: Timers;
  private readonly startMs: number;
  private graceMs: number;
  private hook: RunningHook | undefined;
  private isHookOver = false;
  private isSignalled = false;
  /** Whether those it must outlive have ended. */
  private isItsTurn: boolean;

  constructor(
    context: PodContext,
    record: ContainerRecord,
    run: ContainerRun,
    { records, message, graceMs }: StopOptions,
    isItsTurn: boolean,
  ) {
    this.context = context;
    this.record = record;
    this.run = run;
    this.graceMs = graceMs;
    this.isItsTurn = isItsTurn;
    const { clock, events } = context.node;
    this.timers = createTimers(clock);
    this.startMs = clock.now();
    containerEvent(events, context.pod, record, 'Normal', 'Killing', message);
    const preStop = record.spec.lifecycle?.preStop as Hook | undefined;
    if (preStop && graceMs > 0) this.prepare(preStop, records);
    else this.isHookOver = true;
    this.signal();
    if (!this.isSignalled) this.timers.after(graceMs, () => this.overtake());
  }

  /** Those it waited for have ended. */
  takeTurn(): void {
    this.isItsTurn = true;
    this.signal();
  }

  shorten(graceMs: number): void {
    if (graceMs >= this.graceMs) return;
    this.graceMs = graceMs;
    const leftMs = Math.max(0, this.startMs + graceMs - this.context.node.clock.now());
    if (this.isSignalled) {
      this.timers.after(Math.max(leftMs, MINIMUM_GRACE_MS), () => this.run.process?.kill());
    } else this.timers.after(leftMs, () => this.overtake());
  }

  cancel(): void {
    this.hook?.cancel();
    this.timers.cancel();
  }

  private prepare(hook: Hook, records: readonly ContainerRecord[]): void {
    const { context, run } = this;
    const record = this.record;
    const running = runHook(hook, { context, record, run, records }, (failure) => {
      this.isHookOver = true;
      if (failure !== undefined) {
        const { node, pod } = context;
        const message = 'PreStopHook failed';
        containerEvent(node.events, pod, record, 'Warning', 'FailedPreStopHook', message);
      }
      this.signal();
    });
    if (!this.isHookOver) this.hook = running;
  }

  /** The grace period is over before the hook or those before it: no more waiting. */
  private overtake(): void {
    this.hook?.cancel();
    this.isHookOver = true;
    this.isItsTurn = true;
    this.signal();
  }

  private signal(): void {
    if (this.isSignalled || !this.isHookOver || !this.isItsTurn) return;
    this.isSignalled = true;
    const passedMs = this.context.node.clock.now() - this.startMs;
    const leftMs = Math.max(MINIMUM_GRACE_MS, this.graceMs - passedMs);
    this.timers.after(leftMs, () => this.run.process?.kill());
    this.run.process?.stop();
  }
}

/** Tells one container to stop, and kills it at the end of its grace period; gives what ends the waiting. */
export function stopContainer(
  context: PodContext,
  record: ContainerRecord,
  options: StopOptions,
): (() => void) | undefined {
  const { run } = record;
  if (run?.state !== 'running') return undefined;
  const stop = new Stop(context, record, run, options, true);
  return () => stop.cancel();
}

/**
 * Stops everything that runs: the app's containers together, then the sidecars, last started first.
 * Hooks run at once, whoever's turn it is.
 */
export function terminate(
  context: PodContext,
  records: readonly ContainerRecord[],
  graceSeconds: number,
): Termination {
  const stops = new Map<ContainerRecord, Stop>();
  for (const record of records) {
    const { run, spec } = record;
    if (run?.state !== 'running') continue;
    const message = `Stopping container ${spec.name}`;
    const options = { records, message, graceMs: graceSeconds * 1_000 };
    stops.set(record, new Stop(context, record, run, options, record.role !== 'sidecar'));
  }
  const cancel = (): void => {
    for (const stop of stops.values()) stop.cancel();
  };
  return {
    advance: () => {
      const running = records.filter(isRunning);
      if (running.length === 0) {
        cancel();
        return true;
      }
      if (running.some(({ role }) => role === 'app')) return false;
      const last = running.findLast(({ role }) => role === 'sidecar');
      if (last) stops.get(last)?.takeTurn();
      return false;
    },
    shorten: (seconds) => {
      for (const stop of stops.values()) stop.shorten(seconds * 1_000);
    },
    cancel,
  };
}
