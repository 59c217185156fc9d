/** What the scheduler knows of a node: kept up to date from events, never counted anew. Mirrors kubernetes pkg/scheduler/framework/types.go NodeInfo. */
import { memoised } from '#apimachinery/intern.ts';
import type { StringMap } from '#apimachinery/object.ts';
import type { Selector } from '#apimachinery/selector.ts';
import type { Node } from '#resources/node.ts';
import type { Pod } from '#resources/pod.ts';
import { hostPorts } from './host-ports.ts';
import { type Amounts, amountsOf, type PodRequests, podRequests } from './resources.ts';

/** Pods of one namespace with the very same labels: few kinds of them stand on a node. */
export interface LabelGroup {
  readonly namespace: string;
  readonly labels: StringMap;
  /** All of them, and those not being deleted. */
  count: number;
  alive: number;
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

/** A pod as it was counted: what is added is what will be taken away. */
interface Counted {
  readonly pod: Pod;
  readonly group: string;
  readonly isAlive: boolean;
  readonly requests: PodRequests;
}

export class NodeInfo {
  node: Node;
  allocatable: Amounts = {};
  images: ReadonlyMap<string, number> = new Map();
  readonly requested: Record<string, number> = {};
  nonZeroCpu = 0;
  nonZeroMemory = 0;
  readonly ports = new Map<string, number>();
  /** Pods that want to be near to, or away from, others. */
  readonly affine = new Map<string, Pod>();
  /** How many pods there are of each priority. */
  private readonly priorities = new Map<number, number>();
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

  pods(): readonly Pod[] {
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

  /** A node with the same pods, to try things on. */
  clone(): NodeInfo {
    const copy = new NodeInfo(this.node);
    for (const { pod } of this.counted.values()) copy.add(pod);
    return copy;
  }

  /** Whether any pod here is less important. */
  hasLesser(priority: number): boolean {
    for (const one of this.priorities.keys()) if (one < priority) return true;
    return false;
  }

  has(uid: string): boolean {
    return this.counted.has(uid);
  }

  /** Counts a pod; one that is counted already is counted as it is now. */
  add(pod: Pod): void {
    const { uid } = pod.metadata;
    const known = this.counted.get(uid);
    const isAlive = pod.metadata.deletionTimestamp === undefined;
    const counted = { pod, group: groupKey(pod), isAlive, requests: podRequests(pod) };
    this.counted.set(uid, counted);
    if (!known || known.group !== counted.group || known.isAlive !== isAlive) {
      if (known) this.ungroup(known);
      this.group(counted);
    }
    const { podAffinity, podAntiAffinity } = pod.spec.affinity ?? {};
    if (podAffinity || podAntiAffinity) this.affine.set(uid, pod);
    if (known?.requests === counted.requests) return;
    if (known) this.account(known, -1);
    this.account(counted, 1);
  }

  remove(uid: string): void {
    const known = this.counted.get(uid);
    if (!known) return;
    this.counted.delete(uid);
    this.affine.delete(uid);
    this.ungroup(known);
    this.account(known, -1);
  }

  /** How many pods of a namespace, not being deleted, a selector matches. */
  countMatching(namespace: string, selector: Selector): number {
    let count = 0;
    for (const group of this.groups.values()) {
      if (group.namespace === namespace && selector.matches(group.labels)) count += group.alive;
    }
    return count;
  }

  /** Its pods by namespace and labels. */
  labelGroups(): Iterable<LabelGroup> {
    return this.groups.values();
  }

  private ungroup({ group: key, isAlive }: Counted): void {
    const group = this.groups.get(key);
    if (!group) return;
    group.count -= 1;
    if (isAlive) group.alive -= 1;
    if (group.count === 0) this.groups.delete(key);
  }

  private group({ group: key, isAlive, pod }: Counted): void {
    const group = this.groups.get(key);
    if (group) {
      group.count += 1;
      if (isAlive) group.alive += 1;
      return;
    }
    const { namespace = '', labels = NO_LABELS } = pod.metadata;
    this.groups.set(key, { namespace, labels, count: 1, alive: isAlive ? 1 : 0 });
  }

  private account({ pod, requests }: Counted, sign: 1 | -1): void {
    const { amounts, nonZeroCpu, nonZeroMemory } = requests;
    for (const name in amounts) {
      this.requested[name] = (this.requested[name] ?? 0) + sign * (amounts[name] ?? 0);
    }
    const { priority = 0 } = pod.spec;
    const many = (this.priorities.get(priority) ?? 0) + sign;
    if (many > 0) this.priorities.set(priority, many);
    else this.priorities.delete(priority);
    this.nonZeroCpu += sign * nonZeroCpu;
    this.nonZeroMemory += sign * nonZeroMemory;
    for (const port of hostPorts(pod)) {
      const count = (this.ports.get(port) ?? 0) + sign;
      if (count > 0) this.ports.set(port, count);
      else this.ports.delete(port);
    }
  }
}
