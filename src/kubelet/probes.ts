/** The probes of a running container, on the clock. Mirrors kubernetes pkg/kubelet/prober/worker.go. */
import type { Clock, Timer } from '#kernel/clock.ts';
import { isStarted } from './container.ts';
import {
  type ProbeResult,
  type ProbeSpec,
  type ProbeTarget,
  type ProbeType,
  probe,
} from './probe.ts';

export interface ProbeListener {
  /** A probe failed or could not be made: for the event. */
  onFailure(type: ProbeType, result: ProbeResult): void;
  /** A threshold has been reached: the container is (not) ready, has started, or must be killed. */
  onVerdict(type: ProbeType, passed: boolean): void;
}

export interface Probes {
  stop(): void;
  /** Runs the readiness probe at once: upstream does when a container becomes started. */
  trigger(): void;
}

const DEFAULTS = { periodSeconds: 10, failureThreshold: 3, successThreshold: 1 };

interface Prober {
  trigger(): void;
  stop(): void;
}

/** Whether a probe is asked now: startup comes first, and alone. */
const isDue = (type: ProbeType, target: ProbeTarget): boolean =>
  (type === 'Startup') !== isStarted(target.record);

function startProber(
  clock: Clock,
  type: ProbeType,
  spec: ProbeSpec,
  target: ProbeTarget,
  listener: ProbeListener,
): Prober {
  const periodMs = (spec.periodSeconds ?? DEFAULTS.periodSeconds) * 1_000;
  const delayMs = (spec.initialDelaySeconds ?? 0) * 1_000;
  const failures = spec.failureThreshold ?? DEFAULTS.failureThreshold;
  const successes = spec.successThreshold ?? DEFAULTS.successThreshold;
  let timer: Timer | undefined;
  let isStopped = false;
  let last: boolean | undefined;
  let inARow = 0;

  /** Whether there is any point in asking again. */
  const judge = (result: ProbeResult): boolean => {
    if (result.outcome !== 'success') listener.onFailure(type, result);
    if (result.outcome === 'errored') return true;
    const passed = result.outcome === 'success';
    inARow = last === passed ? inARow + 1 : 1;
    last = passed;
    if (inARow < (passed ? successes : failures)) return true;
    listener.onVerdict(type, passed);
    const isSettled = type === 'Startup' || (type === 'Liveness' && !passed);
    return !isSettled && !(passed && result.isFixed);
  };
  const tick = (): void => {
    if (isStopped || target.run.state !== 'running') return;
    const isEarly = clock.now() - target.run.startedMs < delayMs;
    const goesOn = isEarly || !isDue(type, target) || judge(probe(spec, target));
    if (goesOn && !isStopped) timer = clock.after(periodMs, tick);
  };
  /** Ticks come each period from now; those within the initial delay are not waited for. */
  const waitMs = Math.max(0, delayMs - (clock.now() - target.run.startedMs));
  timer = clock.after(Math.ceil(waitMs / periodMs) * periodMs, tick);
  return {
    trigger: () => {
      if (isStopped || clock.now() - target.run.startedMs < delayMs) return;
      timer?.cancel();
      tick();
    },
    stop: () => {
      isStopped = true;
      timer?.cancel();
    },
  };
}

/** Starts whatever probes a container has; undefined when it has none. */
export function startProbes(
  clock: Clock,
  target: ProbeTarget,
  listener: ProbeListener,
): Probes | undefined {
  const { startupProbe, readinessProbe, livenessProbe } = target.record.spec;
  if (!startupProbe && !readinessProbe && !livenessProbe) return undefined;
  const start = (type: ProbeType, spec: ProbeSpec | undefined): Prober | undefined =>
    spec && startProber(clock, type, spec, target, listener);
  const startup = start('Startup', startupProbe);
  const readiness = start('Readiness', readinessProbe);
  const liveness = start('Liveness', livenessProbe);
  return {
    trigger: () => readiness?.trigger(),
    stop: () => {
      startup?.stop();
      readiness?.stop();
      liveness?.stop();
    },
  };
}
