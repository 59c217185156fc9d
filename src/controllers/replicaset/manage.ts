/** Closes the gap between the pods a ReplicaSet has and those it wants. */
import type { Draft } from '#apimachinery/object.ts';
import { controllerOf, controllerReference } from '#apimachinery/owner-references.ts';
import { selectorOfObject } from '#apimachinery/selector.ts';
import { StatusError } from '#apimachinery/status.ts';
import type { Client } from '#client/client.ts';
import { type Pod, podKind } from '#resources/pod.ts';
import { type ReplicaSet, replicaSetKind } from '#resources/replicaset.ts';
import type { ControllerDeps } from '../controller.ts';
import { isNamespaceTerminating, isNotFound } from '../refusals.ts';
import { replicasOf } from '../replicas.ts';
import { slowStartBatch } from '../slow-start.ts';
import { getPodsToDelete } from './rank.ts';

/** The most pods one reconcile creates or deletes. */
const burstReplicas = 500;

/**
 * The pod a ReplicaSet stamps from its template: every pod of it shares one spec and one set of
 * labels. Mirrors kubernetes pkg/controller/controller_utils.go GetPodFromTemplate.
 */
function podFromTemplate(set: ReplicaSet): Draft<Pod> {
  const { metadata, spec } = set.spec.template ?? {};
  const { labels, annotations, finalizers } = metadata ?? {};
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      generateName: `${set.metadata.name}-`,
      namespace: set.metadata.namespace ?? '',
      ...(labels ? { labels } : {}),
      ...(annotations ? { annotations } : {}),
      ...(finalizers ? { finalizers } : {}),
      ownerReferences: [controllerReference(set)],
    },
    spec: spec ?? { containers: [] },
  };
  return pod;
}

/** Creates `count` pods, slowly at first. A namespace that is going away refuses all: nothing to report. */
function createPods(deps: ControllerDeps, set: ReplicaSet, count: number): Error | undefined {
  const { client, recorder } = deps;
  const pod = podFromTemplate(set);
  const createOne = (): StatusError | undefined => {
    try {
      const { metadata } = client.create(podKind, pod);
      recorder.event(set, 'Normal', 'SuccessfulCreate', `Created pod: ${metadata.name}`);
      return undefined;
    } catch (refusal) {
      if (!(refusal instanceof StatusError)) throw refusal;
      if (isNamespaceTerminating(refusal)) return undefined;
      recorder.event(set, 'Warning', 'FailedCreate', `Error creating: ${refusal.message}`);
      return refusal;
    }
  };
  return slowStartBatch(count, createOne).error;
}

function deletePods(
  { client, recorder }: ControllerDeps,
  set: ReplicaSet,
  pods: readonly Pod[],
): Error | undefined {
  let error: Error | undefined;
  for (const pod of pods) {
    const { name, uid } = pod.metadata;
    try {
      client.delete(podKind, pod, { preconditions: { uid } });
      recorder.event(set, 'Normal', 'SuccessfulDelete', `Deleted pod: ${name}`);
    } catch (refusal) {
      if (!(refusal instanceof StatusError)) throw refusal;
      if (isNotFound(refusal)) continue;
      recorder.event(set, 'Warning', 'FailedDelete', `Error deleting: ${refusal.message}`);
      error ??= new StatusError(
        refusal.code,
        refusal.reason,
        `unable to delete pods: ${refusal.message}`,
      );
    }
  }
  return error;
}

/** The pods of every ReplicaSet with the same owner, and of this one. Mirrors getIndirectlyRelatedPods. */
function relatedPods(client: Client, set: ReplicaSet, own: readonly Pod[]): readonly Pod[] {
  const owner = controllerOf(set);
  if (!owner) return own;
  return client.byOwner(replicaSetKind, owner.uid).flatMap((each) => {
    const selector = selectorOfObject(each.spec.selector);
    return client
      .byOwner(podKind, each.metadata.uid)
      .filter((pod) => selector.matches(pod.metadata.labels));
  });
}

/**
 * Creates or deletes what is needed, at most 500 at a time; the events of those bring the rest.
 * Gives the first refusal met. Mirrors kubernetes pkg/controller/replicaset/replica_set.go
 * manageReplicas. Differs: no expectations, because loops here read the store itself and so
 * always see their own writes.
 */
export function manageReplicas(
  deps: ControllerDeps,
  set: ReplicaSet,
  active: readonly Pod[],
): Error | undefined {
  const missing = replicasOf(set) - active.length;
  if (missing > 0) return createPods(deps, set, Math.min(missing, burstReplicas));
  if (missing === 0) return undefined;
  const count = Math.min(-missing, burstReplicas);
  const related = count < active.length ? relatedPods(deps.client, set, active) : active;
  return deletePods(deps, set, getPodsToDelete(active, related, count, deps.clock.now()));
}
