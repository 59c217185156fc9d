/** At rest a ReplicaSet has exactly the pods it asks for, unless the API refuses them. */
import type { Kind } from '#apimachinery/kind.ts';
import { isControlledBy } from '#apimachinery/owner-references.ts';
import { isPodActive } from '#controllers/pods.ts';
import { type Pod, podKind } from '#resources/pod.ts';
import { type ReplicaSet, replicaSetKind } from '#resources/replicaset.ts';
import type { Invariant } from './invariant.ts';

const isRefused = ({ status }: ReplicaSet): boolean =>
  (status.conditions ?? []).some((one) => one.type === 'ReplicaFailure' && one.status === 'True');

export const replicasAsAsked: Invariant = {
  name: 'replicas-as-asked',
  atRest: ({ api }) => {
    for (const set of api.list(replicaSetKind as unknown as Kind) as readonly ReplicaSet[]) {
      if (set.metadata.deletionTimestamp || isRefused(set)) continue;
      const owned = api.byOwner(podKind as unknown as Kind, set.metadata.uid) as readonly Pod[];
      const active = owned.filter((pod) => isControlledBy(pod, set) && isPodActive(pod)).length;
      const asked = set.spec.replicas ?? 1;
      if (active !== asked) return `${set.metadata.name} has ${active} pods of ${asked}`;
    }
    return undefined;
  },
};
