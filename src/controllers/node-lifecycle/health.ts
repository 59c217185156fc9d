/** What a node's silence means: how long since its last heartbeat, and the conditions that follow. */
import { conditionOf } from '#apimachinery/conditions.ts';
import { printTime, timeOf } from '#apimachinery/time.ts';
import type { Client } from '#client/client.ts';
import { latency } from '#kernel/latency.ts';
import { leaseKind } from '#resources/lease.ts';
import { type Node, nodeKind } from '#resources/node.ts';

type Condition = NonNullable<Node['status']['conditions']>[number];

/** What was last heard of a node. */
export interface Health {
  /** When a sign of life was last noticed (not when it was given), ms. */
  readonly heardMs: number;
  readonly lastHeartbeat: string | undefined;
  readonly leaseRenewed: string | undefined;
}

/** A node that never posted its status has a minute to do so. Default of --node-startup-grace-period. */
const startupGraceMs = 60_000;
const judged = ['Ready', 'MemoryPressure', 'DiskPressure', 'PIDPressure'];

/** Takes note of a changed heartbeat or a renewed Lease. Mirrors tryUpdateNodeHealth's first half. */
export function listen(
  client: Client,
  node: Node,
  before: Health | undefined,
  nowMs: number,
): Health {
  const ready = conditionOf(node.status.conditions, 'Ready');
  const lease = client.get(leaseKind, 'kube-node-lease', node.metadata.name);
  const lastHeartbeat = ready?.lastHeartbeatTime ?? undefined;
  const leaseRenewed = lease?.spec.renewTime ?? undefined;
  if (!before) {
    const heardMs = ready ? nowMs : timeOf(node.metadata.creationTimestamp);
    return { heardMs, lastHeartbeat, leaseRenewed };
  }
  const isNews =
    lastHeartbeat !== before.lastHeartbeat ||
    (leaseRenewed !== undefined && leaseRenewed !== before.leaseRenewed);
  return { heardMs: isNews ? nowMs : before.heardMs, lastHeartbeat, leaseRenewed };
}

/**
 * Whether the node has been silent for its whole grace.
 * Differs: at the grace, not after it; upstream's passes each take a little longer than 5 s, so its
 * tenth pass after a sign of life is past 50 s, where ours is exactly there.
 */
export function isSilent(node: Node, health: Health, nowMs: number): boolean {
  const posted = conditionOf(node.status.conditions, 'Ready') !== undefined;
  const graceMs = posted ? latency.nodeMonitorGraceMs : startupGraceMs;
  return nowMs - health.heardMs >= graceMs;
}

/** A silent node's condition: Unknown, since now unless it was Unknown already. */
function unknown(node: Node, type: string, now: string): Condition {
  const old = conditionOf(node.status.conditions, type);
  if (old?.status === 'Unknown') return old;
  if (old) {
    return {
      ...old,
      status: 'Unknown',
      reason: 'NodeStatusUnknown',
      message: 'Kubelet stopped posting node status.',
      lastTransitionTime: now,
    };
  }
  return {
    type,
    status: 'Unknown',
    reason: 'NodeStatusNeverUpdated',
    message: 'Kubelet never posted node status.',
    lastHeartbeatTime: node.metadata.creationTimestamp,
    lastTransitionTime: now,
  };
}

/** Writes a silent node's conditions as Unknown; gives the node as it is then. */
export function markUnknown(client: Client, node: Node, nowMs: number): Node {
  const now = printTime(nowMs);
  const old = node.status.conditions ?? [];
  const next = judged.map((type) => unknown(node, type, now));
  if (next.every((condition) => old.includes(condition))) return node;
  const byType = new Map(next.map((condition) => [condition.type, condition]));
  const known = old.map((condition) => byType.get(condition.type) ?? condition);
  const added = next.filter(({ type }) => !old.some((condition) => condition.type === type));
  return client.updateStatus(nodeKind, {
    ...node,
    status: { ...node.status, conditions: [...known, ...added] },
  });
}
