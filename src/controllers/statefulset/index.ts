/** The StatefulSet controller: pods with names, made and replaced in order. */
import { keyOf, splitKey } from '#apimachinery/object.ts';
import { selectorOfObject } from '#apimachinery/selector.ts';
import { type ControllerRevision, controllerRevisionKind } from '#resources/controllerrevision.ts';
import { type Pod, podKind } from '#resources/pod.ts';
import { type StatefulSet, statefulSetKind } from '#resources/statefulset.ts';
import { nextAvailabilityMs } from '../availability.ts';
import { claim } from '../claim.ts';
import type { Controller, ControllerDeps } from '../controller.ts';
import { ownRevisions } from '../history/revisions.ts';
import { startLoop } from '../loop.ts';
import { createOrphans, type Orphans } from '../orphans.ts';
import { hasMoved, onPodOf } from '../pod-events.ts';
import { createPodFollower } from '../pod-follower.ts';
import { truncateHistory } from './history.ts';
import { isMember } from './identity.ts';
import { makeProgress, type Progress } from './progress.ts';
import { isNews, statefulSetStatus } from './status.ts';
import { findVersions } from './versions.ts';
import { workOn } from './work.ts';

interface Free {
  readonly pods: Orphans<Pod>;
  readonly revisions: Orphans<ControllerRevision>;
}

function claimPods({ client }: ControllerDeps, set: StatefulSet, free: Free): readonly Pod[] {
  const { uid, namespace = '' } = set.metadata;
  const candidates = [...client.byOwner(podKind, uid), ...free.pods.in(namespace)];
  return claim(client, set, podKind, candidates, (pod) => isMember(set, pod));
}

/** One step, written down in the status; gives when to look again, ms, if time alone may change it. Mirrors UpdateStatefulSet. */
function sync(deps: ControllerDeps, set: StatefulSet, free: Free): number | undefined {
  const { client, clock } = deps;
  const nowMs = clock.now();
  const revisions = ownRevisions(client, set, free.revisions);
  const pods = claimPods(deps, set, free);
  const versions = findVersions(deps, set, revisions);
  const isGoing = set.metadata.deletionTimestamp !== undefined;
  const { hasRolled, error }: Progress = isGoing
    ? { hasRolled: false }
    : makeProgress(workOn(deps, set, versions, pods));
  const status = statefulSetStatus(set, versions, pods, hasRolled, nowMs);
  if (isNews(set, status)) client.updateStatus(statefulSetKind, { ...set, status });
  truncateHistory(deps, set, versions, revisions, pods);
  if (error) throw error;
  const { minReadySeconds = 0 } = set.spec;
  if (minReadySeconds === 0 || (status.readyReplicas ?? 0) === status.availableReplicas) {
    return undefined;
  }
  return nextAvailabilityMs(pods, minReadySeconds * 1000, nowMs);
}

/** Mirrors kubernetes pkg/controller/statefulset/stateful_set.go sync. */
function reconcile(deps: ControllerDeps, free: Free, key: string): number | undefined {
  const { namespace, name } = splitKey(key);
  const set = deps.client.get(statefulSetKind, namespace, name);
  return set && sync(deps, set, free);
}

/** A look at many pods takes longer. */
function busyMs({ client }: ControllerDeps, key: string): number {
  const { namespace, name } = splitKey(key);
  return 10 + (client.get(statefulSetKind, namespace, name)?.status.replicas ?? 0) / 50;
}

const selects = (set: StatefulSet, pod: Pod): boolean =>
  selectorOfObject(set.spec.selector).matches(pod.metadata.labels);

export const statefulSetController: Controller = {
  name: 'statefulset-controller',
  start: (deps) => {
    const { client } = deps;
    const pods = createPodFollower(client, (event) =>
      onPodOf(client, queue, { kind: statefulSetKind, selects, matters: hasMoved }, event),
    );
    const revisions = createOrphans(client, controllerRevisionKind);
    const free: Free = { pods: pods.orphans, revisions };
    const queue = startLoop(
      deps,
      (key) => reconcile(deps, free, key),
      (key) => busyMs(deps, key),
    );
    client.watch(controllerRevisionKind, ({ type, object }) => revisions.observe(type, object));
    client.watch(statefulSetKind, ({ object, revision }) => {
      pods.start();
      queue.add(keyOf(object), revision);
    });
  },
};
