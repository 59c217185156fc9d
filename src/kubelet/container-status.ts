/** A container's entry in `status.containerStatuses`. Mirrors kubernetes pkg/kubelet/kubelet_pods.go convertToAPIContainerStatuses. */
import { printTime } from '#apimachinery/time.ts';
import {
  type ContainerRecord,
  type ContainerRun,
  type ContainerState,
  type ContainerStatus,
  isReady,
  isStarted,
} from './container.ts';
import type { ContainerSpec } from './container-spec.ts';
import { shouldRestart } from './restart-policy.ts';

const NO_STATE: ContainerState = {};
const NO_RESOURCES = {};
const CREATING: ContainerState = { waiting: { reason: 'ContainerCreating' } };
const INITIALIZING: ContainerState = { waiting: { reason: 'PodInitializing' } };

/** What is asked about a pod to make its containers' statuses. */
export interface PodView {
  readonly restartPolicy: string | undefined;
  readonly hasInitContainers: boolean;
  readonly isDeleted: boolean;
}

const terminated = (run: ContainerRun): ContainerState => ({
  terminated: {
    containerID: `containerd://${run.id}`,
    exitCode: run.exitCode,
    finishedAt: printTime(run.finishedMs),
    ...(run.message ? { message: run.message } : {}),
    reason: run.reason,
    startedAt: printTime(run.startedMs),
  },
});

const mounts = (spec: ContainerSpec): Pick<ContainerStatus, 'volumeMounts'> =>
  spec.volumeMounts
    ? {
        volumeMounts: spec.volumeMounts.map(({ name, mountPath, readOnly }) => ({
          mountPath,
          name,
          ...(readOnly ? { readOnly, recursiveReadOnly: 'Disabled' } : {}),
        })),
      }
    : {};

/** A container that the runtime does not have: never started, or lost with the node's power. */
function withoutRun(record: ContainerRecord, view: PodView): ContainerStatus {
  const { remembered, spec } = record;
  if (remembered?.state?.terminated) return remembered;
  const wasRunning = remembered?.state?.running !== undefined && !remembered.lastState?.terminated;
  const lastState: ContainerState = wasRunning
    ? {
        terminated: {
          exitCode: 137,
          finishedAt: null as unknown as string,
          message:
            'The container could not be located when the pod was deleted.  The container used to be Running',
          reason: 'ContainerStatusUnknown',
          startedAt: null as unknown as string,
        },
      }
    : (remembered?.lastState ?? NO_STATE);
  const restartCount = remembered?.restartCount ?? 0;
  return {
    image: spec.image ?? '',
    imageID: '',
    lastState,
    name: spec.name,
    ready: false,
    restartCount: wasRunning && !view.isDeleted ? restartCount + 1 : restartCount,
    ...(record.role === 'ephemeral' ? {} : { started: false }),
    state: view.hasInitContainers ? INITIALIZING : CREATING,
    ...mounts(spec),
  };
}

function withRun(record: ContainerRecord, run: ContainerRun): ContainerStatus {
  const { spec, previous } = record;
  const requests = spec.resources?.requests;
  return {
    ...(requests ? { allocatedResources: requests } : {}),
    containerID: `containerd://${run.id}`,
    image: run.image.name,
    imageID: run.image.digest,
    lastState: previous ? terminated(previous) : NO_STATE,
    name: spec.name,
    ready: isReady(record),
    resources: record.actual ?? spec.resources ?? NO_RESOURCES,
    restartCount: run.restartCount,
    ...(record.role === 'ephemeral' ? {} : { started: isStarted(record) }),
    state:
      run.state === 'running'
        ? { running: { startedAt: printTime(run.startedMs) } }
        : terminated(run),
    user: record.user,
    ...mounts(spec),
  };
}

/** Whether the next sync would start it: then the reason it could not yet is its state. */
function isToBeStarted(record: ContainerRecord, view: PodView): boolean {
  if (view.isDeleted || record.run?.state === 'running') return false;
  if (!record.run) return true;
  if (record.role === 'init' && record.run.exitCode === 0) return false;
  return shouldRestart(record, view.restartPolicy, record.run.exitCode);
}

/** The status as it is now; remembered in the record until something of it changes. */
export function containerStatus(record: ContainerRecord, view: PodView): ContainerStatus {
  if (record.status) return record.status;
  const plain = record.run ? withRun(record, record.run) : withoutRun(record, view);
  const { waiting } = record;
  const status =
    waiting && isToBeStarted(record, view)
      ? {
          ...plain,
          lastState: plain.state?.terminated ? plain.state : (plain.lastState ?? NO_STATE),
          state: {
            waiting: {
              ...(waiting.message ? { message: waiting.message } : {}),
              reason: waiting.reason,
            },
          },
        }
      : plain;
  record.status = status;
  return status;
}
