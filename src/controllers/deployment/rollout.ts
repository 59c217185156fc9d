/** One reconcile of a Deployment: the Deployment as it is, its ReplicaSets, and who acts. */
import { isEqual } from '#apimachinery/equality.ts';
import { type Deployment, deploymentKind } from '#resources/deployment.ts';
import type { ReplicaSet } from '#resources/replicaset.ts';
import type { ControllerDeps } from '../controller.ts';
import { replicasOf } from '../replicas.ts';

export interface Rollout {
  readonly deps: ControllerDeps;
  readonly deployment: Deployment;
  /** The ReplicaSet with the Deployment's own template, once there is one. */
  readonly newSet: ReplicaSet | undefined;
  /** The others, oldest first. */
  readonly oldSets: readonly ReplicaSet[];
}

export const allSets = ({ newSet, oldSets }: Rollout): readonly ReplicaSet[] =>
  newSet ? [...oldSets, newSet] : oldSets;

/** Those that want pods. Mirrors controller_utils.go FilterActiveReplicaSets. */
export const activeSets = (sets: readonly ReplicaSet[]): readonly ReplicaSet[] =>
  sets.filter((set) => replicasOf(set) > 0);

/** The rollout with a ReplicaSet as it is after a write. */
export const withSet = (rollout: Rollout, set: ReplicaSet): Rollout =>
  rollout.newSet?.metadata.uid === set.metadata.uid
    ? { ...rollout, newSet: set }
    : {
        ...rollout,
        oldSets: rollout.oldSets.map((each) =>
          each.metadata.uid === set.metadata.uid ? set : each,
        ),
      };

/** Writes a Deployment's status, and with it its annotations (an update of the status may change those), if they differ. */
export function writeDeployment(rollout: Rollout, next: Deployment): Rollout {
  const { deps, deployment } = rollout;
  const sameNotes = isEqual(deployment.metadata.annotations, next.metadata.annotations);
  if (sameNotes && isEqual(deployment.status, next.status)) return rollout;
  return { ...rollout, deployment: deps.client.updateStatus(deploymentKind, next) };
}

/** Older first: by creation, then by name. Mirrors controller_utils.go ReplicaSetsByCreationTimestamp. */
export function byAge(a: ReplicaSet, b: ReplicaSet): number {
  const { creationTimestamp: at, name } = a.metadata;
  const { creationTimestamp: bt, name: other } = b.metadata;
  if (at !== bt) return at < bt ? -1 : 1;
  return name < other ? -1 : 1;
}

/** Bigger first; among equals the older. Mirrors ReplicaSetsBySizeOlder. */
export const bySizeOlder = (a: ReplicaSet, b: ReplicaSet): number =>
  replicasOf(b) - replicasOf(a) || byAge(a, b);

/** Bigger first; among equals the newer. Mirrors ReplicaSetsBySizeNewer. */
export const bySizeNewer = (a: ReplicaSet, b: ReplicaSet): number =>
  replicasOf(b) - replicasOf(a) || byAge(b, a);
