/** Which pods go first when a ReplicaSet has too many. */
import { parseTime } from '#apimachinery/time.ts';
import type { Pod } from '#resources/pod.ts';
import { isPodActive, isPodReady, readySinceMs } from '../pods.ts';

/** What ranking asks of a pod, read once. */
interface Rank {
  readonly pod: Pod;
  readonly assigned: number;
  readonly phase: number;
  readonly ready: number;
  readonly cost: number;
  /** Active pods of the same owner on the same node, this one included. */
  readonly colocated: number;
  readonly readySinceMs: number | undefined;
  readonly restarts: number;
  readonly sidecarRestarts: number;
  readonly createdMs: number;
}

const phaseOrder: Readonly<Record<string, number>> = { Pending: 0, Unknown: 1, Running: 2 };
const deletionCost = 'controller.kubernetes.io/pod-deletion-cost';

/** "10" ⇒ 10; anything but a plain 32 bit number counts as 0. */
function costOf(pod: Pod): number {
  const text = pod.metadata.annotations?.[deletionCost] ?? '';
  if (!/^(0|-?[1-9]\d*)$/.test(text)) return 0;
  const cost = Number(text);
  return Math.abs(cost) <= 0x7fffffff ? cost : 0;
}

/** The most restarts of any container of a list of statuses whose name passes. */
const mostRestarts = (
  statuses: Pod['status']['containerStatuses'],
  counts: (name: string) => boolean,
): number =>
  (statuses ?? []).reduce(
    (most, { name, restartCount }) => (counts(name) ? Math.max(most, restartCount) : most),
    0,
  );

function rankOf(pod: Pod, onNode: ReadonlyMap<string, number>): Rank {
  const node = pod.spec.nodeName ?? '';
  const sidecars = (pod.spec.initContainers ?? []).filter(
    ({ restartPolicy }) => restartPolicy === 'Always',
  );
  return {
    pod,
    assigned: node ? 1 : 0,
    phase: phaseOrder[pod.status.phase ?? ''] ?? 0,
    ready: isPodReady(pod) ? 1 : 0,
    cost: costOf(pod),
    colocated: onNode.get(node) ?? 0,
    readySinceMs: readySinceMs(pod),
    restarts: mostRestarts(pod.status.containerStatuses, () => true),
    sidecarRestarts: mostRestarts(pod.status.initContainerStatuses, (name) =>
      sidecars.some((container) => container.name === name),
    ),
    createdMs: parseTime(pod.metadata.creationTimestamp),
  };
}

/**
 * Ages in powers of two of nanoseconds: 100 s and 130 s old ⇒ the same bucket, so that among pods
 * of about one age chance (the uid) decides. Mirrors controller_utils.go logarithmicRankDiff.
 */
function ageBucket(sinceMs: number, nowMs: number): number {
  const ageNs = (nowMs - sinceMs) * 1e6;
  return ageNs > 0 ? Math.trunc(Math.log2(ageNs)) : -1;
}

/** The younger first by bucket; within one bucket the lower uid. */
const byAge = (a: Rank, aMs: number, b: Rank, bMs: number, nowMs: number): number =>
  ageBucket(aMs, nowMs) - ageBucket(bMs, nowMs) ||
  (a.pod.metadata.uid < b.pod.metadata.uid ? -1 : 1);

function compare(a: Rank, b: Rank, nowMs: number): number {
  const first =
    a.assigned - b.assigned ||
    a.phase - b.phase ||
    a.ready - b.ready ||
    a.cost - b.cost ||
    b.colocated - a.colocated;
  if (first !== 0) return first;
  if (
    a.readySinceMs !== undefined &&
    b.readySinceMs !== undefined &&
    a.readySinceMs !== b.readySinceMs
  ) {
    return byAge(a, a.readySinceMs, b, b.readySinceMs, nowMs);
  }
  const restarts = b.restarts - a.restarts || b.sidecarRestarts - a.sidecarRestarts;
  if (restarts !== 0) return restarts;
  return a.createdMs === b.createdMs ? 0 : byAge(a, a.createdMs, b, b.createdMs, nowMs);
}

/**
 * The `count` of `pods` to delete, in this order: unassigned before assigned; Pending, Unknown,
 * Running; not ready before ready; lower pod-deletion-cost; more pods of `related` (the pods of all
 * ReplicaSets of the same owner) on its node; ready for a shorter time; more restarts; younger.
 * Mirrors kubernetes pkg/controller/replicaset/replica_set.go getPodsToDelete.
 * Differs: full ties keep the order of `pods`, where upstream's sort leaves them to chance.
 */
export function getPodsToDelete(
  pods: readonly Pod[],
  related: readonly Pod[],
  count: number,
  nowMs: number,
): readonly Pod[] {
  if (count >= pods.length) return pods;
  const onNode = new Map<string, number>();
  for (const pod of related) {
    if (!isPodActive(pod)) continue;
    const node = pod.spec.nodeName ?? '';
    onNode.set(node, (onNode.get(node) ?? 0) + 1);
  }
  return pods
    .map((pod) => rankOf(pod, onNode))
    .sort((a, b) => compare(a, b, nowMs))
    .slice(0, count)
    .map(({ pod }) => pod);
}
