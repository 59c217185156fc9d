/** Keeps a pod's status in the API as the kubelet sees it. Mirrors kubernetes pkg/kubelet/status/status_manager.go. */
import { StatusError } from '#apimachinery/status.ts';
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
  type Verdict,
  withStatus,
} from './status.ts';

/** What the worker knows of its pod. */
export type StatusView = Pick<
  StatusInput,
  'records' | 'hasSandbox' | 'podIP' | 'isTerminal' | 'resize' | 'verdict'
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
    try {
      return client.updateStatus(podKind, withStatus(stored, status));
    } catch (refusal) {
      if (!(refusal instanceof StatusError)) throw refusal;
      // The API does not take it: the next look tries again, as upstream's status manager does.
      this.written = before;
      return pod;
    }
  }

  /** Writes that the kubelet does not take the pod: nothing of it has been looked at. */
  reject(pod: Pod, { reason, message }: Verdict, cause: number): Pod {
    const { client, clock } = this.node;
    const { namespace = '', name, uid, generation } = pod.metadata;
    const stored = client.get(podKind, namespace, name);
    if (stored?.metadata.uid !== uid) return pod;
    const { qosClass, startTime, conditions = [] } = statusOf(stored);
    const others = conditions.filter(({ type }) => type === 'DisruptionTarget');
    const status: KubeletPodStatus = {
      ...(others.length > 0 ? { conditions: others } : {}),
      message,
      ...(generation === undefined ? {} : { observedGeneration: generation }),
      phase: 'Failed',
      ...(qosClass ? { qosClass } : {}),
      reason,
      startTime: startTime ?? printTime(clock.now()),
    };
    this.written = status;
    client.cause = cause;
    return client.updateStatus(podKind, { ...stored, status: status as unknown as Pod['status'] });
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
    const {
      initContainerStatuses = [],
      containerStatuses = [],
      ephemeralContainerStatuses = [],
    } = this.written;
    const known = [...initContainerStatuses, ...containerStatuses, ...ephemeralContainerStatuses];
    for (const record of records) {
      record.remembered = known.find(({ name }) => name === record.spec.name);
    }
  }
}
