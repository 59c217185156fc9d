/** How many pods a budget expects, and how many must stay healthy. Mirrors kubernetes pkg/controller/disruption/disruption.go getExpectedPodCount. */
import { scaledValue } from '#apimachinery/int-or-string.ts';
import { apiVersionOf } from '#apimachinery/kind.ts';
import type { OwnerReference } from '#apimachinery/object.ts';
import { controllerOf } from '#apimachinery/owner-references.ts';
import type { Client } from '#client/client.ts';
import { deploymentKind } from '#resources/deployment.ts';
import { kinds } from '#resources/index.ts';
import type { Pod } from '#resources/pod.ts';
import type { PodDisruptionBudget } from '#resources/poddisruptionbudget.ts';
import { replicaSetKind } from '#resources/replicaset.ts';
import { resolveController } from '../resolve.ts';

/** What keeps a budget from being worked out. */
export class SyncFailure extends Error {
  override name = 'SyncFailure';
}

interface Scaled {
  readonly uid: string;
  readonly replicas: number;
}

/** The Deployment above a pod's ReplicaSet, if there is one. */
function deploymentOf(client: Client, pod: Pod): Scaled | undefined {
  const set = resolveController(client, replicaSetKind, pod);
  const deployment = set && resolveController(client, deploymentKind, set);
  if (!deployment) return undefined;
  return { uid: deployment.metadata.uid, replicas: deployment.spec.replicas ?? 1 };
}

/** What an owner says of its scale; undefined when it is gone. */
function scaleOf(client: Client, owner: OwnerReference, namespace: string): Scaled | undefined {
  const kind = kinds.find(
    (one) => one.kind === owner.kind && apiVersionOf(one) === owner.apiVersion,
  );
  if (!kind) {
    throw new SyncFailure(`no matches for kind "${owner.kind}" in version "${owner.apiVersion}"`);
  }
  if (!kind.scale) {
    const resource = kind.group ? `${kind.plural}.${kind.group}` : kind.plural;
    throw new SyncFailure(`${resource} does not implement the scale subresource`);
  }
  const object = client.get(kind, namespace, owner.name);
  if (object?.metadata.uid !== owner.uid) return undefined;
  return { uid: owner.uid, replicas: kind.scale.replicas(object) };
}

/** The sum of what the controllers of the pods want; pods that have none don't count. */
function expectedScale(client: Client, pods: readonly Pod[]) {
  const scales = new Map<string, number>();
  const seen = new Set<string>();
  let unmanaged = 0;
  for (const pod of pods) {
    const owner = controllerOf(pod);
    if (!owner) {
      unmanaged += 1;
      continue;
    }
    if (seen.has(owner.uid)) continue;
    const { name, namespace = '' } = pod.metadata;
    const found = deploymentOf(client, pod) ?? scaleOf(client, owner, namespace);
    if (!found) throw new SyncFailure(`found no controllers for pod "${name}"`);
    seen.add(owner.uid);
    scales.set(found.uid, found.replicas);
  }
  return { expected: [...scales.values()].reduce((sum, one) => sum + one, 0), unmanaged };
}

export interface Expected {
  readonly expected: number;
  readonly desiredHealthy: number;
  /** Pods without a controller, where controllers are what is counted. */
  readonly unmanaged: number;
}

/** 50% of 7 pods stay ⇒ 4; 50% of 7 may be away ⇒ 4 may, 3 stay. */
export function expectedPods(
  client: Client,
  { spec }: PodDisruptionBudget,
  pods: readonly Pod[],
): Expected {
  const { minAvailable, maxUnavailable } = spec;
  if (maxUnavailable !== undefined) {
    const { expected, unmanaged } = expectedScale(client, pods);
    const away = scaledValue(maxUnavailable, expected, 'up') ?? 0;
    return { expected, desiredHealthy: Math.max(0, expected - away), unmanaged };
  }
  if (minAvailable === undefined) return { expected: 0, desiredHealthy: 0, unmanaged: 0 };
  if (typeof minAvailable === 'number') {
    return { expected: pods.length, desiredHealthy: minAvailable, unmanaged: 0 };
  }
  const { expected, unmanaged } = expectedScale(client, pods);
  const desiredHealthy = scaledValue(minAvailable, expected, 'up') ?? 0;
  return { expected, desiredHealthy, unmanaged };
}
