/** The disruption controller: how many pods of each PodDisruptionBudget may be evicted now. Mirrors kubernetes pkg/controller/disruption/disruption.go. */
import { isEqual } from '#apimachinery/equality.ts';
import { keyOf, splitKey } from '#apimachinery/object.ts';
import { selectorOfObject } from '#apimachinery/selector.ts';
import { printTime, timeOf } from '#apimachinery/time.ts';
import { createRecorder } from '#client/recorder.ts';
import { createWorkQueue, type WorkQueue } from '#client/work-queue.ts';
import { withAllowed, withDisruptionCondition } from '#resources/disruption/condition.ts';
import { eventKind } from '#resources/event.ts';
import { type Pod, podKind } from '#resources/pod.ts';
import {
  type PodDisruptionBudget,
  type PodDisruptionBudgetStatus,
  podDisruptionBudgetKind,
} from '#resources/poddisruptionbudget.ts';
import type { Controller, ControllerDeps } from '../controller.ts';
import { goSelector } from '../go-selector.ts';
import { startLoop } from '../loop.ts';
import { isPodReady } from '../pods.ts';
import { expectedPods, SyncFailure } from './expected.ts';
import { clearStale, staleAfterMs } from './stale.ts';

/** A pod whose eviction was granted is expected to go within this time. */
const DELETION_MS = 120_000;

type Disrupted = Readonly<Record<string, string>>;

/** The evictions that were granted and are still to be seen, and when the first of them is overdue. */
function stillDisrupted(
  { recorder }: ControllerDeps,
  { metadata, status }: PodDisruptionBudget,
  pods: readonly Pod[],
  nowMs: number,
): { readonly disrupted: Disrupted; readonly againMs: number | undefined } {
  const disrupted: Record<string, string> = {};
  let againMs: number | undefined;
  for (const pod of status.disruptedPods ? pods : []) {
    const since = status.disruptedPods?.[pod.metadata.name];
    if (!since || pod.metadata.deletionTimestamp !== undefined) continue;
    const leftMs = timeOf(since) + DELETION_MS - nowMs;
    if (leftMs < 0) {
      // Upstream's own words name the namespace twice.
      const budget = `${metadata.namespace}/${metadata.namespace}`;
      const why = `Pod was expected by PDB ${budget} to be deleted but it wasn't`;
      recorder.event(pod, 'Warning', 'NotDeleted', why);
      continue;
    }
    againMs = Math.min(againMs ?? leftMs, leftMs);
    disrupted[pod.metadata.name] = since;
  }
  return { disrupted, againMs };
}

const countHealthy = (pods: readonly Pod[], disrupted: Disrupted): number =>
  pods.reduce((count, pod) => {
    const isGoing = pod.metadata.deletionTimestamp !== undefined || disrupted[pod.metadata.name];
    return !isGoing && isPodReady(pod) ? count + 1 : count;
  }, 0);

const UNMANAGED =
  'As a result, the status of the PDB cannot be calculated correctly, which may result in undefined behavior. To account for these pods please set ".spec.minAvailable" field of the PDB to an integer value.';

/** The status as it should be; gives when to look again too. */
function work(deps: ControllerDeps, budget: PodDisruptionBudget, pods: readonly Pod[]) {
  const { client, clock, recorder } = deps;
  const nowMs = clock.now();
  if (pods.length === 0) recorder.event(budget, 'Normal', 'NoPods', 'No matching pods found');
  const { expected, desiredHealthy, unmanaged } = expectedPods(client, budget, pods);
  if (unmanaged > 0) {
    const selector = goSelector(budget.spec.selector);
    const head = `Pods selected by this PodDisruptionBudget (selector: ${selector}) were found to be unmanaged.`;
    recorder.event(budget, 'Warning', 'UnmanagedPods', `${head} ${UNMANAGED}`);
  }
  const { disrupted, againMs } = stillDisrupted(deps, budget, pods, nowMs);
  const currentHealthy = countHealthy(pods, disrupted);
  const allowed = expected > 0 ? Math.max(0, currentHealthy - desiredHealthy) : 0;
  const { generation = 0 } = budget.metadata;
  const { conditions } = budget.status;
  const status: PodDisruptionBudgetStatus = {
    ...(conditions ? { conditions } : {}),
    currentHealthy,
    desiredHealthy,
    disruptionsAllowed: allowed,
    expectedPods: expected,
    observedGeneration: generation,
    ...(Object.keys(disrupted).length > 0 ? { disruptedPods: disrupted } : {}),
  };
  return { status: withAllowed(status, printTime(nowMs)), againMs };
}

