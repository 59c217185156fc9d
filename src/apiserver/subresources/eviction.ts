/** POST pods/NAME/eviction: a delete that asks the pod's disruption budget first. Mirrors kubernetes pkg/registry/core/pod/storage/eviction.go. */
import type { Call, DeleteOptions } from '#apimachinery/api.ts';
import { isConditionTrue, withCondition } from '#apimachinery/conditions.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import { ParseError } from '#apimachinery/parse-error.ts';
import { selectorOfObject } from '#apimachinery/selector.ts';
import { notFoundError, StatusError } from '#apimachinery/status.ts';
import { printTime } from '#apimachinery/time.ts';
import type { PodDisruptionBudget } from '#resources/poddisruptionbudget.ts';
import { lookUp, resourceKind, type ServerContext } from '../context.ts';
import { type Deletion, remove } from '../verbs/delete.ts';
import { spendBudget } from './disruption-budget.ts';

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
  readonly lastProbeTime?: string | null;
  readonly lastTransitionTime?: string | null;
}
interface PodLike extends KubeObject {
  readonly status?: { readonly phase?: string; readonly conditions?: readonly Condition[] };
}

const isGoing = ({ metadata }: PodLike): boolean => metadata.deletionTimestamp !== undefined;

/** Pods that serve nobody may always go. Mirrors canIgnorePDB. */
const canIgnoreBudgets = (pod: PodLike): boolean =>
  ['Succeeded', 'Failed', 'Pending'].includes(pod.status?.phase ?? '') || isGoing(pod);

/** The budgets that a pod counts towards; one with a selector that cannot be read has none. */
function budgetsOf(server: ServerContext, pod: PodLike): readonly PodDisruptionBudget[] {
  const kind = server.kinds.find(
    ({ group, plural }) => group === 'policy' && plural === 'poddisruptionbudgets',
  );
  if (!kind) return [];
  const { namespace, labels } = pod.metadata;
  const all = server.store.table(kind).list(namespace) as readonly PodDisruptionBudget[];
  return all.filter(({ spec }) => {
    try {
      return selectorOfObject(spec.selector).matches(labels);
    } catch (error) {
      if (error instanceof ParseError) return false;
      throw error;
    }
  });
}

/** A pod that serves nobody may go while those that do are enough, or when the budget says so. */
function mayGoUnready({ spec, status }: PodDisruptionBudget): boolean {
  if (spec.unhealthyPodEvictionPolicy === 'AlwaysAllow') return true;
  return status.desiredHealthy > 0 && status.currentHealthy >= status.desiredHealthy;
}

/** Takes one disruption from the pod's budget, or throws why it may not go. */
function askBudget(server: ServerContext, pod: PodLike, call: Call, dryRun: boolean): void {
  const budgets = budgetsOf(server, pod);
  const [budget] = budgets;
  if (!budget) return;
  if (budgets.length > 1) {
    const why =
      'This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.';
    throw new StatusError(500, '', why);
  }
  const isReady = isConditionTrue(pod.status?.conditions, 'Ready');
  if (!isReady && mayGoUnready(budget)) return;
  spendBudget(server, budget, pod.metadata.name, call, dryRun);
}

/** The pod says why it goes. Mirrors addConditionAndDeletePod. */
function noteEviction(server: ServerContext, pod: PodLike, call: Call): void {
  const kind = resourceKind(server, '', 'pods');
  const before = pod.status?.conditions;
  const conditions = withCondition(before, {
    type: 'DisruptionTarget',
    status: 'True',
    reason: 'EvictionByEvictionAPI',
    message: 'Eviction API: evicting',
    lastProbeTime: null,
    lastTransitionTime: printTime(server.clock.now()),
  });
  if (conditions === before) return;
  const resourceVersion = server.store.nextResourceVersion();
  const next: PodLike = {
    ...pod,
    metadata: { ...pod.metadata, resourceVersion },
    status: { ...pod.status, conditions },
  };
  server.store.put(kind, next, pod, call);
}

/** Evicts a pod unless its disruption budget objects. */
export function evict(
  server: ServerContext,
  namespace: string,
  name: string,
  call: Call,
  options: DeleteOptions = {},
): Deletion {
  const kind = resourceKind(server, '', 'pods');
  const pod: PodLike | undefined = lookUp(server, kind, namespace, name);
  if (!pod) throw notFoundError(kind, name);
  const { preconditions, dryRun = false } = options;
  // A precondition that fails must neither spend the budget nor mark the pod.
  if (preconditions) remove(server, kind, namespace, name, call, { ...options, dryRun: true });
  if (!canIgnoreBudgets(pod)) askBudget(server, pod, call, dryRun);
  if (!dryRun) noteEviction(server, pod, call);
  const { preconditions: _met, ...rest } = options;
  return remove(server, kind, namespace, name, call, rest);
}
