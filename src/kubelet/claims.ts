/** Claims a pod's volumes stand for: whether they have their volumes. Mirrors kubernetes pkg/kubelet/volumemanager/populator/desired_state_of_world_populator.go getPVCExtractPV. */
import type { Client } from '#client/client.ts';
import { persistentVolumeClaimKind } from '#resources/persistentvolumeclaim.ts';
import type { Pod } from '#resources/pod.ts';
import { claimNamesOf } from '#resources/storage/pod-claims.ts';
import type { Steps } from './steps.ts';
import type { SyncTarget } from './sync-target.ts';

const LOOK_AGAIN_MS = 300;
/** So long a pod's volumes are waited for before that is said. */
const TIMEOUT_MS = 123_000;

function problemOf(client: Client, namespace: string, name: string): string | undefined {
  const claim = client.get(persistentVolumeClaimKind, namespace, name);
  const head = `error processing PVC ${namespace}/${name}: `;
  if (!claim) {
    return `${head}failed to fetch PVC from API server: persistentvolumeclaims ${JSON.stringify(name)} not found`;
  }
  if (claim.metadata.deletionTimestamp && !claim.metadata.finalizers?.length) {
    return `${head}PVC is being deleted`;
  }
  const isBound = claim.status.phase === 'Bound' && Boolean(claim.spec.volumeName);
  return isBound ? undefined : `${head}PVC is not bound`;
}

/** Why a pod's volumes cannot be mounted yet, in the words of the FailedMount event. */
export function claimError(pod: Pod, client: Client): string | undefined {
  const { namespace = '' } = pod.metadata;
  const names = claimNamesOf(pod);
  if (names.length === 0) return undefined;
  const problem = names.map((name) => problemOf(client, namespace, name)).find(Boolean);
  if (problem === undefined) return undefined;
  const volumes = (pod.spec.volumes ?? []).filter(
    ({ persistentVolumeClaim, ephemeral }) => persistentVolumeClaim ?? ephemeral,
  );
  const list = volumes.map(({ name }) => name).join(' ');
  return `Unable to attach or mount volumes: unmounted volumes=[${list}], unattached volumes=[], failed to process volumes=[${list}]: ${problem}`;
}

/** Waits until every claim of the pod is bound; says so every two minutes. */
export function* waitForClaims(target: SyncTarget): Steps<void> {
  let waitedMs = 0;
  for (;;) {
    const { node, pod } = target.context();
    const error = claimError(pod, node.client);
    if (error === undefined) return;
    if (waitedMs >= TIMEOUT_MS) {
      node.events.event(pod, 'Warning', 'FailedMount', error);
      waitedMs = 0;
    }
    yield LOOK_AGAIN_MS;
    waitedMs += LOOK_AGAIN_MS;
  }
}
