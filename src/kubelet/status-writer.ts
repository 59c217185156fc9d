/** Keeps a pod's status in the API as the kubelet sees it. Mirrors kubernetes pkg/kubelet/status/status_manager.go. */
import { printTime } from '#apimachinery/time.ts';
import { type Pod, podKind } from '#resources/pod.ts';
import type { ContainerRecord } from './container.ts';
import type { NodeRuntime } from './node-runtime.ts';
import {
  isSameStatus,
  type KubeletPodStatus,
  podStatus,
  type StatusInput,
  statusOf,
  withStatus,
} from './status.ts';

/** What the worker knows of its pod. */
export type StatusView = Pick<
  StatusInput,
  'records' | 'hasSandbox' | 'podIP' | 'isTerminal' | 'verdict'
>;

const readyOf = ({ conditions }: KubeletPodStatus): string | undefined =>
  conditions?.find(({ type }) => type === 'Ready')?.status;

export class StatusWriter {
  private readonly node: NodeRuntime;
  /** As last written, or found at first. */
  private written: KubeletPodStatus;

  constructor(node: NodeRuntime, pod: Pod) {
    this.node = node;
    this.written = statusOf(pod);
  }

  get phase(): string | undefined {
    return this.written.phase;
  }

  /** Whether somebody else (the node-lifecycle controller) has set the Ready condition. */
  isContradictedBy(pod: Pod): boolean {
    return readyOf(statusOf(pod)) !== readyOf(this.written);
  }

  /** Writes what is, unless the API has it already. Gives the pod as it is then. */
  write(pod: Pod, view: StatusView, cause: number): Pod {
    const { client, clock, host } = this.node;
    const { namespace = '', name, uid } = pod.metadata;
    const stored = client.get(podKind, namespace, name);
    if (!stored || stored.metadata.uid !== uid) return pod;
    const before = this.written;
    const status = podStatus({ ...view, pod: stored, before, host, now: printTime(clock.now()) });
    this.written = status;
    if (isSameStatus(status, before) && !this.isContradictedBy(stored)) return pod;
    client.cause = cause;
    return client.updateStatus(podKind, withStatus(stored, status));
  }

  /** A container that was running before the kubelet started, and is not there: it is said to have failed. Mirrors TerminatePod. */
  markLost(records: readonly ContainerRecord[]): void {
    for (const record of records) {
      const { remembered } = record;
      if (record.run || !remembered?.state?.running) continue;
      record.status = {
        ...remembered,
        ready: false,
        started: false,
        state: {
          terminated: {
            exitCode: 137,
            finishedAt: null as unknown as string,
            message: 'The container could not be located when the pod was terminated',
            reason: 'ContainerStatusUnknown',
            startedAt: null as unknown as string,
          },
        },
      };
    }
  }

  /** Hands the records what the API says of their containers. */
  remember(records: readonly ContainerRecord[]): void {
    const { initContainerStatuses = [], containerStatuses = [] } = this.written;
    const known = [...initContainerStatuses, ...containerStatuses];
    for (const record of records) {
      record.remembered = known.find(({ name }) => name === record.spec.name);
    }
  }
}
