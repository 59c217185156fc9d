/** Pod garbage collection: pods that no kubelet will ever finish. */
import { printTime } from '#apimachinery/time.ts';
import { latency } from '#kernel/latency.ts';
import { type Node, nodeKind } from '#resources/node.ts';
import { type Pod, podKind } from '#resources/pod.ts';
import type { Controller, ControllerDeps } from './controller.ts';
import { isPodFinished, withPodCondition } from './pods.ts';
import { tolerate } from './refusals.ts';

/** Finished pods beyond this many are deleted. Default of --terminated-pod-gc-threshold. */
const terminatedThreshold = 12_500;
/** How long a node must have been missing before its pods go. Mirrors podgc quarantineTime. */
const quarantineMs = 40_000;
const outOfService = 'node.kubernetes.io/out-of-service';

const orphaned = {
  type: 'DisruptionTarget',
  status: 'True',
  reason: 'DeletionByPodGC',
  message: 'PodGC: node no longer exists',
};

/** Fails a pod that still counts as running and deletes it without grace. Mirrors markFailedAndDeletePodWithCondition. */
function failAndDelete(
  { client, clock }: ControllerDeps,
  pod: Pod,
  condition?: typeof orphaned,
): void {
  const { generation } = pod.metadata;
  const observed = generation ? { observedGeneration: generation } : {};
  const conditions = condition
    ? withPodCondition(pod, { ...condition, ...observed }, printTime(clock.now()))
    : pod.status.conditions;
  const status = {
    ...pod.status,
    phase: 'Failed',
    ...observed,
    ...(conditions ? { conditions } : {}),
  };
  tolerate(() => {
    const failed = isPodFinished(pod) ? pod : client.updateStatus(podKind, { ...pod, status });
    client.delete(podKind, failed, { gracePeriodSeconds: 0 });
  });
}

/** A node that is down for good by a person's word: its terminating pods need not wait. */
const isOutOfService = (node: Node | undefined): boolean =>
  node !== undefined &&
  node.status.conditions?.find(({ type }) => type === 'Ready')?.status !== 'True' &&
  (node.spec.taints ?? []).some(({ key }) => key === outOfService);

/** Evicted pods first, then the oldest. Mirrors byEvictionAndCreationTimestamp. */
function byEvictionAndAge(a: Pod, b: Pod): number {
  const evicted = (pod: Pod): number =>
    pod.status.phase === 'Failed' && pod.status.reason === 'Evicted' ? 0 : 1;
  if (evicted(a) !== evicted(b)) return evicted(a) - evicted(b);
  const { creationTimestamp: at, name } = a.metadata;
  const { creationTimestamp: bt, name: other } = b.metadata;
  if (at !== bt) return at < bt ? -1 : 1;
  return name < other ? -1 : 1;
}

/** One pass. `missingSince` says since when, in ms, each node with pods has been missing. */
function collect(deps: ControllerDeps, missingSince: Map<string, number>): void {
  const { client, clock } = deps;
  const pods = client.list(podKind);
  const finished = pods.filter(isPodFinished);
  if (finished.length > terminatedThreshold) {
    const excess = finished.length - terminatedThreshold;
    for (const pod of finished.sort(byEvictionAndAge).slice(0, excess)) failAndDelete(deps, pod);
  }
  const missing = new Set<string>();
  for (const pod of pods) {
    const { nodeName = '' } = pod.spec;
    const isTerminating = pod.metadata.deletionTimestamp !== undefined;
    if (nodeName === '') {
      if (isTerminating) failAndDelete(deps, pod);
      continue;
    }
    const node = client.get(nodeKind, '', nodeName);
    if (isTerminating && isOutOfService(node)) failAndDelete(deps, pod);
    if (node) continue;
    missing.add(nodeName);
    const sinceMs = missingSince.get(nodeName) ?? clock.now();
    missingSince.set(nodeName, sinceMs);
    if (clock.now() - sinceMs >= quarantineMs) failAndDelete(deps, pod, orphaned);
  }
  for (const name of missingSince.keys()) if (!missing.has(name)) missingSince.delete(name);
}

/** Mirrors kubernetes pkg/controller/podgc/gc_controller.go. */
export const podGcController: Controller = {
  name: 'pod-garbage-collector',
  start: (deps) => {
    const missingSince = new Map<string, number>();
    const pass = (): void => {
      deps.client.cause = 0;
      collect(deps, missingSince);
      deps.clock.after(latency.podGcPeriodMs, pass);
    };
    deps.clock.after(0, pass);
  },
};
