/** Which ReplicaSet is the new one, what its revision is, and making it when there is none. */
import { isEqual } from '#apimachinery/equality.ts';
import { templateHash } from '#apimachinery/hash.ts';
import type { Draft, StringMap } from '#apimachinery/object.ts';
import { controllerReference, isControlledBy } from '#apimachinery/owner-references.ts';
import { StatusError } from '#apimachinery/status.ts';
import type { Deployment } from '#resources/deployment.ts';
import { type ReplicaSet, replicaSetKind } from '#resources/replicaset.ts';
import type { ControllerDeps } from '../controller.ts';
import { isAlreadyExists, isNamespaceTerminating } from '../refusals.ts';
import { replicasOf } from '../replicas.ts';
import {
  newSetAnnotations,
  revisionAnnotation,
  revisionOf,
  withReplicaCounts,
} from './annotations.ts';
import { newSetReplicas, totalsOf } from './bounds.ts';
import { newCondition, progressingOf, setCondition } from './conditions.ts';
import { hasProgressDeadline } from './deadline.ts';
import { byAge, type Rollout, writeDeployment } from './rollout.ts';

type Template = Deployment['spec']['template'];
const hashLabel = 'pod-template-hash';

function withoutHash(labels: StringMap = {}): StringMap {
  const { [hashLabel]: _, ...rest } = labels;
  return rest;
}

/** Whether two templates say the same but for the pod-template-hash. Mirrors deployment_util.go EqualIgnoreHash. */
function equalIgnoreHash(a: Template | undefined, b: Template | undefined): boolean {
  const { labels: aLabels, ...aMeta } = a?.metadata ?? {};
  const { labels: bLabels, ...bMeta } = b?.metadata ?? {};
  return (
    isEqual(a?.spec, b?.spec) &&
    isEqual(withoutHash(aLabels), withoutHash(bLabels)) &&
    isEqual(aMeta, bMeta)
  );
}

/** Sorts ReplicaSets into the new one (the oldest with the Deployment's template) and the others. */
export function findRollout(
  deps: ControllerDeps,
  deployment: Deployment,
  sets: readonly ReplicaSet[],
): Rollout {
  const sorted = [...sets].sort(byAge);
  const { template } = deployment.spec;
  const newSet = sorted.find((set) => equalIgnoreHash(set.spec.template, template));
  return { deps, deployment, newSet, oldSets: sorted.filter((set) => set !== newSet) };
}

/** One more than the highest revision of the old ReplicaSets. */
const nextRevision = (oldSets: readonly ReplicaSet[]): number =>
  oldSets.reduce((highest, set) => Math.max(highest, revisionOf(set) ?? 0), 0) + 1;

const withRevision = (deployment: Deployment, revision: string): Deployment =>
  deployment.metadata.annotations?.[revisionAnnotation] === revision
    ? deployment
    : {
        ...deployment,
        metadata: {
          ...deployment.metadata,
          annotations: { ...deployment.metadata.annotations, [revisionAnnotation]: revision },
        },
      };

/** The Deployment with its Progressing condition set, if it has a deadline. */
function withProgress(
  deployment: Deployment,
  status: string,
  reason: string,
  message: string,
  nowMs: number,
): Deployment {
  if (!hasProgressDeadline(deployment)) return deployment;
  const condition = newCondition('Progressing', status, reason, message, nowMs);
  const conditions = setCondition(deployment.status.conditions, condition);
  return { ...deployment, status: { ...deployment.status, conditions } };
}

/** Brings the annotations of an existing new ReplicaSet, and then the Deployment's revision, up to date. */
function syncExisting(rollout: Rollout, newSet: ReplicaSet): Rollout {
  const { deps, deployment, oldSets } = rollout;
  const before = newSet.metadata.annotations ?? {};
  const annotations = newSetAnnotations(deployment, before, nextRevision(oldSets));
  const minReadySeconds = deployment.spec.minReadySeconds ?? 0;
  if (annotations !== before || (newSet.spec.minReadySeconds ?? 0) !== minReadySeconds) {
    const updated = deps.client.update(replicaSetKind, {
      ...newSet,
      metadata: { ...newSet.metadata, annotations },
      spec: { ...newSet.spec, minReadySeconds },
    });
    return { ...rollout, newSet: updated };
  }
  const noted = withRevision(deployment, annotations[revisionAnnotation] ?? '');
  const found = `Found new replica set "${newSet.metadata.name}"`;
  const known = progressingOf(deployment.status.conditions) !== undefined;
  return writeDeployment(
    rollout,
    known ? noted : withProgress(noted, 'True', 'FoundNewReplicaSet', found, deps.clock.now()),
  );
}

