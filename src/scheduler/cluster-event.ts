/** Changes of the cluster that may help a pod that has no node. Mirrors kubernetes pkg/scheduler/framework/events.go. */
import { isEqual } from '#apimachinery/equality.ts';
import type { Node } from '#resources/node.ts';
import type { Pod } from '#resources/pod.ts';

export type ClusterEvent =
  /** A node came, or another it is: `before` is what it was. */
  | { readonly type: 'node'; readonly node: Node; readonly before: Node | undefined }
  | { readonly type: 'node-deleted'; readonly node: Node }
  /** A pod with a node came, or its labels or requests are others. */
  | { readonly type: 'pod'; readonly pod: Pod; readonly before: Pod | undefined }
  /** A pod with a node is gone, or has ended. */
  | { readonly type: 'pod-deleted'; readonly pod: Pod }
  /** Anything else (volumes, claims, classes). */
  | { readonly type: 'other'; readonly kind: string };

/** The event a changed node makes; undefined for one that can help nobody. */
export function nodeEvent(node: Node, before: Node | undefined): ClusterEvent | undefined {
  const mayHelp =
    !before ||
    (before.spec !== node.spec && !isEqual(before.spec, node.spec)) ||
    (before.metadata.labels !== node.metadata.labels &&
      !isEqual(before.metadata.labels, node.metadata.labels)) ||
    (before.status.allocatable !== node.status.allocatable &&
      !isEqual(before.status.allocatable, node.status.allocatable));
  return mayHelp ? { type: 'node', node, before } : undefined;
}

/** Whether a node will do that would not before. */
export const becameGood = (event: ClusterEvent, isGood: (node: Node) => boolean): boolean =>
  event.type === 'node' && isGood(event.node) && !(event.before && isGood(event.before));
