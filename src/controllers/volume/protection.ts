/** Claims stay while a pod on a node uses them, volumes while they are bound. Mirrors kubernetes pkg/controller/volume/{pvcprotection,pvprotection}. */
import { keyOf, splitKey } from '#apimachinery/object.ts';
import { persistentVolumeKind } from '#resources/persistentvolume.ts';
import { persistentVolumeClaimKind } from '#resources/persistentvolumeclaim.ts';
import type { Controller } from '../controller.ts';
import { startLoop } from '../loop.ts';
import { protect } from './finalizer.ts';
import { type PodClaims, watchPodClaims } from './pod-claims.ts';

export const pvcProtectionController: Controller = {
  name: 'persistentvolumeclaim-protection-controller',
  start: (deps) => {
    const { client } = deps;
    let pods: PodClaims | undefined;
    const isUsed = (key: string): boolean =>
      pods?.podsOf(key).some(({ spec }) => Boolean(spec.nodeName)) ?? false;
    const queue = startLoop(deps, (key) => {
      const { namespace, name } = splitKey(key);
      const claim = client.get(persistentVolumeClaimKind, namespace, name);
      if (!claim) return undefined;
      const finalizer = 'kubernetes.io/pvc-protection';
      protect(client, persistentVolumeClaimKind, claim, finalizer, () => isUsed(key));
      return undefined;
    });
    client.watch(persistentVolumeClaimKind, ({ type, object, revision }) => {
      pods ??= watchPodClaims(client, ({ claimKeys, revision: cause }) => {
        for (const key of claimKeys) queue.add(key, cause);
      });
      if (type !== 'DELETED') queue.add(keyOf(object), revision);
    });
  },
};

export const pvProtectionController: Controller = {
  name: 'persistentvolume-protection-controller',
  start: (deps) => {
    const { client } = deps;
    const queue = startLoop(deps, (name) => {
      const volume = client.get(persistentVolumeKind, '', name);
      if (!volume) return undefined;
      const isBound = (): boolean => volume.status.phase === 'Bound';
      protect(client, persistentVolumeKind, volume, 'kubernetes.io/pv-protection', isBound);
      return undefined;
    });
    client.watch(persistentVolumeKind, ({ type, object, revision }) => {
      if (type !== 'DELETED') queue.add(object.metadata.name, revision);
    });
  },
};
