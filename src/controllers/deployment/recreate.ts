/** The Recreate strategy: all old pods go before the first new one comes. */
import { podKind } from '#resources/pod.ts';
import { isPodFinished } from '../pods.ts';
import { replicasOf } from '../replicas.ts';
import { totalsOf } from './bounds.ts';
import { syncRolloutStatus } from './progress.ts';
import { syncRevision } from './revisions.ts';
import { activeSets, type Rollout } from './rollout.ts';
import { scaleSet } from './scale.ts';
import { isComplete } from './status.ts';
import { cleanUp } from './sync.ts';

/** Whether a pod of an old ReplicaSet may still run, or such a ReplicaSet thinks so. Mirrors oldPodsRunning. */
const oldPodsRunning = ({ deps, oldSets }: Rollout): boolean =>
  totalsOf(oldSets).actual > 0 ||
  oldSets.some((set) =>
    deps.client.byOwner(podKind, set.metadata.uid).some((pod) => !isPodFinished(pod)),
  );

/** One step of a recreation. Mirrors kubernetes pkg/controller/deployment/recreate.go rolloutRecreate. */
export function rolloutRecreate(rollout: Rollout): number | undefined {
  const down = activeSets(rollout.oldSets).reduce((now, set) => scaleSet(now, set, 0), rollout);
  if (down !== rollout) return syncRolloutStatus(down);
  if (oldPodsRunning(rollout)) return syncRolloutStatus(rollout);
  const made = syncRevision(rollout, true);
  const up = made.newSet ? scaleSet(made, made.newSet, replicasOf(made.deployment)) : made;
  if (isComplete(up.deployment, up.deployment.status)) cleanUp(up);
  return syncRolloutStatus(up);
}