/** The ReplicaSet for a Deployment's template: its name ends in the template's hash. */
function draftSet({ deployment, oldSets }: Rollout): Draft<ReplicaSet> {
  const { template, selector, minReadySeconds } = deployment.spec;
  const hash = templateHash(template, deployment.status.collisionCount);
  const labels = { ...template.metadata?.labels, [hashLabel]: hash };
  const annotations = newSetAnnotations(deployment, {}, nextRevision(oldSets));
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${deployment.metadata.name.slice(0, 252 - hash.length)}-${hash}`,
      namespace: deployment.metadata.namespace ?? '',
      labels,
      annotations: withReplicaCounts(annotations, deployment),
      ownerReferences: [controllerReference(deployment)],
    },
    spec: {
      replicas: newSetReplicas(deployment, totalsOf(oldSets).desired, 0),
      ...(minReadySeconds ? { minReadySeconds } : {}),
      selector: { ...selector, matchLabels: { ...selector.matchLabels, [hashLabel]: hash } },
      template: { ...template, metadata: { ...template.metadata, labels } },
    },
  };
}

/** Makes the new ReplicaSet and says so in an event and in the Deployment's status. */
function createSet(rollout: Rollout): Rollout {
  const { deps, deployment } = rollout;
  const draft = draftSet(rollout);
  let newSet: ReplicaSet;
  try {
    newSet = deps.client.create(replicaSetKind, draft);
  } catch (refusal) {
    if (!(refusal instanceof StatusError)) throw refusal;
    return reportRefusal(rollout, draft.metadata.name ?? '', refusal);
  }
  const { name } = newSet.metadata;
  const replicas = replicasOf(newSet);
  if (replicas > 0) {
    const message = `Scaled up replica set ${name} from 0 to ${replicas}`;
    deps.recorder.event(deployment, 'Normal', 'ScalingReplicaSet', message);
  }
  const noted = withRevision(deployment, newSet.metadata.annotations?.[revisionAnnotation] ?? '');
  const created = `Created new replica set "${name}"`;
  return writeDeployment(
    { ...rollout, newSet },
    withProgress(noted, 'True', 'NewReplicaSetCreated', created, deps.clock.now()),
  );
}

/** A name that is taken by another template is a collision: the count goes into the next hash. */
function reportRefusal(rollout: Rollout, name: string, refusal: StatusError): Rollout {
  const { deps, deployment } = rollout;
  if (isNamespaceTerminating(refusal)) throw refusal;
  if (isAlreadyExists(refusal)) {
    const taken = deps.client.get(replicaSetKind, deployment.metadata.namespace ?? '', name);
    const ours = taken && isControlledBy(taken, deployment);
    if (ours && equalIgnoreHash(taken.spec.template, deployment.spec.template)) {
      return { ...rollout, newSet: taken };
    }
    const collisionCount = (deployment.status.collisionCount ?? 0) + 1;
    writeDeployment(rollout, { ...deployment, status: { ...deployment.status, collisionCount } });
    throw refusal;
  }
  const message = `Failed to create new replica set "${name}": ${refusal.message}`;
  const reason = 'ReplicaSetCreateError';
  writeDeployment(rollout, withProgress(deployment, 'False', reason, message, deps.clock.now()));
  deps.recorder.event(deployment, 'Warning', reason, message);
  throw refusal;
}

/**
 * The rollout with its new ReplicaSet's revision up to date, and with one made when there is none
 * and `create` says so. Mirrors kubernetes pkg/controller/deployment/sync.go
 * getAllReplicaSetsAndSyncRevision.
 */
export function syncRevision(rollout: Rollout, create: boolean): Rollout {
  if (rollout.newSet) return syncExisting(rollout, rollout.newSet);
  return create ? createSet(rollout) : rollout;
}
