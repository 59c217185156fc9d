/** At rest a status says how many pods there are, and how many of them are ready. */
import type { Api } from '#apimachinery/api.ts';
import type { Kind } from '#apimachinery/kind.ts';
import { isPodActive, isPodReady } from '#controllers/pods.ts';
import { type Deployment, deploymentKind } from '#resources/deployment.ts';
import { type Pod, podKind } from '#resources/pod.ts';
import { type ReplicaSet, replicaSetKind } from '#resources/replicaset.ts';
import type { Invariant } from './invariant.ts';

interface Counts {
  readonly replicas: number;
  readonly ready: number;
}

/** Pods of a ReplicaSet that are neither finished nor going. */
function countPods(api: Api, { metadata }: ReplicaSet): Counts {
  const owned = api.byOwner(podKind as unknown as Kind, metadata.uid) as readonly Pod[];
  const pods = owned.filter(isPodActive);
  return { replicas: pods.length, ready: pods.filter(isPodReady).length };
}

const written = ({ status }: ReplicaSet | Deployment): Counts => ({
  replicas: status.replicas ?? 0,
  ready: status.readyReplicas ?? 0,
});

const add = (one: Counts, other: Counts): Counts => ({
  replicas: one.replicas + other.replicas,
  ready: one.ready + other.ready,
});

function complain(object: ReplicaSet | Deployment, is: Counts): string | undefined {
  const says = written(object);
  if (says.replicas === is.replicas && says.ready === is.ready) return undefined;
  const { name } = object.metadata;
  return `${object.kind} ${name} says ${says.ready} of ${says.replicas} are ready; ${is.ready} of ${is.replicas} are`;
}

export const statusCountsWhatIs: Invariant = {
  name: 'status-counts-what-is',
  atRest: ({ api }) => {
    const going = ({ metadata }: ReplicaSet | Deployment) => metadata.deletionTimestamp;
    for (const set of api.list(replicaSetKind as unknown as Kind) as readonly ReplicaSet[]) {
      const complaint = going(set) ? undefined : complain(set, countPods(api, set));
      if (complaint) return complaint;
    }
    for (const each of api.list(deploymentKind as unknown as Kind) as readonly Deployment[]) {
      const sets = api.byOwner(
        replicaSetKind as unknown as Kind,
        each.metadata.uid,
      ) as readonly ReplicaSet[];
      const sums = sets.map(written).reduce(add, { replicas: 0, ready: 0 });
      const complaint = going(each) ? undefined : complain(each, sums);
      if (complaint) return complaint;
    }
    return undefined;
  },
};