/** When the numbers cannot be told, nothing may be disrupted. Mirrors failSafe. */
function failSafe(
  { clock, recorder }: ControllerDeps,
  budget: PodDisruptionBudget,
  { message }: SyncFailure,
): PodDisruptionBudgetStatus {
  const why = `Failed to calculate the number of expected pods: ${message}`;
  recorder.event(budget, 'Warning', 'CalculateExpectedPodCountFailed', why);
  const status = { ...budget.status, disruptionsAllowed: 0 };
  return withDisruptionCondition(status, false, 'SyncFailed', message, printTime(clock.now()));
}

/** Gives when to look again, ms. */
function reconcile(deps: ControllerDeps, key: string): number | undefined {
  const { client } = deps;
  const { namespace, name } = splitKey(key);
  const budget = client.get(podDisruptionBudgetKind, namespace, name);
  if (!budget) return undefined;
  const { matches } = selectorOfObject(budget.spec.selector);
  const pods = client
    .list(podKind, { namespace })
    .filter(({ metadata }) => matches(metadata.labels));
  const write = (status: PodDisruptionBudgetStatus): void => {
    if (isEqual(status, budget.status)) return;
    client.updateStatus(podDisruptionBudgetKind, { ...budget, status });
  };
  try {
    const { status, againMs } = work(deps, budget, pods);
    write(status);
    return againMs === undefined ? undefined : againMs + 1;
  } catch (failure) {
    if (!(failure instanceof SyncFailure)) throw failure;
    write(failSafe(deps, budget, failure));
    return undefined;
  }
}

/** The budget of a pod; one of them, and a warning, when there are several. Mirrors getPdbForPod. */
function budgetOf({ client, recorder }: ControllerDeps, pod: Pod): PodDisruptionBudget | undefined {
  const { namespace, name, labels } = pod.metadata;
  const all = client.list(podDisruptionBudgetKind, { namespace });
  if (all.length === 0 || !labels) return undefined;
  const found = all.filter(({ spec }) => selectorOfObject(spec.selector).matches(labels));
  const [first] = found;
  if (!first || found.length === 1) return first;
  const chosen = JSON.stringify(first.metadata.name);
  const why = `Pod "${namespace}"/"${name}" matches multiple PodDisruptionBudgets.  Chose ${chosen} arbitrarily.`;
  recorder.event(pod, 'Warning', 'MultiplePodDisruptionBudgets', why);
  return first;
}

function watchPods(deps: ControllerDeps, budgets: WorkQueue, stale: WorkQueue): void {
  const { client, clock } = deps;
  client.watch(podKind, ({ type, object, revision }) => {
    const budget = budgetOf(deps, object);
    if (budget) budgets.add(keyOf(budget), revision);
    if (type === 'DELETED') return;
    const leftMs = staleAfterMs(object, clock.now());
    if (leftMs !== undefined) stale.addAfter(keyOf(object), leftMs, revision);
  });
}

export const disruptionController: Controller = {
  name: 'disruption-controller',
  start: (given) => {
    const { client, clock } = given;
    const component = 'controllermanager';
    const deps = {
      ...given,
      recorder: createRecorder({ client, clock, kind: eventKind, component }),
    };
    const budgets = startLoop(deps, (key) => reconcile(deps, key));
    const stale = createWorkQueue(clock, client, (key) => {
      const { namespace, name } = splitKey(key);
      const pod = client.get(podKind, namespace, name);
      const leftMs = pod && staleAfterMs(pod, clock.now());
      if (!pod || leftMs === undefined) return;
      if (leftMs > 0) stale.addAfter(key, leftMs, client.cause);
      else clearStale(deps, pod);
    });
    client.watch(podDisruptionBudgetKind, ({ type, object, revision }) => {
      if (type !== 'DELETED') budgets.add(keyOf(object), revision);
    });
    watchPods(deps, budgets, stale);
  },
};
