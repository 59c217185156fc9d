/** How near an object is to what was asked for: the rules behind "settled". */
import type { StoreEvent } from '#apimachinery/api.ts';
import { conditionOf } from '#apimachinery/conditions.ts';
import { isEqual } from '#apimachinery/equality.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import { type DaemonSet, daemonSetKind } from '#resources/daemonset.ts';
import { type Deployment, deploymentKind } from '#resources/deployment.ts';
import { eventKind } from '#resources/event.ts';
import { leaseKind } from '#resources/lease.ts';
import { type Node, nodeKind } from '#resources/node.ts';
import { type Pod, podKind } from '#resources/pod.ts';
import { type ReplicaSet, replicaSetKind } from '#resources/replicaset.ts';
import { replicationControllerKind } from '#resources/replicationcontroller.ts';
import { type StatefulSet, statefulSetKind } from '#resources/statefulset.ts';

/**
 * `moving`: being created or deleted, or not yet seen by its controller. `unmet`: not as asked for,
 * and nothing may come of it soon. `still`: as asked for.
 */
export type Stillness = 'moving' | 'unmet' | 'still';

type ContainerStatus = NonNullable<Pod['status']['containerStatuses']>[number];

/** What a container says before it first runs. */
const startingReasons: ReadonlySet<string> = new Set(['', 'ContainerCreating', 'PodInitializing']);

const isStarting = ({ state }: ContainerStatus): boolean =>
  startingReasons.has(state?.waiting?.reason ?? (state?.waiting ? '' : 'not waiting'));

function ofPod(pod: Pod): Stillness {
  const { phase, conditions, containerStatuses = [], initContainerStatuses = [] } = pod.status;
  if (phase === 'Succeeded') return 'still';
  if (phase === 'Failed') return 'unmet';
  if (phase === 'Running') {
    return conditionOf(conditions, 'Ready')?.status === 'True' ? 'still' : 'unmet';
  }
  if (!pod.spec.nodeName) {
    return conditionOf(conditions, 'PodScheduled')?.status === 'False' ? 'unmet' : 'moving';
  }
  const initialising = initContainerStatuses.filter(({ state }) => !state?.terminated);
  const next = initialising.length > 0 ? initialising : containerStatuses;
  return next.every(isStarting) ? 'moving' : 'unmet';
}

const ofReplicaSet = ({ spec, status }: ReplicaSet): Stillness =>
  (status?.readyReplicas ?? 0) === (spec.replicas ?? 1) && status?.replicas === (spec.replicas ?? 1)
    ? 'still'
    : 'unmet';

function ofDeployment({ spec, status }: Deployment): Stillness {
  const replicas = spec.replicas ?? 1;
  const counts = [status?.replicas, status?.updatedReplicas, status?.availableReplicas];
  return counts.every((count) => (count ?? 0) === replicas) ? 'still' : 'unmet';
}

/** Its pods are ready, and with a rolling update every one that shall change has. */
function ofStatefulSet({ spec, status }: StatefulSet): Stillness {
  const replicas = spec.replicas ?? 1;
  const { type, rollingUpdate } = spec.updateStrategy ?? {};
  const updating = type === 'RollingUpdate' ? replicas - (rollingUpdate?.partition ?? 0) : 0;
  const isDone =
    (status?.readyReplicas ?? 0) === replicas &&
    (status?.replicas ?? 0) === replicas &&
    (status?.updatedReplicas ?? 0) >= updating;
  return isDone ? 'still' : 'unmet';
}

function ofDaemonSet({ spec, status }: DaemonSet): Stillness {
  const { desiredNumberScheduled: desired = 0, updatedNumberScheduled: updated = 0 } = status ?? {};
  const isRolled = spec.updateStrategy?.type === 'OnDelete' || updated === desired;
  return isRolled && (status?.numberAvailable ?? 0) === desired ? 'still' : 'unmet';
}

type Judge = (object: KubeObject) => Stillness;

const judges: ReadonlyMap<string, Judge> = new Map<string, Judge>([
  [podKind.kind, ofPod as Judge],
  [replicaSetKind.kind, ofReplicaSet as Judge],
  [deploymentKind.kind, ofDeployment as Judge],
  [replicationControllerKind.kind, ofReplicaSet as Judge],
  [statefulSetKind.kind, ofStatefulSet as Judge],
  [daemonSetKind.kind, ofDaemonSet as Judge],
]);

/** Kinds whose controller writes `status.observedGeneration` for every spec it sees. */
const observed: ReadonlySet<string> = new Set([
  replicaSetKind.kind,
  deploymentKind.kind,
  replicationControllerKind.kind,
  statefulSetKind.kind,
  daemonSetKind.kind,
]);

const isUnseen = (object: KubeObject): boolean =>
  (object.metadata.generation ?? 0) > ((object as Deployment).status?.observedGeneration ?? 0);

/** How near an object is to what was asked for. */
export function stillnessOf(object: KubeObject): Stillness {
  if (object.metadata.deletionTimestamp !== undefined) return 'moving';
  if (observed.has(object.kind) && isUnseen(object)) return 'moving';
  return judges.get(object.kind)?.(object) ?? 'still';
}

/** What a node's status says of the node itself: not when it was posted, nor which images it holds. */
const withoutHeartbeats = ({ status }: Node): unknown => ({
  ...status,
  images: undefined,
  conditions: status.conditions?.map(({ lastHeartbeatTime: _, ...condition }) => condition),
});

/** Whether a person would call it a change: not an Event, a Lease, or a node's routine report. */
export function isChange({ kind, type, object, previous }: StoreEvent): boolean {
  if (kind.kind === eventKind.kind || kind.kind === leaseKind.kind) return false;
  if (kind.kind !== nodeKind.kind || type !== 'MODIFIED') return true;
  const [now, before] = [object as Node, previous as Node];
  return (
    !isEqual(now.spec, before.spec) ||
    !isEqual(now.metadata.labels, before.metadata.labels) ||
    !isEqual(now.metadata.annotations, before.metadata.annotations) ||
    !isEqual(withoutHeartbeats(now), withoutHeartbeats(before))
  );
}
