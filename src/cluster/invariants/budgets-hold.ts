/** An eviction never takes a ready pod that a PodDisruptionBudget needs. */
import type { Api, StoreEvent } from '#apimachinery/api.ts';
import { conditionOf } from '#apimachinery/conditions.ts';
import { isEqual } from '#apimachinery/equality.ts';
import type { Kind } from '#apimachinery/kind.ts';
import { isPodReady } from '#controllers/pods.ts';
import { type Pod, podKind } from '#resources/pod.ts';
import {
  type PodDisruptionBudget,
  podDisruptionBudgetKind,
} from '#resources/poddisruptionbudget.ts';
import type { Invariant } from './invariant.ts';

const isEvicted = ({ status }: Pod): boolean =>
  conditionOf(status.conditions, 'DisruptionTarget')?.reason === 'EvictionByEvictionAPI';

/** The budgets of these simulations select by one label. */
const selects = ({ spec }: PodDisruptionBudget, pod: Pod): boolean => {
  const wanted = Object.entries(spec.selector?.matchLabels ?? {});
  return wanted.length > 0 && wanted.every(([key, value]) => pod.metadata.labels?.[key] === value);
};

/** Ready pods that stay, of those a budget selects. */
function healthy(api: Api, budget: PodDisruptionBudget): number {
  const { namespace } = budget.metadata;
  const pods = api.list(podKind as unknown as Kind, { namespace }) as readonly Pod[];
  return pods.filter(
    (pod) =>
      selects(budget, pod) && isPodReady(pod) && !pod.metadata.deletionTimestamp && !isEvicted(pod),
  ).length;
}

/** What may make a budget's numbers old news. */
interface Memory {
  /** When a pod last came, went or changed by other means than eviction, ms. */
  changedMs: number;
  /** The last change of a pod's labels: upstream looks only for budgets of its new labels. */
  relabelled: number;
  /** When the controller last counted for each budget, as a revision. */
  readonly counted: Map<string, number>;
}

/** A budget's numbers lag behind what happens by a moment. */
const isStale = (
  { metadata, status }: PodDisruptionBudget,
  memory: Memory,
  nowMs: number,
): boolean =>
  status?.observedGeneration !== metadata.generation ||
  nowMs - memory.changedMs < 200 ||
  (memory.counted.get(metadata.uid) ?? 0) < memory.relabelled;

function complaintOf(api: Api, { object, timeMs }: StoreEvent, memory: Memory): string | undefined {
  const pod = object as Pod;
  const { namespace } = pod.metadata;
  const budgets = api.list(podDisruptionBudgetKind as unknown as Kind, { namespace });
  for (const budget of budgets as readonly PodDisruptionBudget[]) {
    if (!selects(budget, pod) || isStale(budget, memory, timeMs)) continue;
    const left = healthy(api, budget);
    const needed = budget.status?.desiredHealthy ?? 0;
    if (left < needed) {
      return `${pod.metadata.name} was evicted, though ${budget.metadata.name} needs ${needed} and ${left} are left`;
    }
  }
  return undefined;
}

function remember(memory: Memory, { object, previous, revision, timeMs }: StoreEvent): void {
  if (!isEvicted(object as Pod)) memory.changedMs = timeMs;
  const isSame = !previous || isEqual(object.metadata.labels, previous.metadata.labels);
  if (!isSame) memory.relabelled = revision;
}

export const budgetsHold: Invariant = {
  name: 'budgets-hold',
  start: (api) => {
    const memory: Memory = {
      changedMs: Number.NEGATIVE_INFINITY,
      relabelled: 0,
      counted: new Map(),
    };
    return (event) => {
      const { kind, type, object, previous, actor, revision } = event;
      if (actor === 'disruption-controller') memory.counted.set(object.metadata.uid, revision);
      if (kind.kind !== podKind.kind || type === 'DELETED') return undefined;
      const [pod, before] = [object as Pod, previous as Pod | undefined];
      if (before && isEvicted(pod) && !isEvicted(before)) {
        return isPodReady(before) ? complaintOf(api, event, memory) : undefined;
      }
      remember(memory, event);
      return undefined;
    };
  },
};
