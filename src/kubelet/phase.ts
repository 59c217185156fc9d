/** A pod's phase from its containers' states. Mirrors kubernetes pkg/kubelet/kubelet_pods.go getPhase. */
import type { ContainerRecord, ContainerStatus } from './container.ts';
import { shouldRestart } from './restart-policy.ts';

export type Phase = 'Pending' | 'Running' | 'Succeeded' | 'Failed';

/** Nothing of the pod runs any more, nor will. */
export const isPhaseOver = (phase: string | undefined): boolean =>
  phase === 'Succeeded' || phase === 'Failed';

/** A container with the status made of it. */
export interface Observed {
  readonly record: ContainerRecord;
  readonly status: ContainerStatus;
}

/** The exit code of the last run, when the container is not running (any more). */
function lastExitCode({ state, lastState }: ContainerStatus): number | undefined {
  if (state?.terminated) return state.terminated.exitCode;
  return state?.waiting ? lastState?.terminated?.exitCode : undefined;
}

interface InitCount {
  readonly isPending: boolean;
  readonly hasFailed: boolean;
}

function countInit(observed: readonly Observed[], policy: string | undefined): InitCount {
  let isPending = false;
  let hasFailed = false;
  for (const { record, status } of observed) {
    if (record.role === 'app' || record.role === 'ephemeral') continue;
    const exitCode = lastExitCode(status);
    if (record.role === 'sidecar') {
      if (status.state?.running) isPending ||= status.started !== true;
      else isPending ||= exitCode === undefined;
      continue;
    }
    if (exitCode === undefined) isPending = true;
    else if (exitCode !== 0) hasFailed ||= !shouldRestart(record, policy, exitCode);
  }
  return { isPending, hasFailed };
}

const hasPendingInit = (observed: readonly Observed[]): boolean =>
  observed.some(
    ({ record, status }) => record.role === 'init' && lastExitCode(status) === undefined,
  );

/** `isTerminal`: the pod is being stopped for good, so nothing will be restarted. */
export function podPhase(
  observed: readonly Observed[],
  policy: string | undefined,
  isTerminal: boolean,
): Phase {
  const init = countInit(observed, policy);
  if (init.hasFailed) return 'Failed';
  let running = 0;
  let waiting = 0;
  let stopped = 0;
  let succeeded = 0;
  let restartable = 0;
  for (const { record, status } of observed) {
    if (record.role === 'init' || record.role === 'ephemeral') continue;
    if (status.state?.running) {
      running += 1;
      continue;
    }
    if (record.role === 'sidecar') {
      if (lastExitCode(status) === undefined) waiting += 1;
      continue;
    }
    const exitCode = lastExitCode(status);
    if (exitCode === undefined) {
      waiting += 1;
      continue;
    }
    stopped += 1;
    if (shouldRestart(record, policy, exitCode)) restartable += 1;
    if (status.state?.terminated && exitCode === 0) succeeded += 1;
  }
  const isInitialized = observed.some(({ record }) => record.role === 'app' && record.run);
  if (hasPendingInit(observed) || (init.isPending && !isInitialized) || waiting > 0)
    return 'Pending';
  if (running > 0) return 'Running';
  if (stopped === 0) return 'Pending';
  if (!isTerminal && restartable > 0) return 'Running';
  return succeeded === stopped ? 'Succeeded' : 'Failed';
}
