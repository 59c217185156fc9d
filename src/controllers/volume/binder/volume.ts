/** What a volume needs next. Mirrors kubernetes pkg/controller/volume/persistentvolume/pv_controller.go syncVolume. */
import { persistentVolumeClaimKind } from '#resources/persistentvolumeclaim.ts';
import { isModeOther } from '#resources/storage/binding.ts';
import type { PersistentVolume, PersistentVolumeClaim } from '#resources/storage/types.ts';
import { isAnnotated, PROVISIONED_BY } from '../annotations.ts';
import { unbindVolume, updateVolumePhase } from './bind.ts';
import { type BinderContext, claimKeyOf } from './context.ts';
import { reclaim } from './reclaim.ts';

/** The claim a volume names: by name and uid. */
function claimOf(
  { client }: BinderContext,
  { spec: { claimRef } }: PersistentVolume,
): PersistentVolumeClaim | undefined {
  const { namespace = '', name = '', uid } = claimRef ?? {};
  const claim = client.get(persistentVolumeClaimKind, namespace, name);
  return claim?.metadata.uid === uid ? claim : undefined;
}

function release(context: BinderContext, volume: PersistentVolume): void {
  const { phase } = volume.status;
  const isOver = phase === 'Released' || phase === 'Failed';
  reclaim(context, isOver ? volume : updateVolumePhase(context, volume, 'Released'));
}

function sayMismatch(
  { recorder }: BinderContext,
  volume: PersistentVolume,
  claim: PersistentVolumeClaim,
): void {
  const why = 'due to incompatible volumeMode.';
  const ofVolume = `Cannot bind PersistentVolume to requested PersistentVolumeClaim ${JSON.stringify(claim.metadata.name)} ${why}`;
  recorder.event(volume, 'Warning', 'VolumeMismatch', ofVolume);
  const ofClaim = `Cannot bind PersistentVolume ${JSON.stringify(volume.metadata.name)} to requested PersistentVolumeClaim ${why}`;
  recorder.event(claim, 'Warning', 'VolumeMismatch', ofClaim);
}

/** The claim has taken another volume. */
function losesRace(context: BinderContext, volume: PersistentVolume): void {
  const isDynamic = isAnnotated(volume, PROVISIONED_BY);
  if (isDynamic && volume.spec.persistentVolumeReclaimPolicy === 'Delete') release(context, volume);
  else unbindVolume(context, volume);
}

/** Brings a volume one step further. */
export function syncVolume(context: BinderContext, volume: PersistentVolume): void {
  const key = claimKeyOf(volume);
  if (key === undefined || !volume.spec.claimRef?.uid) {
    updateVolumePhase(context, volume, 'Available');
    return;
  }
  const claim = claimOf(context, volume);
  if (!claim) release(context, volume);
  else if (!claim.spec.volumeName) {
    if (isModeOther(volume, claim)) sayMismatch(context, volume, claim);
    else context.enqueueClaim(key);
  } else if (claim.spec.volumeName === volume.metadata.name) {
    updateVolumePhase(context, volume, 'Bound');
  } else losesRace(context, volume);
}
