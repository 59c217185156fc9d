/** When a learner would say that the cluster has settled: for "skip until settled" and `@ settle`. */
import type { Cluster } from '#cluster/cluster.ts';
import { type Node, nodeKind } from '#resources/node.ts';
import { type Pod, podKind } from '#resources/pod.ts';

/** How long nothing may have changed; longer when something is not as asked for. */
const QUIET_MS = 4_000;
const UNMET_QUIET_MS = 8_000;

/** The API still believes in a node that has lost its power. */
const isUnnoticed = (cluster: Cluster, { metadata, status }: Node): boolean =>
  cluster.faults.isDown(metadata.name) &&
  !status.conditions?.some(({ type, status: value }) => type === 'Ready' && value === 'Unknown');

/** The node has power again, and the API does not know yet. */
const isReturning = (cluster: Cluster, { metadata, status }: Node): boolean =>
  !cluster.faults.isDown(metadata.name) &&
  !status.conditions?.some(({ type, status: value }) => type === 'Ready' && value === 'True');

/** The pod will be evicted: its node is tainted, and it tolerates that only for a while. */
function awaitsEviction(pod: Pod, node: Node | undefined): boolean {
  if (pod.metadata.deletionTimestamp || !node?.spec.taints) return false;
  const keys = node.spec.taints
    .filter(({ effect }) => effect === 'NoExecute')
    .map(({ key }) => key);
  return (pod.spec.tolerations ?? []).some(
    ({ key, tolerationSeconds }) =>
      key !== undefined && keys.includes(key) && tolerationSeconds !== undefined,
  );
}

/** Its grace period is running on a node that has power, so it will end. */
const isLeaving = (cluster: Cluster, { metadata, spec }: Pod): boolean =>
  metadata.deletionTimestamp !== undefined &&
  (metadata.finalizers ?? []).length === 0 &&
  !cluster.faults.isDown(spec.nodeName ?? '');

/** Something is bound to happen by itself, though nothing moves just now. */
function isBoundToChange(cluster: Cluster): boolean {
  const nodes = cluster.api.list(nodeKind) as readonly Node[];
  if (nodes.some((node) => isUnnoticed(cluster, node) || isReturning(cluster, node))) return true;
  const byName = new Map(nodes.map((node) => [node.metadata.name, node]));
  return (cluster.api.list(podKind) as readonly Pod[]).some(
    (pod) => isLeaving(cluster, pod) || awaitsEviction(pod, byName.get(pod.spec.nodeName ?? '')),
  );
}

/**
 * Whether nothing has changed for 4 s (8 s when something is not as asked for), counted from `sinceMs`
 * at the earliest, and nothing is bound to. Differs from the recordings' `@ settle`
 * (cluster/settle.ts), which knows nothing of a power cut that nobody has noticed yet.
 */
export function isQuiet(cluster: Cluster, sinceMs = 0): boolean {
  const quietSinceMs = Math.max(cluster.lastChangeMs(), sinceMs);
  const quietMs = cluster.rest.isUnmet() ? UNMET_QUIET_MS : QUIET_MS;
  return cluster.clock.now() - quietSinceMs >= quietMs && !isBoundToChange(cluster);
}
