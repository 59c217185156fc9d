/** What a sync has to do: which containers to start or kill. Mirrors kubernetes pkg/kubelet/kuberuntime/kuberuntime_manager.go computePodActions. */
import { type ContainerRecord, isRunning, isStarted } from './container.ts';
import { shouldRestart } from './restart-policy.ts';

export interface SyncPlan {
  readonly createSandbox: boolean;
  /** In the order they are started. */
  readonly start: readonly ContainerRecord[];
  readonly kill: readonly ContainerRecord[];
}

/** The exit code of a container that a probe has condemned, for its policy. */
const KILLED = 137;
const NOTHING: readonly ContainerRecord[] = [];

/** The init containers to start now, and whether initialization is done. */
function planInit(
  records: readonly ContainerRecord[],
  policy: string | undefined,
): { readonly start: readonly ContainerRecord[]; readonly isDone: boolean } {
  const start: ContainerRecord[] = [];
  for (const record of records) {
    if (record.role === 'app' || record.role === 'ephemeral') continue;
    const { run } = record;
    if (record.role === 'sidecar') {
      if (!isRunning(record)) start.push(record);
      if (!run || (isRunning(record) && !isStarted(record))) return { start, isDone: false };
      continue;
    }
    if (run?.state === 'running') return { start, isDone: false };
    if (run && run.exitCode === 0) continue;
    if (!run || shouldRestart(record, policy, run.exitCode)) start.push(record);
    return { start, isDone: false };
  }
  return { start, isDone: true };
}

const isInitialized = (records: readonly ContainerRecord[]): boolean =>
  records.some(({ role, run }) => role === 'app' && run !== undefined);

/** An ephemeral container is started once, whether or not the pod is initialized. */
const isNewVisitor = ({ role, run, remembered }: ContainerRecord): boolean =>
  role === 'ephemeral' && run === undefined && !remembered?.state?.terminated;

/** Decides from what is. */
export function planSync(
  records: readonly ContainerRecord[],
  policy: string | undefined,
  hasSandbox: boolean,
): SyncPlan {
  const kill = records.filter((record) => isRunning(record) && record.run?.doomed !== undefined);
  const apps = records.filter(({ role }) => role === 'app');
  const visitors =
    hasSandbox && records.length > apps.length ? records.filter(isNewVisitor) : NOTHING;
  const isToStart = (record: ContainerRecord): boolean => {
    const { run } = record;
    if (!run) return true;
    if (run.state === 'running') {
      return run.doomed !== undefined && (run.isReplaced || shouldRestart(record, policy, KILLED));
    }
    return shouldRestart(record, policy, run.exitCode);
  };
  if (isInitialized(records)) {
    const sidecars = records.filter(
      ({ role, run }) => role === 'sidecar' && run?.state !== 'running',
    );
    const start = [...visitors, ...sidecars, ...apps.filter(isToStart)];
    return { createSandbox: !hasSandbox, start, kill };
  }
  const init = records.length > apps.length ? planInit(records, policy) : undefined;
  const start = init && !init.isDone ? init.start : [...(init?.start ?? NOTHING), ...apps];
  return { createSandbox: !hasSandbox, start: [...visitors, ...start], kill };
}

/** Whether a plan has nothing to do. */
export const isIdle = ({ createSandbox, start, kill }: SyncPlan): boolean =>
  !createSandbox && start.length === 0 && kill.length === 0;

/** Only then may a container of a pod that restarts always end for good. */
const hasOwnPolicy = ({ role, spec }: ContainerRecord): boolean =>
  role !== 'sidecar' && (spec as { readonly restartPolicy?: string }).restartPolicy !== undefined;

/** Whether there is nothing left to run: the app's containers have ended for good, or initialization has. */
export function isFinished(
  records: readonly ContainerRecord[],
  policy: string | undefined,
): boolean {
  if ((policy === undefined || policy === 'Always') && !records.some(hasOwnPolicy)) return false;
  const hasEnded = (record: ContainerRecord): boolean =>
    record.run?.state === 'exited' && !shouldRestart(record, policy, record.run.exitCode);
  const hasFailed = records.some(
    (record) => record.role === 'init' && hasEnded(record) && record.run?.exitCode !== 0,
  );
  return hasFailed || records.every((record) => record.role !== 'app' || hasEnded(record));
}
