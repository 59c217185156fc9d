/** Stops a pod's containers: hook, SIGTERM, grace period, SIGKILL. Mirrors kubernetes pkg/kubelet/kuberuntime/kuberuntime_container.go killContainer. */
import type { Timer } from '#kernel/clock.ts';
import { type ContainerRecord, isRunning } from './container.ts';
import { type PodContext, worldOfRun } from './container-start.ts';
import { containerEvent } from './events.ts';
import { executeNow } from './exec/index.ts';

/** However short the grace period, a container has this long. */
const MINIMUM_GRACE_MS = 2_000;

export interface Termination {
  /** A container has ended: stop those that waited for it. Gives whether all have ended. */
  advance(): boolean;
  /** The grace period has been made shorter: it counts from the beginning. */
  shorten(graceSeconds: number): void;
  cancel(): void;
}

/** How long the container's preStop hook takes, ms; beyond the grace period it is cut off. */
function preStopMs(context: PodContext, record: ContainerRecord, graceMs: number): number {
  const hook = record.spec.lifecycle?.preStop;
  if (!hook || !record.run) return 0;
  const pauseMs = (hook as { readonly sleep?: { readonly seconds: number } }).sleep?.seconds;
  if (pauseMs !== undefined) return Math.min(pauseMs * 1_000, graceMs);
  const command = hook.exec?.command;
  if (!command) return 0;
  const world = worldOfRun(context, record, record.run);
  const sleeping = /(?:^|[\s;&])sleep\s+(\d+)/.exec(command.join(' '));
  const result = executeNow(command, world, graceMs);
  if (result?.status !== 0) {
    containerEvent(
      context.node.events,
      context.pod,
      record,
      'Warning',
      'FailedPreStopHook',
      'PreStopHook failed',
    );
  }
  return result ? Math.min(Number(sleeping?.[1] ?? 0) * 1_000, graceMs) : graceMs;
}

/** Tells one container to stop, and kills it at the end of its grace period. */
export function stopContainer(
  context: PodContext,
  record: ContainerRecord,
  message: string,
  graceMs: number,
): Timer[] {
  const { clock, events } = context.node;
  const { run } = record;
  if (run?.state !== 'running') return [];
  containerEvent(events, context.pod, record, 'Normal', 'Killing', message);
  const hookMs = graceMs > 0 ? preStopMs(context, record, graceMs) : 0;
  const leftMs = Math.max(MINIMUM_GRACE_MS, graceMs - hookMs);
  const kill = clock.after(hookMs + leftMs, () => run.process?.kill());
  if (hookMs === 0) {
    run.process?.stop();
    return [kill];
  }
  return [kill, clock.after(hookMs, () => run.process?.stop())];
}

const stopping = ({ spec }: ContainerRecord): string => `Stopping container ${spec.name}`;

/**
 * Stops everything that runs: the app's containers together, then the sidecars, last started first.
 * `onDone` is called (at once, if nothing runs) when all have ended.
 */
export function terminate(
  context: PodContext,
  records: readonly ContainerRecord[],
  graceSeconds: number,
): Termination {
  const { clock } = context.node;
  const startMs = clock.now();
  const stopped = new Set<ContainerRecord>();
  let graceMs = graceSeconds * 1_000;
  let timers: Timer[] = [];

  const stop = (record: ContainerRecord): void => {
    if (stopped.has(record)) return;
    stopped.add(record);
    const leftMs = Math.max(0, graceMs - (clock.now() - startMs));
    timers.push(...stopContainer(context, record, stopping(record), leftMs));
  };
  const advance = (): boolean => {
    const running = records.filter(isRunning);
    const first = running.filter(({ role }) => role !== 'sidecar');
    for (const record of first) stop(record);
    const last = running.at(-1);
    if (first.length === 0 && last) stop(last);
    if (running.length > 0) return false;
    for (const timer of timers) timer.cancel();
    return true;
  };
  return {
    advance,
    shorten: (seconds) => {
      if (seconds * 1_000 >= graceMs) return;
      graceMs = seconds * 1_000;
      const leftMs = Math.max(0, startMs + Math.max(MINIMUM_GRACE_MS, graceMs) - clock.now());
      for (const record of stopped) {
        timers.push(clock.after(leftMs, () => record.run?.process?.kill()));
      }
    },
    cancel: () => {
      for (const timer of timers) timer.cancel();
      timers = [];
    },
  };
}
