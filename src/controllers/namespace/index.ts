/** The namespace controller: empties a namespace that is being deleted, pods first, then lets it go. */
import { type Kind, withTables } from '#apimachinery/kind.ts';
import { StatusError } from '#apimachinery/status.ts';
import { printTime, timeOf } from '#apimachinery/time.ts';
import { type Namespace, namespaceKind } from '#resources/namespace.ts';
import { type Pod, podKind } from '#resources/pod.ts';
import type { Controller, ControllerDeps } from '../controller.ts';
import { startLoop } from '../loop.ts';
import { isPodFinished } from '../pods.ts';
import { isNotFound } from '../refusals.ts';
import { deletionConditions, type Remaining } from './conditions.ts';

/** Time for other loops to see that the namespace goes. Mirrors namespaceDeletionGracePeriod. */
const graceMs = 5_000;
/** How long something with a finalizer is expected to take. Mirrors finalizerEstimateSeconds. */
const finalizerSeconds = 15;
const finalizer = 'kubernetes';

/** One round of deleting: what is left, how long that may take, and what was refused. */
interface Round {
  readonly remaining: readonly Remaining[];
  readonly estimateSeconds: number;
  readonly errors: readonly string[];
}

/** `pods.`, `deployments.apps`: as the conditions name kinds. */
const resourceOf = (kind: Kind): string => `${kind.plural}.${kind.group}`;

/** Deletes every object of a kind in a namespace, and looks at what is left. Mirrors deleteAllContentForGroupVersionResource. */
function deleteKind({ client }: ControllerDeps, kind: Kind, namespace: string): Round {
  const errors: string[] = [];
  for (const object of client.list(kind, { namespace })) {
    if (object.metadata.deletionTimestamp !== undefined) continue;
    try {
      client.delete(kind, object, { propagationPolicy: 'Background' });
    } catch (refusal) {
      if (!(refusal instanceof StatusError)) throw refusal;
      if (!isNotFound(refusal)) errors.push(refusal.message);
    }
  }
  const left = client.list(kind, { namespace });
  if (left.length === 0) return { remaining: [], estimateSeconds: 0, errors };
  const finalizers = new Map<string, number>();
  for (const name of left.flatMap(({ metadata }) => metadata.finalizers ?? [])) {
    finalizers.set(name, (finalizers.get(name) ?? 0) + 1);
  }
  const remaining = [{ resource: resourceOf(kind), count: left.length, finalizers }];
  return { remaining, estimateSeconds: finalizers.size > 0 ? finalizerSeconds : 0, errors };
}

/** The longest grace of the pods of a namespace, until it has run out. Mirrors estimateGracefulTermination. */
function podGraceSeconds({ client, clock }: ControllerDeps, namespace: Namespace): number {
  const { name, deletionTimestamp } = namespace.metadata;
  const pods: readonly Pod[] = client.list(podKind, { namespace: name });
  const longest = pods
    .filter((pod) => !isPodFinished(pod))
    .reduce((most, pod) => Math.max(most, pod.spec.terminationGracePeriodSeconds ?? 0), 0);
  return clock.now() - timeOf(deletionTimestamp) >= longest * 1000 ? 0 : longest;
}

/** Deletes the pods, and once they are gone everything else. Mirrors deleteAllContent. */
function deleteContents(deps: ControllerDeps, namespace: Namespace): Round {
  const { name } = namespace.metadata;
  const graceSeconds = podGraceSeconds(deps, namespace);
  const pods = deleteKind(deps, podKind, name);
  if (pods.remaining.length > 0) {
    return {
      ...pods,
      remaining: [],
      estimateSeconds: Math.max(1, graceSeconds, pods.estimateSeconds),
    };
  }
  const rounds = withTables(deps.client.kinds())
    .filter((kind) => kind.namespaced && kind !== podKind && kind.verbs.includes('delete'))
    .map((kind) => deleteKind(deps, kind, name));
  return {
    remaining: rounds.flatMap((round) => round.remaining),
    estimateSeconds: Math.max(0, ...rounds.map((round) => round.estimateSeconds)),
    errors: [...pods.errors, ...rounds.flatMap((round) => round.errors)],
  };
}

/** Takes the finalizer off, so that the API server lets the namespace go. Mirrors finalizeNamespace. */
function finalize({ client }: ControllerDeps, namespace: Namespace): void {
  const finalizers = (namespace.spec.finalizers ?? []).filter((name) => name !== finalizer);
  client.update(
    namespaceKind,
    { ...namespace, spec: { ...namespace.spec, finalizers } },
    'finalize',
  );
}

/** One round for a namespace; gives when to come back, ms, while something is left. Mirrors namespaced_resources_deleter.go Delete. */
function reconcile(deps: ControllerDeps, name: string): number | undefined {
  const { client, clock } = deps;
  const namespace = client.get(namespaceKind, '', name);
  if (namespace?.metadata.deletionTimestamp === undefined) return undefined;
  if (!(namespace.spec.finalizers ?? []).includes(finalizer)) return undefined;
  const { remaining, estimateSeconds, errors } = deleteContents(deps, namespace);
  const conditions = deletionConditions(namespace, remaining, errors, printTime(clock.now()));
  const noted =
    conditions === namespace.status.conditions
      ? namespace
      : client.updateStatus(namespaceKind, {
          ...namespace,
          status: { ...namespace.status, phase: 'Terminating', conditions },
        });
  if (errors.length > 0 || estimateSeconds > 0 || remaining.length > 0) {
    return (Math.floor(estimateSeconds / 2) + 1) * 1000;
  }
  finalize(deps, noted);
  return undefined;
}

/** Mirrors kubernetes pkg/controller/namespace/namespace_controller.go. */
export const namespaceController: Controller = {
  name: 'namespace-controller',
  start: (deps) => {
    const queue = startLoop(deps, (name) => reconcile(deps, name));
    deps.client.watch(namespaceKind, ({ type, object, previous, revision }) => {
      const { deletionTimestamp, name } = object.metadata;
      if (type === 'DELETED' || deletionTimestamp === undefined) return;
      if (previous?.metadata.deletionTimestamp === undefined) {
        queue.addAfter(name, graceMs, revision);
      }
    });
  },
};
