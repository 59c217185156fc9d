/** The cluster as the scheduler sees it: nodes with what stands on them, and the Services. Mirrors kubernetes pkg/scheduler/backend/cache. */
import type { Node } from '#resources/node.ts';
import type { Pod } from '#resources/pod.ts';
import type { Service } from '#resources/service.ts';
import { NodeInfo } from './node-info.ts';

const NO_SERVICES: readonly Service[] = [];

/** Whether a pod takes up room: one that has ended does not. */
export const takesRoom = ({ status }: Pod): boolean =>
  status?.phase !== 'Succeeded' && status?.phase !== 'Failed';

export class SchedulerCache {
  nodes: NodeInfo[] = [];
  /** Nodes with pods that want to be near to, or away from, others. */
  readonly affineNodes = new Set<NodeInfo>();
  private readonly byName = new Map<string, NodeInfo>();
  private readonly nodeOfPod = new Map<string, NodeInfo>();
  /** Pods whose node is not known (any more). */
  private readonly homeless = new Map<string, Pod>();
  private readonly images = new Map<string, number>();
  private readonly services = new Map<string, readonly Service[]>();

  node(name: string): NodeInfo | undefined {
    return this.byName.get(name);
  }

  setNode(node: Node): void {
    const known = this.byName.get(node.metadata.name);
    if (known) {
      const before = known.images;
      known.setNode(node);
      if (known.images !== before) this.recountImages(before, known.images);
      return;
    }
    const info = new NodeInfo(node);
    this.byName.set(info.name, info);
    this.nodes.push(info);
    this.recountImages(new Map(), info.images);
    for (const [uid, pod] of this.homeless) {
      if (pod.spec.nodeName !== info.name) continue;
      this.homeless.delete(uid);
      this.addPod(pod);
    }
  }

  removeNode(name: string): void {
    const info = this.byName.get(name);
    if (!info) return;
    this.byName.delete(name);
    this.nodes = this.nodes.filter((one) => one !== info);
    this.affineNodes.delete(info);
    this.recountImages(info.images, new Map());
    for (const pod of info.pods()) {
      this.nodeOfPod.delete(pod.metadata.uid);
      this.homeless.set(pod.metadata.uid, pod);
    }
  }

  /** Counts a pod on its node (or as it is now). */
  addPod(pod: Pod): void {
    const { uid } = pod.metadata;
    const info = this.nodeOfPod.get(uid) ?? this.byName.get(pod.spec.nodeName ?? '');
    if (!info) {
      this.homeless.set(uid, pod);
      return;
    }
    this.nodeOfPod.set(uid, info);
    info.add(pod);
    if (pod.spec.affinity && info.affine.size > 0) this.affineNodes.add(info);
  }

  /** Whether it had been counted. */
  removePod(uid: string): boolean {
    const info = this.nodeOfPod.get(uid);
    this.nodeOfPod.delete(uid);
    info?.remove(uid);
    if (info?.affine.size === 0) this.affineNodes.delete(info);
    return this.homeless.delete(uid) || info !== undefined;
  }

  imageNodes(name: string): number {
    return this.images.get(name) ?? 0;
  }

  setServices(namespace: string, services: readonly Service[]): void {
    this.services.set(namespace, services);
  }

  servicesIn(namespace: string): readonly Service[] {
    return this.services.get(namespace) ?? NO_SERVICES;
  }

  private recountImages(
    before: ReadonlyMap<string, number>,
    after: ReadonlyMap<string, number>,
  ): void {
    for (const name of before.keys()) this.images.set(name, this.imageNodes(name) - 1);
    for (const name of after.keys()) this.images.set(name, this.imageNodes(name) + 1);
  }
}
