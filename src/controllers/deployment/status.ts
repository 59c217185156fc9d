/** What a Deployment's status says of its ReplicaSets. */
import type { Deployment } from '#resources/deployment.ts';
import type { ReplicaSet } from '#resources/replicaset.ts';
import { replicasOf } from '../replicas.ts';
import { maxUnavailable, totalsOf } from './bounds.ts';
import { newCondition, setCondition } from './conditions.ts';
import { allSets, type Rollout, writeDeployment } from './rollout.ts';

export type DeploymentStatus = Deployment['status'];

/**
 * The terminating pods of all sets; undefined when one that has been synced doesn't say.
 * Mirrors deployment_util.go GetTerminatingReplicaCountForReplicaSets.
 */
function terminatingReplicas(sets: readonly ReplicaSet[]): number | undefined {
  let sum = 0;
  for (const { status } of sets) {
    if (status?.terminatingReplicas !== undefined) sum += status.terminatingReplicas;
    else if (status?.observedGeneration) return undefined;
  }
  return sum;
}

const available = ['True', 'MinimumReplicasAvailable', 'Deployment has minimum availability.'];
const unavailable = [
  'False',
  'MinimumReplicasUnavailable',
  'Deployment does not have minimum availability.',
];

/** Mirrors kubernetes pkg/controller/deployment/sync.go calculateStatus. */
export function deploymentStatus(rollout: Rollout): DeploymentStatus {
  const { deployment, newSet } = rollout;
  const sets = allSets(rollout);
  const totals = totalsOf(sets);
  const missing = Math.max(0, totals.desired - totals.available);
  const updated = newSet?.status?.replicas ?? 0;
  const terminating = terminatingReplicas(sets);
  const { collisionCount, conditions: old } = deployment.status;
  const enough = totals.available >= replicasOf(deployment) - maxUnavailable(deployment);
  const [status = '', reason = '', message = ''] = enough ? available : unavailable;
  const nowMs = rollout.deps.clock.now();
  return {
    observedGeneration: deployment.metadata.generation ?? 0,
    ...(totals.actual > 0 ? { replicas: totals.actual } : {}),
    ...(updated > 0 ? { updatedReplicas: updated } : {}),
    ...(totals.ready > 0 ? { readyReplicas: totals.ready } : {}),
    ...(totals.available > 0 ? { availableReplicas: totals.available } : {}),
    ...(missing > 0 ? { unavailableReplicas: missing } : {}),
    ...(terminating === undefined ? {} : { terminatingReplicas: terminating }),
    ...(collisionCount === undefined ? {} : { collisionCount }),
    conditions: setCondition(old, newCondition('Available', status, reason, message, nowMs)),
  };
}

/** Writes the status, without an opinion on progress. Mirrors sync.go syncDeploymentStatus. */
export const syncStatus = (rollout: Rollout): Rollout =>
  writeDeployment(rollout, { ...rollout.deployment, status: deploymentStatus(rollout) });

/** All replicas are updated and available, and no old ones are left. Mirrors DeploymentComplete. */
export function isComplete(deployment: Deployment, status: DeploymentStatus): boolean {
  const replicas = replicasOf(deployment);
  return (
    (status.updatedReplicas ?? 0) === replicas &&
    (status.replicas ?? 0) === replicas &&
    (status.availableReplicas ?? 0) === replicas &&
    (status.observedGeneration ?? 0) >= (deployment.metadata.generation ?? 0)
  );
}
