/** What `rollout status` says of a workload, and whether it is done. Mirrors kubectl pkg/polymorphichelpers/rollout_status.go. */
import type * as apps from 'kubernetes-types/apps/v1';
import { conditionOf } from '#apimachinery/conditions.ts';
import type { Immutable, KubeObject } from '#apimachinery/object.ts';
import type { Deployment } from '#resources/deployment.ts';
import { revisionOf } from '../../deployment-sets.ts';
import { KubectlError } from '../../errors.ts';

export interface RolloutStatus {
  readonly text: string;
  readonly done: boolean;
}

const waiting = (text: string): RolloutStatus => ({ text: `${text}\n`, done: false });
const finished = (text: string): RolloutStatus => ({ text: `${text}\n`, done: true });

function checkRevision(deployment: Deployment, wanted: number): void {
  if (wanted <= 0) return;
  const running = revisionOf(deployment);
  if (Number.isNaN(running))
    throw new KubectlError(
      `cannot get the revision of deployment "${deployment.metadata.name}": strconv.ParseInt: parsing ${JSON.stringify(deployment.metadata.annotations?.['deployment.kubernetes.io/revision'])}: invalid syntax`,
    );
  if (running !== wanted)
    throw new KubectlError(
      `desired revision (${wanted}) is different from the running revision (${running})`,
    );
}

/** Refuses when the progress deadline has passed, or another revision than the wanted one runs. */
function deploymentStatus(object: KubeObject, revision: number): RolloutStatus {
  const deployment = object as Deployment;
  const { metadata, spec, status } = deployment;
  checkRevision(deployment, revision);
  if ((metadata.generation ?? 0) > (status?.observedGeneration ?? 0))
    return waiting('Waiting for deployment spec update to be observed...');
  const progressing = conditionOf(status?.conditions, 'Progressing');
  if (progressing?.reason === 'ProgressDeadlineExceeded')
    throw new KubectlError(`deployment "${metadata.name}" exceeded its progress deadline`);
  const { replicas = 0, updatedReplicas = 0, availableReplicas = 0 } = status ?? {};
  const head = `Waiting for deployment "${metadata.name}" rollout to finish:`;
  if (spec.replicas !== undefined && updatedReplicas < spec.replicas)
    return waiting(
      `${head} ${updatedReplicas} out of ${spec.replicas} new replicas have been updated...`,
    );
  if (replicas > updatedReplicas)
    return waiting(`${head} ${replicas - updatedReplicas} old replicas are pending termination...`);
  if (availableReplicas < updatedReplicas)
    return waiting(
      `${head} ${availableReplicas} of ${updatedReplicas} updated replicas are available...`,
    );
  return finished(`deployment "${metadata.name}" successfully rolled out`);
}

const onlyRolling = (): KubectlError =>
  new KubectlError('rollout status is only available for RollingUpdate strategy type');

function daemonSetStatus(object: KubeObject): RolloutStatus {
  const { metadata, spec, status } = object as KubeObject & Immutable<apps.DaemonSet>;
  if (spec?.updateStrategy?.type !== 'RollingUpdate') throw onlyRolling();
  if ((object.metadata.generation ?? 0) > (status?.observedGeneration ?? 0))
    return waiting('Waiting for daemon set spec update to be observed...');
  const desired = status?.desiredNumberScheduled ?? 0;
  const updated = status?.updatedNumberScheduled ?? 0;
  const available = status?.numberAvailable ?? 0;
  const head = `Waiting for daemon set "${metadata.name}" rollout to finish:`;
  if (updated < desired)
    return waiting(`${head} ${updated} out of ${desired} new pods have been updated...`);
  if (available < desired)
    return waiting(`${head} ${available} of ${desired} updated pods are available...`);
  return finished(`daemon set "${metadata.name}" successfully rolled out`);
}

function statefulSetStatus(object: KubeObject): RolloutStatus {
  const { spec, status } = object as KubeObject & Immutable<apps.StatefulSet>;
  if (spec?.updateStrategy?.type !== 'RollingUpdate') throw onlyRolling();
  const observed = status?.observedGeneration ?? 0;
  if (observed === 0 || (object.metadata.generation ?? 0) > observed)
    return waiting('Waiting for statefulset spec update to be observed...');
  const replicas = spec.replicas ?? 0;
  const { readyReplicas = 0, updatedReplicas = 0, currentReplicas = 0 } = status ?? {};
  if (readyReplicas < replicas)
    return waiting(`Waiting for ${replicas - readyReplicas} pods to be ready...`);
  const rolling = spec.updateStrategy.rollingUpdate;
  if (rolling) {
    const wanted = replicas - (rolling.partition ?? replicas);
    return updatedReplicas < wanted
      ? waiting(
          `Waiting for partitioned roll out to finish: ${updatedReplicas} out of ${wanted} new pods have been updated...`,
        )
      : finished(`partitioned roll out complete: ${updatedReplicas} new pods have been updated...`);
  }
  const { updateRevision = '', currentRevision = '' } = status ?? {};
  return updateRevision === currentRevision
    ? finished(
        `statefulset rolling update complete ${currentReplicas} pods at revision ${currentRevision}...`,
      )
    : waiting(
        `waiting for statefulset rolling update to complete ${updatedReplicas} pods at revision ${updateRevision}...`,
      );
}

/** How a kind tells of its rollout; undefined for kinds that have none. */
export function statusViewer(resource: {
  readonly group: string;
  readonly kind: string;
}): ((object: KubeObject, revision: number) => RolloutStatus) | undefined {
  if (resource.group !== 'apps') return undefined;
  if (resource.kind === 'Deployment') return deploymentStatus;
  if (resource.kind === 'DaemonSet') return daemonSetStatus;
  return resource.kind === 'StatefulSet' ? statefulSetStatus : undefined;
}
