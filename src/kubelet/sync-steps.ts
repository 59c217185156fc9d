/** A sync that has something to do, step by step. Mirrors kubernetes pkg/kubelet/kuberuntime/kuberuntime_manager.go SyncPod. */
import { latency } from '#kernel/latency.ts';
import { waitForClaims } from './claims.ts';
import type { ContainerRecord, ContainerRun } from './container.ts';
import { type StartError, startContainer } from './container-start.ts';
import { volumeSource } from './container-world.ts';
import type { Steps } from './steps.ts';
import type { SyncPlan } from './sync-plan.ts';
import type { SyncTarget } from './sync-target.ts';
import { stopContainer } from './termination.ts';
import { mountError } from './volumes.ts';

/** The trouble of a sync: when to try again, if a back-off knows. */
export interface SyncError {
  readonly retryAtMs: number | undefined;
}

const MOUNT_RETRY_MS = 500;
const MOUNT_RETRY_MAX_MS = 122_000;

/** Waits for the objects that volumes are made of. */
function* mountVolumes(target: SyncTarget): Steps<void> {
  yield* waitForClaims(target);
  let delayMs = MOUNT_RETRY_MS;
  for (;;) {
    const context = target.context();
    const { node, pod } = context;
    const error = mountError(volumeSource(context));
    if (error === undefined) return;
    node.events.event(pod, 'Warning', 'FailedMount', error);
    yield delayMs;
    delayMs = Math.min(2 * delayMs, MOUNT_RETRY_MAX_MS);
  }
}

function* kill(target: SyncTarget, record: ContainerRecord): Steps<void> {
  const context = target.context();
  const { run } = record;
  if (!run?.doomed) return;
  const { livenessProbe, startupProbe } = record.spec;
  const probe = [startupProbe, livenessProbe].find((_, at) =>
    run.doomed?.includes(at === 0 ? 'startup probe' : 'liveness probe'),
  );
  const graceSeconds =
    probe?.terminationGracePeriodSeconds ?? context.pod.spec.terminationGracePeriodSeconds ?? 30;
  const options = { records: target.records, message: run.doomed, graceMs: graceSeconds * 1_000 };
  const cancel = stopContainer(context, record, options);
  if (run.state === 'running') yield (resume) => target.whenExited(run, resume);
  cancel?.();
}

/** The run that the back-off counts from: the last that ended before this sync began. */
function endedBefore(record: ContainerRecord, killed: boolean): ContainerRun | undefined {
  return killed ? record.previous : record.run;
}

/** Carries out a plan; gives the trouble met, or undefined. */
export function* syncSteps(
  target: SyncTarget,
  plan: SyncPlan,
  mounts: boolean,
): Steps<SyncError | undefined> {
  if (mounts) yield* mountVolumes(target);
  const doomed = new Set(plan.kill);
  for (const record of plan.kill) yield* kill(target, record);
  if (plan.createSandbox) {
    yield latency.sandboxMs;
    target.createSandbox();
  }
  let trouble: SyncError | undefined;
  for (const record of plan.start) {
    const ended = endedBefore(record, doomed.has(record));
    const before = record.run;
    const error: StartError | undefined = yield* startContainer(
      target.context(),
      record,
      ended,
      target,
    );
    record.waiting = error?.waiting;
    target.touch(record, record.run !== before);
    if (!error) continue;
    const { retryAtMs } = error;
    const earlier = Math.min(
      retryAtMs ?? Number.POSITIVE_INFINITY,
      trouble?.retryAtMs ?? Number.POSITIVE_INFINITY,
    );
    trouble = { retryAtMs: Number.isFinite(earlier) ? earlier : undefined };
    if (record.role === 'init') return trouble;
  }
  return trouble;
}
