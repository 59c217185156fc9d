/** The Deployment controller: a ReplicaSet per template, and the way from one to the next. */
import type { StoreEvent } from '#apimachinery/api.ts';
import { keyOf, splitKey } from '#apimachinery/object.ts';
import { controllerOf } from '#apimachinery/owner-references.ts';
import { selectorOfObject } from '#apimachinery/selector.ts';
import type { WorkQueue } from '#client/work-queue.ts';
import { type Deployment, deploymentKind } from '#resources/deployment.ts';
import { type Pod, podKind } from '#resources/pod.ts';
import { type ReplicaSet, replicaSetKind } from '#resources/replicaset.ts';
import { claim } from '../claim.ts';
import type { Controller, ControllerDeps } from '../controller.ts';
import { startLoop } from '../loop.ts';
import { createOrphans, type Orphans } from '../orphans.ts';
import { resolveController } from '../resolve.ts';
import { rolloutRecreate } from './recreate.ts';
import { findRollout, syncRevision } from './revisions.ts';
import { rolloutRolling } from './rolling.ts';
import type { Rollout } from './rollout.ts';
import { isScalingEvent } from './scale.ts';
import { syncStatus } from './status.ts';
import { syncPaused, syncScale } from './sync.ts';

/** One step of whatever a Deployment needs; gives when to look again, ms, if time alone may change it. */
function step(rollout: Rollout): number | undefined {
  if (rollout.deployment.metadata.deletionTimestamp !== undefined) {
    syncStatus(syncRevision(rollout, false));
    return undefined;
  }
  const noted = syncRevision(syncPaused(rollout), false);
  if (noted.deployment.spec.paused || isScalingEvent(noted)) {
    syncScale(noted);
    return undefined;
  }
  return noted.deployment.spec.strategy?.type === 'Recreate'
    ? rolloutRecreate(noted)
    : rolloutRolling(syncRevision(noted, true));
}

/** Mirrors kubernetes pkg/controller/deployment/deployment_controller.go syncDeployment. */
function reconcile(
  deps: ControllerDeps,
  orphans: Orphans<ReplicaSet>,
  key: string,
): number | undefined {
  const { namespace, name } = splitKey(key);
  const deployment = deps.client.get(deploymentKind, namespace, name);
  if (!deployment) return undefined;
  const owned = deps.client.byOwner(replicaSetKind, deployment.metadata.uid);
  const candidates = [...owned, ...orphans.in(namespace)];
  const sets = claim(deps.client, deployment, replicaSetKind, candidates);
  return step(findRollout(deps, deployment, sets));
}

/** Wakes the Deployments that a change of a ReplicaSet concerns: its owner's before and now, or those that could adopt it. */
function onReplicaSet(
  { client }: ControllerDeps,
  queue: WorkQueue,
  {
    object,
    previous,
    revision,
    type,
  }: StoreEvent & { object: ReplicaSet; previous: ReplicaSet | undefined },
): void {
  const owner = resolveController(client, deploymentKind, object);
  const before = previous && resolveController(client, deploymentKind, previous);
  for (const deployment of new Set([before, owner])) {
    if (deployment) queue.add(keyOf(deployment), revision);
  }
  if (type === 'DELETED' || controllerOf(object)) return;
  if (previous && !controllerOf(previous) && previous.metadata.labels === object.metadata.labels) {
    return;
  }
  const { namespace } = object.metadata;
  for (const deployment of client.list(deploymentKind, { namespace })) {
    const selector = selectorOfObject(deployment.spec.selector);
    if (selector.matches(object.metadata.labels)) queue.add(keyOf(deployment), revision);
  }
}

/** Wakes a Recreate Deployment when a pod of it is gone: perhaps it was the last old one. */
function onPodDeleted({ client }: ControllerDeps, queue: WorkQueue, pod: Pod, cause: number): void {
  const set = resolveController(client, replicaSetKind, pod);
  const deployment = set && resolveController<Deployment>(client, deploymentKind, set);
  if (deployment?.spec.strategy?.type === 'Recreate') queue.add(keyOf(deployment), cause);
}

export const deploymentController: Controller = {
  name: 'deployment-controller',
  start: (deps) => {
    const { client } = deps;
    const orphans = createOrphans(client, replicaSetKind);
    const queue = startLoop(deps, (key) => reconcile(deps, orphans, key));
    client.watch(deploymentKind, ({ object, revision }) => queue.add(keyOf(object), revision));
    client.watch(replicaSetKind, (event) => {
      orphans.observe(event.type, event.object);
      onReplicaSet(deps, queue, event);
    });
    client.watch(podKind, ({ type, object, revision }) => {
      if (type === 'DELETED') onPodDeleted(deps, queue, object, revision);
    });
  },
};
