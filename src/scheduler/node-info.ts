/** What the scheduler knows of a node: kept up to date from events, never counted anew. Mirrors kubernetes pkg/scheduler/framework/types.go NodeInfo. */
import { memoised } from '#apimachinery/intern.ts';
import type { StringMap } from '#apimachinery/object.ts';
import type { Selector } from '#apimachinery/selector.ts';
import type { Node } from '#resources/node.ts';
import type { Pod } from '#resources/pod.ts';
import { type Amounts, amountsOf, podRequests } from './resources.ts';

/** Pods of one namespace with the very same labels: few kinds of them stand on a node. */
interface LabelGroup {
  readonly namespace: string;
  readonly labels: StringMap;
  count: number;
}

const NO_LABELS: StringMap = {};
const printLabels = memoised((labels: StringMap) =>
  Object.keys(labels)
    .sort()
    .map((key) => `${key}=${labels[key]}`)
    .join(','),
);

const groupKey = ({ metadata }: Pod): string =>
  `${metadata.namespace}/${printLabels(metadata.labels ?? NO_LABELS)}`;

/** Ports of the host that a pod takes: "TCP/0.0.0.0/8080". */
export function hostPorts({ spec }: Pod): readonly string[] {
  const ports: string[] = [];
  for (const container of [...(spec.initContainers ?? []), ...spec.containers]) {
    for (const { hostPort, protocol = 'TCP', hostIP = '0.0.0.0' } of container.ports ?? []) {
      if (hostPort) ports.push(`${protocol}/${hostIP}/${hostPort}`);
    }
  }
  return ports;
}

/** A pod as it was counted: what is added is what will be taken away. */
interface Counted {
  readonly pod: Pod;
  readonly group: string | undefined;
}

export class NodeInfo {
  node: Node;
  allocatable: Amounts = {};
  images: ReadonlyMap<string, number> = new Map();
  readonly requested: Record<string, number> = {};
  nonZeroCpu = 0;
  nonZeroMemory = 0;
  readonly ports = new Map<string, number>();
  /** Pods that keep others away from their topology. */
  readonly repelling = new Map<string, Pod>();
  private readonly counted = new Map<string, Counted>();
  private readonly groups = new Map<string, LabelGroup>();

  constructor(node: Node) {
    this.node = node;
    this.setNode(node);
  }

  get name(): string {
    return this.node.metadata.name;
  }

  get podCount(): number {
    return this.counted.size;
  }

  pods(): Iterable<Pod> {
    return [...this.counted.values()].map(({ pod }) => pod);
  }

  setNode(node: Node): void {
    const isNew = node === this.node || node.status.allocatable !== this.node.status.allocatable;
    if (isNew) this.allocatable = amountsOf(node.status.allocatable);
    if (node === this.node || node.status.images !== this.node.status.images) {
      const sizes = (node.status.images ?? []).flatMap(({ names = [], sizeBytes = 0 }) =>
        names.map((name) => [name, sizeBytes] as const),
      );
      this.images = new Map(sizes);
    }
    this.node = node;
  }

  has(uid: string): boolean {
    return this.counted.has(uid);
  }

  /** Counts a pod; one that is counted already is counted as it is now. */
  add(pod: Pod): void {
    const { uid } = pod.metadata;
    const known = this.counted.get(uid);
    const isDeleted = pod.metadata.deletionTimestamp !== undefined;
    const group = isDeleted ? undefined : groupKey(pod);
    if (known) {
      if (known.group !== group) this.regroup(known.group, group, pod);
      this.counted.set(uid, { pod, group });
      return;
    }
    this.counted.set(uid, { pod, group });
    this.regroup(undefined, group, pod);
    this.account(pod, 1);
    const repels =
      pod.spec.affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
    if (repels?.length) this.repelling.set(uid, pod);
  }

  remove(uid: string): void {
    const known = this.counted.get(uid);
    if (!known) return;
    this.counted.delete(uid);
    this.repelling.delete(uid);
    this.regroup(known.group, undefined, known.pod);
    this.account(known.pod, -1);
  }

  /** How many pods of a namespace, not being deleted, a selector matches. */
  countMatching(namespace: string, selector: Selector): number {
    let count = 0;
    for (const group of this.groups.values()) {
      if (group.namespace === namespace && selector.matches(group.labels)) count += group.count;
    }
    return count;
  }

  private regroup(from: string | undefined, to: string | undefined, pod: Pod): void {
    if (from !== undefined) {
      const group = this.groups.get(from);
      if (group) group.count -= 1;
      if (group?.count === 0) this.groups.delete(from);
    }
    if (to === undefined) return;
    const group = this.groups.get(to);
    if (group) group.count += 1;
    else {
      const { namespace = '', labels = NO_LABELS } = pod.metadata;
      this.groups.set(to, { namespace, labels, count: 1 });
    }
  }

  private account(pod: Pod, sign: 1 | -1): void {
    const { amounts, nonZeroCpu, nonZeroMemory } = podRequests(pod);
    for (const name in amounts) {
      this.requested[name] = (this.requested[name] ?? 0) + sign * (amounts[name] ?? 0);
    }
    this.nonZeroCpu += sign * nonZeroCpu;
    this.nonZeroMemory += sign * nonZeroMemory;
    for (const port of hostPorts(pod)) {
      const count = (this.ports.get(port) ?? 0) + sign;
      if (count > 0) this.ports.set(port, count);
      else this.ports.delete(port);
    }
  }
}
