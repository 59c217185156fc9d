/** The taints a node's conditions call for, and putting them on and off. */
import { conditionOf } from '#apimachinery/conditions.ts';
import { printTime } from '#apimachinery/time.ts';
import type { Client } from '#client/client.ts';
import { type Node, nodeKind } from '#resources/node.ts';
import { insist } from '../refusals.ts';

export type Taint = NonNullable<Node['spec']['taints']>[number];

const key = (name: string): string => `node.kubernetes.io/${name}`;

export const unreachableTaint: Taint = { key: key('unreachable'), effect: 'NoExecute' };
export const notReadyTaint: Taint = { key: key('not-ready'), effect: 'NoExecute' };

/** Condition ⇒ its status ⇒ the taint it calls for. Mirrors nodeConditionToTaintKeyStatusMap. */
const taintOfCondition: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Ready: { False: key('not-ready'), Unknown: key('unreachable') },
  MemoryPressure: { True: key('memory-pressure') },
  DiskPressure: { True: key('disk-pressure') },
  NetworkUnavailable: { True: key('network-unavailable') },
  PIDPressure: { True: key('pid-pressure') },
};
const unschedulable = key('unschedulable');

/** Keys this controller puts on and takes off with NoSchedule; others belong to people. */
const ownKeys: ReadonlySet<string> = new Set([
  unschedulable,
  ...Object.values(taintOfCondition).flatMap((byStatus) => Object.values(byStatus)),
]);

/** Two taints are the same when key and effect are. Mirrors Taint.MatchTaint. */
const isSame = (a: Taint, b: Taint): boolean => a.key === b.key && a.effect === b.effect;

export const hasTaint = (node: Node, taint: Taint): boolean =>
  (node.spec.taints ?? []).some((each) => isSame(each, taint));

export const readyStatus = (node: Node): string | undefined =>
  conditionOf(node.status.conditions, 'Ready')?.status;

/** The NoSchedule taints a node should have for its conditions and for being cordoned. */
function wantedNoSchedule(node: Node): readonly Taint[] {
  const keys = (node.status.conditions ?? []).flatMap(
    ({ type, status }) => taintOfCondition[type]?.[status] ?? [],
  );
  if (node.spec.unschedulable) keys.push(unschedulable);
  return keys.map((each) => ({ key: each, effect: 'NoSchedule' }));
}

/** The node with some taints added (each with the time) and some removed; itself when nothing changes. */
function withTaints(
  node: Node,
  add: readonly Taint[],
  remove: readonly Taint[],
  nowMs: number,
): Node {
  const old = node.spec.taints ?? [];
  const missing = add.filter((taint) => !hasTaint(node, taint));
  const kept = old.filter((taint) => !remove.some((each) => isSame(each, taint)));
  if (missing.length === 0 && kept.length === old.length) return node;
  const { taints: _, ...spec } = node.spec;
  const timeAdded = printTime(nowMs);
  const taints = [...kept, ...missing.map((taint) => ({ ...taint, timeAdded }))];
  return { ...node, spec: taints.length > 0 ? { ...spec, taints } : spec };
}

/** Puts taints on a node and takes others off; true when the node changed. Mirrors SwapNodeControllerTaint. */
export function swapTaints(
  client: Client,
  name: string,
  add: readonly Taint[],
  remove: readonly Taint[],
  nowMs: number,
): boolean {
  return insist(() => {
    const node = client.get(nodeKind, '', name);
    if (!node) return false;
    const next = withTaints(node, add, remove, nowMs);
    if (next !== node) client.update(nodeKind, next);
    return next !== node;
  });
}

/**
 * Brings a node's NoSchedule taints in line with its conditions.
 * Mirrors kubernetes pkg/controller/nodelifecycle doNoScheduleTaintingPass.
 */
export function syncNoScheduleTaints(client: Client, node: Node, nowMs: number): void {
  const wanted = wantedNoSchedule(node);
  const stale = (node.spec.taints ?? []).filter(
    (taint) =>
      taint.effect === 'NoSchedule' &&
      ownKeys.has(taint.key) &&
      !wanted.some((each) => each.key === taint.key),
  );
  swapTaints(client, node.metadata.name, wanted, stale, nowMs);
}
