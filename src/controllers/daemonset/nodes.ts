/** Which DaemonSets a change of a node concerns. */
import type { StoreEvent } from '#apimachinery/api.ts';
import { isEqual } from '#apimachinery/equality.ts';
import { keyOf } from '#apimachinery/object.ts';
import { isControlledBy } from '#apimachinery/owner-references.ts';
import type { Client } from '#client/client.ts';
import type { WorkQueue } from '#client/work-queue.ts';
import { daemonSetKind } from '#resources/daemonset.ts';
import type { Node } from '#resources/node.ts';
import { podKind } from '#resources/pod.ts';
import { fitOf } from './node-fit.ts';

type NodeEvent = StoreEvent & { readonly object: Node; readonly previous: Node | undefined };

/** Labels and taints are all a DaemonSet looks at. Mirrors shouldIgnoreNodeUpdate. */
const isSameToAll = (node: Node, before: Node): boolean =>
  isEqual(node.metadata.labels, before.metadata.labels) &&
  isEqual(node.spec.taints ?? [], before.spec.taints ?? []);

/** Mirrors kubernetes pkg/controller/daemon/daemon_controller.go syncNodeUpdate. */
export function onNode(
  client: Client,
  queue: WorkQueue,
  { type, object, previous, revision }: NodeEvent,
): void {
  if (type === 'DELETED' || (previous && isSameToAll(object, previous))) return;
  const sets = client.list(daemonSetKind);
  if (sets.length === 0) return;
  const pods = client.byNode(podKind, object.metadata.name);
  for (const set of sets) {
    const { shouldRun, mayGoOn } = fitOf(set, object);
    const isThere = pods.some((pod) => isControlledBy(pod, set));
    const isOff = isThere ? !mayGoOn || set.status.numberMisscheduled > 0 : shouldRun;
    if (isOff) queue.add(keyOf(set), revision);
  }
}
