/** The STATUS, READY and RESTARTS of a pod's row. Mirrors kubernetes pkg/printers/internalversion/printers.go printPod. */
import { conditionOf, isConditionTrue } from '#apimachinery/conditions.ts';
import { parseTime } from '#apimachinery/time.ts';
import { since } from '../columns.ts';
import type { Container, ContainerState, ContainerStatus, Pod } from './types.ts';

/** What a pod's row says: `{ reason: "CrashLoopBackOff", ready: 0, total: 1, restarts: 3, … }`. */
export interface PodDisplay {
  readonly reason: string;
  readonly ready: number;
  readonly total: number;
  readonly restarts: number;
  /** When a container that was restarted last had ended. */
  readonly lastRestart: string | undefined;
}

/** What is counted over a list of container statuses. */
interface Tally {
  reason: string;
  ready: number;
  restarts: number;
  lastRestart: string | undefined;
}

/** A sidecar: an init container that is kept running. */
export const isRestartableInit = (container: Container | undefined): boolean =>
  container?.restartPolicy === 'Always';

function countRestarts(tally: Tally, status: ContainerStatus): void {
  tally.restarts += status.restartCount;
  const ended = status.lastState?.terminated?.finishedAt;
  if (!ended) return;
  const isLater = !tally.lastRestart || parseTime(tally.lastRestart) < parseTime(ended);
  if (isLater) tally.lastRestart = ended;
}

/** { exitCode: 1 } ⇒ "ExitCode:1" */
function endReason(ended: NonNullable<ContainerState['terminated']>): string {
  if (ended.reason) return ended.reason;
  return ended.signal ? `Signal:${ended.signal}` : `ExitCode:${ended.exitCode}`;
}

/** Why initialization isn't over because of this container; undefined when it is done with. */
function initReason(status: ContainerStatus, at: number, total: number): string {
  const { terminated, waiting } = status.state ?? {};
  if (terminated) return `Init:${endReason(terminated)}`;
  if (waiting?.reason && waiting.reason !== 'PodInitializing') return `Init:${waiting.reason}`;
  return `Init:${at}/${total}`;
}

/** Counts init containers; gives whether the pod is still initializing. `sidecars` counts only those that stay. */
function tallyInit(pod: Pod, all: Tally, sidecars: Tally): boolean {
  const specs = pod.spec.initContainers ?? [];
  for (const [at, status] of (pod.status.initContainerStatuses ?? []).entries()) {
    countRestarts(all, status);
    const isSidecar = isRestartableInit(specs.find(({ name }) => name === status.name));
    if (isSidecar) countRestarts(sidecars, status);
    if (status.state?.terminated?.exitCode === 0) continue;
    if (isSidecar && status.started) {
      if (status.ready) all.ready += 1;
      continue;
    }
    all.reason = initReason(status, at, specs.length);
    return true;
  }
  return false;
}

/** Counts containers, the first last, as upstream does: the first container's word wins. */
function tallyContainers(pod: Pod, tally: Tally): void {
  let hasRunning = false;
  let failure = '';
  for (const status of [...(pod.status.containerStatuses ?? [])].reverse()) {
    countRestarts(tally, status);
    const { waiting, terminated, running } = status.state ?? {};
    if (waiting?.reason) tally.reason = waiting.reason;
    else if (terminated) {
      tally.reason = endReason(terminated);
      if (terminated.exitCode !== 0) failure = tally.reason;
    } else if (status.ready && running) {
      hasRunning = true;
      tally.ready += 1;
    }
  }
  if (tally.reason !== 'Completed') return;
  if (hasRunning && isConditionTrue(pod.status.conditions, 'Ready')) tally.reason = 'Running';
  else if (failure) tally.reason = failure;
  else if (hasRunning) tally.reason = 'NotReady';
}

/** A pod that is going is Terminating, unless it had ended by itself before. */
function finalReason(pod: Pod, reason: string): string {
  const { phase, reason: statusReason } = pod.status;
  if (!pod.metadata.deletionTimestamp) return reason;
  if (statusReason === 'NodeLost') return 'Unknown';
  return phase === 'Succeeded' || phase === 'Failed' ? reason : 'Terminating';
}

/** What `kubectl get pods` says of a pod. */
export function podDisplay(pod: Pod): PodDisplay {
  const { spec, status } = pod;
  const gated = conditionOf(status.conditions, 'PodScheduled')?.reason === 'SchedulingGated';
  const reason = gated ? 'SchedulingGated' : status.reason || status.phase || '';
  const all: Tally = { reason, ready: 0, restarts: 0, lastRestart: undefined };
  const sidecars: Tally = { ...all };
  const isInitializing = tallyInit(pod, all, sidecars);
  if (!isInitializing || isConditionTrue(status.conditions, 'Initialized')) {
    all.restarts = sidecars.restarts;
    all.lastRestart = sidecars.lastRestart;
    tallyContainers(pod, all);
  }
  const total =
    spec.containers.length + (spec.initContainers ?? []).filter(isRestartableInit).length;
  return { ...all, total, reason: finalReason(pod, all.reason) };
}

/** `0`, `3 (5s ago)` */
export const printRestarts = (display: PodDisplay, nowMs: number): string =>
  display.restarts > 0 && display.lastRestart
    ? `${display.restarts} (${since(display.lastRestart, nowMs)} ago)`
    : `${display.restarts}`;
