/** The loop behind ReplicaSets, and behind whatever can be looked at as one. */
import type { Kind } from '#apimachinery/kind.ts';
import { type KubeObject, keyOf, splitKey } from '#apimachinery/object.ts';
import { selectorOfObject } from '#apimachinery/selector.ts';
import { type Pod, podKind } from '#resources/pod.ts';
import type { ReplicaSet } from '#resources/replicaset.ts';
import { nextAvailabilityMs } from '../availability.ts';
import type { ControllerDeps } from '../controller.ts';
import { startLoop } from '../loop.ts';
import type { Orphans } from '../orphans.ts';
import { isOtherPod, onPodOf } from '../pod-events.ts';
import { createPodFollower } from '../pod-follower.ts';
import { isPodActive } from '../pods.ts';
import { takeCensus } from './census.ts';
import { manageReplicas } from './manage.ts';
import { replicaSetStatus } from './status.ts';

/** Where the loop finds its ReplicaSets, and how it writes their status. */
interface ReplicaSource<T extends KubeObject> {
  readonly kind: Kind<T>;
  /** An object as a ReplicaSet, with its own apiVersion and kind. */
  view(object: T): ReplicaSet;
  writeStatus(deps: ControllerDeps, set: ReplicaSet): void;
}

/**
 * Claims pods, creates or deletes what is needed, and writes the status; gives when to look again,
 * ms, while ready pods are not yet available. Throws what creating or deleting was refused with,
 * after the status says so. Mirrors kubernetes pkg/controller/replicaset/replica_set.go syncReplicaSet.
 */
function reconcile<T extends KubeObject>(
  deps: ControllerDeps,
  source: ReplicaSource<T>,
  orphans: Orphans<Pod>,
  key: string,
): number | undefined {
  const { client, clock } = deps;
  const { namespace, name } = splitKey(key);
  const object = client.get(source.kind, namespace, name);
  if (!object) return undefined;
  const set = source.view(object);
  const owned = client.byOwner(podKind, set.metadata.uid);
  const nowMs = clock.now();
  const census = takeCensus(client, set, owned, orphans.in(namespace), nowMs);
  const { active } = census;
  const isDeleting = set.metadata.deletionTimestamp !== undefined;
  const error = isDeleting ? undefined : manageReplicas(deps, set, active);
  const status = replicaSetStatus(set, census, error, nowMs);
  if (status !== set.status) source.writeStatus(deps, { ...set, status });
  if (error) throw error;
  const { minReadySeconds = 0 } = set.spec;
  if (minReadySeconds === 0 || status.readyReplicas === status.availableReplicas) return undefined;
  return nextAvailabilityMs(active, minReadySeconds * 1000, nowMs);
}

/** A look at many pods takes longer: 12 ms at 100, 110 ms at 5,000. */
const busyMs = (replicas: number): number => 10 + replicas / 50;

/** Whether a ReplicaSet would count or do otherwise after a change of one of its pods. */
const matters = (pod: Pod, before: Pod): boolean =>
  isOtherPod(pod, before) || isPodActive(pod) !== isPodActive(before);

/** Starts the loop over one kind; pods are followed from its first object on. */
export function startReplicaLoop<T extends KubeObject>(
  deps: ControllerDeps,
  source: ReplicaSource<T>,
): void {
  const { client } = deps;
  const { kind, view } = source;
  const selects = (owner: T, pod: Pod): boolean =>
    selectorOfObject(view(owner).spec.selector).matches(pod.metadata.labels);
  const pods = createPodFollower(client, (event) =>
    onPodOf(client, queue, { kind, selects, matters }, event),
  );
  const queue = startLoop(
    deps,
    (key) => reconcile(deps, source, pods.orphans, key),
    (key) => {
      const { namespace, name } = splitKey(key);
      const object = client.get(kind, namespace, name);
      return busyMs(object ? (view(object).status.replicas ?? 0) : 0);
    },
  );
  client.watch(kind, ({ object, revision }) => {
    pods.start();
    queue.add(keyOf(object), revision);
  });
}
