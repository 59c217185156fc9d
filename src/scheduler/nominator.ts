/** Pods that others were deleted for: each has a node in view, and nobody of less importance may take it. Mirrors kubernetes pkg/scheduler/backend/queue/nominator.go. */
import type { Pod } from '#resources/pod.ts';

const NOBODY: readonly Pod[] = [];

export const priorityOf = ({ spec }: Pod): number => spec.priority ?? 0;

export class Nominator {
  private readonly nodeOf = new Map<string, string>();
  private readonly byNode = new Map<string, Map<string, Pod>>();

  get isEmpty(): boolean {
    return this.nodeOf.size === 0;
  }

  /** The pod has this node in view now; none when empty. */
  set(pod: Pod, node: string): void {
    const { uid } = pod.metadata;
    this.forget(uid);
    if (node === '') return;
    this.nodeOf.set(uid, node);
    const pods = this.byNode.get(node) ?? new Map<string, Pod>();
    this.byNode.set(node, pods.set(uid, pod));
  }

  forget(uid: string): void {
    const node = this.nodeOf.get(uid);
    if (node === undefined) return;
    this.nodeOf.delete(uid);
    const pods = this.byNode.get(node);
    pods?.delete(uid);
    if (pods?.size === 0) this.byNode.delete(node);
  }

  on(node: string): readonly Pod[] {
    const pods = this.byNode.get(node);
    return pods ? [...pods.values()] : NOBODY;
  }

  /** Those that this pod must leave room for. */
  before(pod: Pod, node: string): readonly Pod[] {
    if (this.isEmpty) return NOBODY;
    return this.on(node).filter(
      (one) => one.metadata.uid !== pod.metadata.uid && priorityOf(one) >= priorityOf(pod),
    );
  }
}
