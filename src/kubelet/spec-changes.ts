/** Follows what changes in the spec of a pod that runs: its containers' images, what they ask of the node, and who comes to look. Mirrors kubernetes pkg/kubelet/allocation/allocation_manager.go handlePodResourcesResize. */
import { isEqual } from '#apimachinery/equality.ts';
import { printTime } from '#apimachinery/time.ts';
import { latency } from '#kernel/latency.ts';
import type { Pod } from '#resources/pod.ts';
import type { PodCondition } from './conditions.ts';
import { admitVisitors, type ContainerRecord, isRunning } from './container.ts';
import type { ContainerSpec } from './container-spec.ts';
import type { NodeRuntime, ResizeRefusal } from './node-runtime.ts';

/** The worker of the pod. */
export interface SpecChangesOwner {
  /** Grows when ephemeral containers come. */
  readonly records: ContainerRecord[];
  readonly pod: Pod;
  /** The pod is to be looked at again. */
  sync(): void;
}

const NO_CONDITIONS: readonly PodCondition[] = [];
const AMOUNTS = ['cpu', 'memory'] as const;

const specOf = ({ spec }: Pod, { spec: { name }, role }: ContainerRecord) =>
  (role === 'app' ? spec.containers : (spec.initContainers ?? [])).find(
    (container) => container.name === name,
  );

/** Whether the change of an amount needs the container to start anew. */
function needsRestart(next: ContainerSpec, old: ContainerSpec): boolean {
  const { resizePolicy = [] } = next as {
    readonly resizePolicy?: readonly {
      readonly resourceName: string;
      readonly restartPolicy: string;
    }[];
  };
  return AMOUNTS.some(
    (name) =>
      (next.resources?.limits?.[name] !== old.resources?.limits?.[name] ||
        next.resources?.requests?.[name] !== old.resources?.requests?.[name]) &&
      resizePolicy.some(
        (one) => one.resourceName === name && one.restartPolicy === 'RestartContainer',
      ),
  );
}

/** `{"containers":[{"name":"web","resources":{…}}],"generation":2}`, as events tell what was asked. */
function summary({ spec, metadata }: Pod, error?: string): string {
  const list = (containers: Pod['spec']['containers']) =>
    containers.map(({ name, resources: { limits, requests } = {} }) => ({
      name,
      resources: { ...(limits ? { limits } : {}), ...(requests ? { requests } : {}) },
    }));
  return JSON.stringify({
    ...(spec.initContainers?.length ? { initContainers: list(spec.initContainers) } : {}),
    containers: list(spec.containers),
    generation: metadata.generation,
    ...(error ? { error } : {}),
  });
}

export class SpecChanges {
  /** PodResizePending, PodResizeInProgress. */
  conditions: readonly PodCondition[] = NO_CONDITIONS;
  private readonly node: NodeRuntime;
  private readonly owner: SpecChangesOwner;
  private pending: ResizeRefusal | undefined;
  /** The spec as last looked at. */
  private followed: Pod['spec'];

  constructor(node: NodeRuntime, owner: SpecChangesOwner) {
    this.node = node;
    this.owner = owner;
    this.followed = owner.pod.spec;
  }

  /** Something of the node has become free: a resize that waits may go on. */
  retry(): void {
    if (this.pending && this.follow()) this.owner.sync();
  }

  /** Takes up what the pod's spec says now; gives whether something is another. */
  follow(): boolean {
    const { pod, records } = this.owner;
    if (pod.spec === this.followed && !this.pending) return false;
    this.followed = pod.spec;
    const hasVisitors = admitVisitors(pod, records);
    const changed = records.filter((record) => {
      if (record.role === 'ephemeral') return false;
      const next = specOf(pod, record);
      return next !== undefined && next !== record.spec && !isEqual(next, record.spec);
    });
    if (changed.length === 0) {
      this.settle();
      return hasVisitors;
    }
    for (const record of changed) this.followImage(record, pod);
    const resized = changed.filter(
      (record) => !isEqual(specOf(pod, record)?.resources, record.spec.resources),
    );
    if (resized.length > 0) this.resize(resized, pod);
    else this.settle();
    return true;
  }

  /** A container with another image is killed and starts anew, whatever its restart policy says. */
  private followImage(record: ContainerRecord, pod: Pod): void {
    const next = specOf(pod, record);
    if (!next || next.image === record.spec.image) return;
    record.spec = {
      ...next,
      ...(record.spec.resources ? { resources: record.spec.resources } : {}),
    };
    record.status = undefined;
    if (record.run && isRunning(record) && record.role !== 'init') {
      record.run.doomed = `Container ${next.name} definition changed, will be restarted`;
      record.run.isReplaced = true;
    }
  }

  private resize(records: readonly ContainerRecord[], pod: Pod): void {
    const refusal = this.node.resize(pod);
    if (refusal) {
      this.refuse(refusal, pod);
      return;
    }
    this.pending = undefined;
    this.tell('PodResizeInProgress', pod, '', '');
    const said = `Pod resize started: ${summary(pod)}`;
    this.node.events.event(pod, 'Normal', 'ResizeStarted', said);
    for (const record of records) this.allot(record, pod);
    const generation = pod.metadata.generation;
    this.node.clock.after(latency.plegMs, () => this.complete(generation));
  }

  /** The container may have it from now on. */
  private allot(record: ContainerRecord, pod: Pod): void {
    const next = specOf(pod, record);
    if (!next) return;
    const restarts = needsRestart(next, record.spec);
    record.actual ??= record.spec.resources ?? {};
    record.spec = next;
    record.status = undefined;
    if (!restarts || !record.run || !isRunning(record)) return;
    record.run.doomed = `Container ${next.name} resize requires restart`;
    record.run.isReplaced = true;
  }

  private refuse(refusal: ResizeRefusal, pod: Pod): void {
    if (this.pending?.message === refusal.message) return;
    this.pending = refusal;
    this.tell('PodResizePending', pod, refusal.reason, refusal.message);
    const said = `Pod resize ${refusal.reason}: ${summary(pod, refusal.message)}`;
    this.node.events.event(pod, 'Warning', `Resize${refusal.reason}`, said);
  }

  /** The runtime has done it: what is asked for is what is. */
  private complete(generation: number | undefined): void {
    const pod = this.owner.pod;
    if (pod.metadata.generation !== generation || this.pending) return;
    if (this.owner.records.some(({ run }) => run?.state === 'running' && run.doomed)) {
      this.node.clock.after(latency.plegMs, () => this.complete(generation));
      return;
    }
    for (const record of this.owner.records) {
      if (record.actual === undefined) continue;
      record.actual = undefined;
      record.status = undefined;
    }
    if (this.conditions.length === 0) return;
    this.conditions = NO_CONDITIONS;
    const said = `Pod resize completed: ${summary(pod)}`;
    this.node.events.event(pod, 'Normal', 'ResizeCompleted', said);
    this.owner.sync();
  }

  /** Nothing is asked for any more that the containers don't have. */
  private settle(): void {
    if (!this.pending) return;
    this.pending = undefined;
    this.conditions = NO_CONDITIONS;
  }

  private tell(type: string, { metadata }: Pod, reason: string, message: string): void {
    const now = printTime(this.node.clock.now());
    const { generation } = metadata;
    this.conditions = [
      {
        type,
        status: 'True',
        ...(reason ? { reason } : {}),
        ...(message ? { message } : {}),
        lastProbeTime: now,
        lastTransitionTime: now,
        ...(generation === undefined ? {} : { observedGeneration: generation }),
      },
    ];
  }
}
