/** A provisioner outside the control plane, as a cluster's storage vendor runs one: makes, deletes and grows volumes. Mirrors sig-storage-lib-external-provisioner controller/controller.go and external-resizer. */
import { keyOf, splitKey } from '#apimachinery/object.ts';
import { latency } from '#kernel/latency.ts';
import { persistentVolumeKind } from '#resources/persistentvolume.ts';
import { persistentVolumeClaimKind } from '#resources/persistentvolumeclaim.ts';
import type { PersistentVolume, PersistentVolumeClaim } from '#resources/storage/types.ts';
import type { Controller, ControllerDeps } from '../../controller.ts';
import { startLoop } from '../../loop.ts';
import { PROVISIONED_BY, STORAGE_PROVISIONER } from '../annotations.ts';
import { wantsMore } from '../expand.ts';
import { withoutFinalizer } from '../finalizer.ts';
import { draftVolume, PROVISIONER_FINALIZER, provisionerName, volumeNameOf } from './draft.ts';
import { beginResize, finishResize } from './resize.ts';

const isOurs = ({ metadata }: PersistentVolume): boolean =>
  metadata.annotations?.[PROVISIONED_BY] === provisionerName;

const wantsVolume = ({ metadata, spec }: PersistentVolumeClaim): boolean =>
  metadata.annotations?.[STORAGE_PROVISIONER] === provisionerName &&
  !spec.volumeName &&
  !metadata.deletionTimestamp;

const isDoomed = (volume: PersistentVolume): boolean =>
  isOurs(volume) &&
  volume.status.phase === 'Released' &&
  volume.spec.persistentVolumeReclaimPolicy === 'Delete';

/** Work that takes a while is begun, and finished at a later look: when, by key. */
function createWork(clock: ControllerDeps['clock']) {
  const dueMs = new Map<string, number>();
  return {
    isBegun: (key: string): boolean => dueMs.has(key),
    begin: (key: string): number => {
      dueMs.set(key, clock.now() + latency.volumeProvisionMs);
      return latency.volumeProvisionMs;
    },
    leftMs: (key: string): number => (dueMs.get(key) ?? 0) - clock.now(),
    end: (key: string): void => {
      dueMs.delete(key);
    },
  };
}

function lookAtClaims(deps: ControllerDeps): (key: string) => number | undefined {
  const { client, clock, recorder } = deps;
  const making = createWork(clock);
  const growing = createWork(clock);

  const make = (key: string, claim: PersistentVolumeClaim): number | undefined => {
    if (!making.isBegun(key)) {
      const message = `External provisioner is provisioning volume for claim ${JSON.stringify(key)}`;
      recorder.event(claim, 'Normal', 'Provisioning', message);
      return making.begin(key);
    }
    const leftMs = making.leftMs(key);
    if (leftMs > 0) return leftMs;
    making.end(key);
    const name = volumeNameOf(claim);
    if (client.get(persistentVolumeKind, '', name)) return undefined;
    const draft = draftVolume(client, claim);
    if (!draft) return undefined;
    client.create(persistentVolumeKind, draft);
    const message = `Successfully provisioned volume ${name}`;
    recorder.event(claim, 'Normal', 'ProvisioningSucceeded', message);
    return undefined;
  };

  const grow = (
    key: string,
    claim: PersistentVolumeClaim,
    volume: PersistentVolume,
  ): number | undefined => {
    if (!growing.isBegun(key)) {
      beginResize(deps, claim, volume);
      return growing.begin(key);
    }
    const leftMs = growing.leftMs(key);
    if (leftMs > 0) return leftMs;
    growing.end(key);
    finishResize(deps, claim, volume);
    return undefined;
  };

  return (key) => {
    const { namespace, name } = splitKey(key);
    const claim = client.get(persistentVolumeClaimKind, namespace, name);
    if (!claim) {
      making.end(key);
      growing.end(key);
      return undefined;
    }
    if (wantsVolume(claim)) return make(key, claim);
    making.end(key);
    const volume = client.get(persistentVolumeKind, '', claim.spec.volumeName ?? '');
    return volume && isOurs(volume) && wantsMore(claim) ? grow(key, claim, volume) : undefined;
  };
}

function lookAtVolumes({ client, clock }: ControllerDeps): (name: string) => number | undefined {
  const deleting = createWork(clock);
  return (name) => {
    const volume = client.get(persistentVolumeKind, '', name);
    if (!volume || !isDoomed(volume)) {
      deleting.end(name);
      return undefined;
    }
    if (!deleting.isBegun(name)) return deleting.begin(name);
    const leftMs = deleting.leftMs(name);
    if (leftMs > 0) return leftMs;
    deleting.end(name);
    const freed = client.update(
      persistentVolumeKind,
      withoutFinalizer(volume, PROVISIONER_FINALIZER),
    );
    if (!freed.metadata.deletionTimestamp) client.delete(persistentVolumeKind, freed);
    return undefined;
  };
}

export const storageProvisioner: Controller = {
  name: `${provisionerName}_control-plane`,
  start: (deps) => {
    const { client } = deps;
    const claims = startLoop(deps, lookAtClaims(deps), () => 0);
    const volumes = startLoop(deps, lookAtVolumes(deps), () => 0);
    client.watch(persistentVolumeClaimKind, ({ object, revision }) => {
      claims.add(keyOf(object), revision);
    });
    client.watch(persistentVolumeKind, ({ object, revision }) => {
      if (isOurs(object)) volumes.add(object.metadata.name, revision);
    });
  },
};
