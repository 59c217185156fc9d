/** A pod's status as the kubelet writes it. Mirrors kubernetes pkg/kubelet/kubelet_pods.go generateAPIPodStatus. */
import type { Pod } from '#resources/pod.ts';
import { type PodCondition, podConditions } from './conditions.ts';
import type { ContainerRecord, ContainerStatus } from './container.ts';
import { containerStatus } from './container-status.ts';
import { type Observed, type Phase, podPhase } from './phase.ts';

/** A PodStatus with the fields kubernetes-types does not know yet. */
export interface KubeletPodStatus {
  readonly conditions?: readonly PodCondition[];
  readonly containerStatuses?: readonly ContainerStatus[];
  readonly initContainerStatuses?: readonly ContainerStatus[];
  readonly ephemeralContainerStatuses?: readonly ContainerStatus[];
  readonly hostIP?: string;
  readonly hostIPs?: readonly { readonly ip: string }[];
  readonly message?: string;
  readonly observedGeneration?: number;
  readonly phase?: string;
  readonly podIP?: string;
  readonly podIPs?: readonly { readonly ip: string }[];
  readonly qosClass?: string;
  readonly reason?: string;
  readonly startTime?: string;
}

/** The status of a stored pod, with those fields. */
export const statusOf = (pod: Pod): KubeletPodStatus =>
  (pod.status ?? {}) as unknown as KubeletPodStatus;

/** `pod` with another status; whatever the kubelet does not own is kept. */
export function withStatus(pod: Pod, status: KubeletPodStatus): Pod {
  const before: object = pod.status;
  for (const key in before) {
    if (!Object.hasOwn(status, key)) {
      return { ...pod, status: { ...pod.status, ...status } as unknown as Pod['status'] };
    }
  }
  return { ...pod, status: status as unknown as Pod['status'] };
}

/** Why the kubelet itself has failed a pod. */
export interface Verdict {
  readonly reason: string;
  readonly message: string;
  /** What its DisruptionTarget condition says. */
  readonly target?: { readonly reason: string; readonly message: string };
}

export interface StatusInput {
  /** As the API has it now. */
  readonly pod: Pod;
  readonly records: readonly ContainerRecord[];
  /** What was written last, or found in the API at first. */
  readonly before: KubeletPodStatus;
  readonly hasSandbox: boolean;
  readonly podIP: string;
  readonly host: { readonly ip: string; readonly ips: readonly { readonly ip: string }[] };
  readonly isTerminal: boolean;
  /** The conditions of a resize. */
  readonly resize: readonly PodCondition[];
  /** Set when the kubelet itself failed the pod (deadline, eviction). */
  readonly verdict: Verdict | undefined;
  readonly now: string;
}

const NO_CONDITIONS: readonly PodCondition[] = [];
const NO_GATES: readonly string[] = [];
const isOver = (phase: string | undefined): phase is Phase =>
  phase === 'Succeeded' || phase === 'Failed';

function observe(input: StatusInput): readonly Observed[] {
  const { pod, records } = input;
  const view = {
    restartPolicy: pod.spec.restartPolicy,
    hasInitContainers: (pod.spec.initContainers?.length ?? 0) > 0,
    isDeleted: pod.metadata.deletionTimestamp !== undefined,
  };
  return records.map((record) => ({ record, status: containerStatus(record, view) }));
}

/** `next`, or `before` when it says the same. */
const kept = <T>(next: readonly T[], before: readonly T[] | undefined): readonly T[] =>
  before && before.length === next.length && next.every((item, at) => item === before[at])
    ? before
    : next;

let lastConditions: readonly PodCondition[] = NO_CONDITIONS;

/** Pods that come up together have the very same conditions: one list serves them all. */
function sharedConditions(conditions: readonly PodCondition[]): readonly PodCondition[] {
  lastConditions = kept(conditions, lastConditions);
  return lastConditions;
}

function addresses(podIP: string, before: KubeletPodStatus): KubeletPodStatus {
  if (!podIP) return {};
  return before.podIP === podIP && before.podIPs
    ? { podIP, podIPs: before.podIPs }
    : { podIP, podIPs: [{ ip: podIP }] };
}

const byName = (a: Observed, b: Observed): number =>
  a.status.name < b.status.name ? -1 : a.status.name > b.status.name ? 1 : 0;

const NO_STATUSES: readonly ContainerStatus[] = [];

function ephemeralStatuses(observed: readonly Observed[]): readonly ContainerStatus[] {
  const visitors = observed.filter(({ record }) => record.role === 'ephemeral');
  return visitors.length === 0 ? NO_STATUSES : visitors.sort(byName).map(({ status }) => status);
}

/** The whole status, sharing what did not change; `before` itself when nothing did. */
export function podStatus(input: StatusInput): KubeletPodStatus {
  const { pod, before, podIP, host, verdict } = input;
  const observed = observe(input);
  const computed = verdict
    ? 'Failed'
    : podPhase(observed, pod.spec.restartPolicy, input.isTerminal);
  const phase = isOver(before.phase) ? before.phase : computed;
  const apps = observed.filter(({ record }) => record.role === 'app');
  const inits = observed.filter(({ record: { role } }) => role === 'init' || role === 'sidecar');
  const { generation } = pod.metadata;
  const conditions = podConditions({
    observed,
    phase,
    hasSandbox: input.hasSandbox,
    gates: pod.spec.readinessGates?.map(({ conditionType }) => conditionType) ?? NO_GATES,
    inApi: statusOf(pod).conditions ?? NO_CONDITIONS,
    before: before.conditions ?? NO_CONDITIONS,
    generation,
    resize: input.isTerminal ? NO_CONDITIONS : input.resize,
    now: input.now,
    target: verdict?.target,
  });
  const reason = verdict?.reason ?? (phase === before.phase ? before.reason : undefined);
  const message = verdict?.message ?? (phase === before.phase ? before.message : undefined);
  const sorted = apps.length > 1 ? [...apps].sort(byName) : apps;
  const containerStatuses = sorted.map(({ status }) => status);
  const initStatuses = inits.map(({ status }) => status);
  const visitors = ephemeralStatuses(observed);
  const qosClass = statusOf(pod).qosClass;
  return {
    conditions: sharedConditions(kept(conditions, before.conditions)),
    containerStatuses: kept(containerStatuses, before.containerStatuses),
    ...(visitors.length > 0
      ? { ephemeralContainerStatuses: kept(visitors, before.ephemeralContainerStatuses) }
      : {}),
    hostIP: host.ip,
    hostIPs: host.ips,
    ...(initStatuses.length > 0
      ? { initContainerStatuses: kept(initStatuses, before.initContainerStatuses) }
      : {}),
    ...(message ? { message } : {}),
    ...(generation === undefined ? {} : { observedGeneration: generation }),
    phase,
    ...addresses(podIP, before),
    ...(qosClass ? { qosClass } : {}),
    ...(reason ? { reason } : {}),
    startTime: before.startTime ?? input.now,
  };
}

/** Whether two statuses say the same: their parts are shared when they do. */
export function isSameStatus(a: KubeletPodStatus, b: KubeletPodStatus): boolean {
  return (
    a.conditions === b.conditions &&
    a.containerStatuses === b.containerStatuses &&
    a.initContainerStatuses === b.initContainerStatuses &&
    a.ephemeralContainerStatuses === b.ephemeralContainerStatuses &&
    a.phase === b.phase &&
    a.podIP === b.podIP &&
    a.hostIP === b.hostIP &&
    a.observedGeneration === b.observedGeneration &&
    a.reason === b.reason &&
    a.message === b.message
  );
}
