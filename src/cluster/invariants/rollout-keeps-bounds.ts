/** A Deployment's own controller never goes above maxSurge, nor takes an available pod below maxUnavailable. */
import type { Api, StoreEvent } from '#apimachinery/api.ts';
import { scaledValue } from '#apimachinery/int-or-string.ts';
import type { Kind } from '#apimachinery/kind.ts';
import { controllerOf } from '#apimachinery/owner-references.ts';
import { type Deployment, deploymentKind } from '#resources/deployment.ts';
import { type ReplicaSet, replicaSetKind } from '#resources/replicaset.ts';
import type { Invariant } from './invariant.ts';

const controller = 'deployment-controller';
/** Changes when a user's new size is shared out among ReplicaSets: then the bounds are not the aim. */
const sizeAnnotation = 'deployment.kubernetes.io/desired-replicas';

/** 25% of 10 replicas ⇒ at most 13 asked for, at least 8 available. */
function boundsOf({ spec }: Deployment): { readonly most: number; readonly least: number } {
  const replicas = spec.replicas ?? 1;
  const { maxSurge = 0, maxUnavailable = 0 } = spec.strategy?.rollingUpdate ?? {};
  const over = scaledValue(maxSurge, replicas, 'up') ?? 0;
  const under = scaledValue(maxUnavailable, replicas, 'down') ?? 0;
  const isStuck = over === 0 && under === 0;
  return { most: replicas + over, least: replicas - (isStuck ? 1 : under) };
}

const sizeOf = ({ spec }: ReplicaSet): number => spec.replicas ?? 1;

/** As its status says: what the controller knows of it. */
const availableOf = ({ status }: ReplicaSet): number => status.availableReplicas ?? 0;

const sum = (sets: readonly ReplicaSet[], of: (set: ReplicaSet) => number): number =>
  sets.reduce((total, set) => total + of(set), 0);

function ownerOf(api: Api, set: ReplicaSet): Deployment | undefined {
  const owner = controllerOf(set);
  const { namespace = '' } = set.metadata;
  if (owner?.kind !== deploymentKind.kind) return undefined;
  return api.get(deploymentKind as unknown as Kind, namespace, owner.name) as
    | Deployment
    | undefined;
}

/** While paused sizes are only shared out, and a set larger than the Deployment goes down to its size. */
function complaintOf(api: Api, { object, previous }: StoreEvent): string | undefined {
  const set = object as ReplicaSet;
  const before = previous as ReplicaSet | undefined;
  const deployment = ownerOf(api, set);
  if (deployment?.spec.strategy?.type !== 'RollingUpdate' || deployment.spec.paused) {
    return undefined;
  }
  const sets = api.byOwner(
    replicaSetKind as unknown as Kind,
    deployment.metadata.uid,
  ) as readonly ReplicaSet[];
  const { most, least } = boundsOf(deployment);
  const grown = sizeOf(set) - (before ? sizeOf(before) : 0);
  const asked = sum(sets, sizeOf);
  const { name } = deployment.metadata;
  if (grown > 0 && asked > most) return `${name} asks for ${asked} pods, ${most} at most`;
  const isTrimmed = sizeOf(set) === (deployment.spec.replicas ?? 1);
  if (!before || grown >= 0 || isTrimmed) return undefined;
  const idle = Math.max(0, sizeOf(before) - availableOf(before));
  const left = sum(sets, availableOf) + grown;
  return -grown > idle && left < least
    ? `${name} keeps ${left} pods, ${least} at least`
    : undefined;
}

const isSharedOut = ({ object, previous }: StoreEvent): boolean => {
  const before = previous?.metadata.annotations?.[sizeAnnotation];
  return before !== undefined && before !== object.metadata.annotations?.[sizeAnnotation];
};

/** A set that a person scaled, or that was small so far, still says an older size. Mirrors sync.go isScalingEvent. */
function isToBeShared(api: Api, set: ReplicaSet): boolean {
  const deployment = ownerOf(api, set);
  const replicas = String(deployment?.spec.replicas ?? 1);
  const uid = deployment?.metadata.uid ?? '';
  return api
    .byOwner(replicaSetKind as unknown as Kind, uid)
    .some(
      (each) =>
        sizeOf(each as ReplicaSet) > 0 && each.metadata.annotations?.[sizeAnnotation] !== replicas,
    );
}

export const rolloutKeepsBounds: Invariant = {
  name: 'rollout-keeps-bounds',
  start: (api) => {
    /** When sizes were last shared out among the ReplicaSets of each Deployment, ms. */
    const sharedMs = new Map<string, number>();
    return (event) => {
      const { actor, kind, type, object, timeMs } = event;
      if (actor !== controller || kind.kind !== replicaSetKind.kind || type === 'DELETED') {
        return undefined;
      }
      const owner = controllerOf(object)?.uid ?? '';
      if (isSharedOut(event) || isToBeShared(api, object as ReplicaSet))
        sharedMs.set(owner, timeMs);
      return sharedMs.get(owner) === timeMs ? undefined : complaintOf(api, event);
    };
  },
};
