/** A container of a pod as the kubelet and its runtime know it: the run that is, and the one before. */
import type * as v1 from 'kubernetes-types/core/v1';
import type { Immutable } from '#apimachinery/object.ts';
import type { Pod } from '#resources/pod.ts';
import type { ContainerSpec } from './container-spec.ts';
import type { PulledImage } from './images/image.ts';
import type { ContainerLog } from './logs.ts';
import type { Process } from './process.ts';
import { type ContainerUser, userOf } from './run-as.ts';

export type ContainerState = Immutable<v1.ContainerState>;

/** The parts of a container's status that kubernetes-types does not know yet. */
export type ContainerStatus = Immutable<v1.ContainerStatus> & {
  readonly user?: unknown;
  readonly volumeMounts?: readonly unknown[];
};

/** An init container, one that stays beside the app (`restartPolicy: Always`), the app's own, or one that came later to look (`kubectl debug`). */
type ContainerRole = 'init' | 'sidecar' | 'app' | 'ephemeral';

/** One run of a container in the runtime. */
export interface ContainerRun {
  /** 64 hexadecimal digits. */
  readonly id: string;
  readonly image: PulledImage;
  readonly restartCount: number;
  readonly startedMs: number;
  readonly log: ContainerLog;
  process: Process | undefined;
  state: 'running' | 'exited';
  finishedMs: number;
  exitCode: number;
  reason: string;
  message: string;
  /** What the probes say; undefined while they have not said anything. */
  startupPassed: boolean | undefined;
  readinessPassed: boolean | undefined;
  /** The kernel killed it for want of memory. */
  isOutOfMemory?: boolean;
  /** Set when a probe has decided that it must be killed: the message of its Killing event. */
  doomed: string | undefined;
  /** It is killed to start anew with another spec, whatever its policy says. */
  isReplaced?: boolean;
}

/** Why a container waits: what the last sync could not do. */
export interface WaitingReason {
  readonly reason: string;
  readonly message: string;
}

export interface ContainerRecord {
  /** As the kubelet has taken it up: with the resources it may have. */
  spec: ContainerSpec;
  /** The resources it still runs with while others are being given to it. */
  actual?: ContainerSpec['resources'];
  readonly role: ContainerRole;
  /** Who its process is. */
  readonly user: ContainerUser;
  run: ContainerRun | undefined;
  previous: ContainerRun | undefined;
  waiting: WaitingReason | undefined;
  /** What the API said of it before this kubelet started. */
  remembered: ContainerStatus | undefined;
  /** The status last made of it, while it is still true. */
  status: ContainerStatus | undefined;
}

export const isRunning = (record: ContainerRecord): boolean => record.run?.state === 'running';

/** Whether the startup probe has passed, or there is none. */
export const isStarted = (record: ContainerRecord): boolean =>
  isRunning(record) &&
  (record.spec.startupProbe === undefined || record.run?.startupPassed === true);

/** Mirrors kubernetes pkg/kubelet/prober/prober_manager.go UpdatePodStatus. */
export function isReady(record: ContainerRecord): boolean {
  if (record.role === 'init') return record.run?.state === 'exited' && record.run.exitCode === 0;
  if (record.role === 'ephemeral') return false;
  if (!isStarted(record)) return false;
  return record.spec.readinessProbe === undefined || record.run?.readinessPassed === true;
}

const newRecord = (pod: Pod, container: ContainerSpec, role: ContainerRole): ContainerRecord => ({
  spec: container,
  role,
  user: userOf(container, pod),
  run: undefined,
  previous: undefined,
  waiting: undefined,
  remembered: undefined,
  status: undefined,
});

/** Records of a pod's containers: init containers first, in order, ephemeral ones last. */
export function containerRecords(pod: Pod): ContainerRecord[] {
  const { spec } = pod;
  const record = (container: ContainerSpec, role: ContainerRole): ContainerRecord =>
    newRecord(pod, container, role);
  return [
    ...(spec.initContainers ?? []).map((container) =>
      record(container, container.restartPolicy === 'Always' ? 'sidecar' : 'init'),
    ),
    ...spec.containers.map((container) => record(container, 'app')),
    ...(spec.ephemeralContainers ?? []).map((container) =>
      record(container as ContainerSpec, 'ephemeral'),
    ),
  ];
}

/** Takes up the ephemeral containers that a pod has got since `records` were made; gives whether there are any. */
export function admitVisitors(pod: Pod, records: ContainerRecord[]): boolean {
  const visitors = (pod.spec.ephemeralContainers ?? []).filter(
    ({ name }) => !records.some(({ spec }) => spec.name === name),
  );
  for (const container of visitors)
    records.push(newRecord(pod, container as ContainerSpec, 'ephemeral'));
  return visitors.length > 0;
}

/** How much of a log a failed container's message may hold, and how much of its own file. */
const MESSAGE_BYTES = 2_048;
const MESSAGE_LINES = 80;
const MESSAGE_FILE_BYTES = 4_096;

/** A run has ended; `written`: what it left in its termination message file. Mirrors getTerminationMessage. */
export function markExited(
  { spec }: ContainerRecord,
  run: ContainerRun,
  nowMs: number,
  exitCode: number,
  written: string | undefined,
): void {
  run.state = 'exited';
  run.finishedMs = nowMs;
  run.exitCode = exitCode;
  run.reason = run.isOutOfMemory ? 'OOMKilled' : exitCode === 0 ? 'Completed' : 'Error';
  run.process = undefined;
  run.log.end();
  run.message = written?.slice(0, MESSAGE_FILE_BYTES) ?? '';
  if (run.message !== '' || exitCode === 0) return;
  if (spec.terminationMessagePolicy !== 'FallbackToLogsOnError') return;
  const lines = run.log.lines().map(({ text }) => `${text}\n`);
  run.message = lines.slice(-MESSAGE_LINES).join('').slice(-MESSAGE_BYTES);
}
