/** What a claim needs next. Mirrors kubernetes pkg/controller/volume/persistentvolume/pv_controller.go syncClaim. */
import { keyOf } from '#apimachinery/object.ts';
import { persistentVolumeKind } from '#resources/persistentvolume.ts';
import { persistentVolumeClaimKind } from '#resources/persistentvolumeclaim.ts';
import { bestVolume, isVolumeBoundTo, mismatch } from '#resources/storage/binding.ts';
import { classOf, defaultClass, hasClass, isDelayed } from '#resources/storage/classes.ts';
import type {
  PersistentVolume,
  PersistentVolumeClaim,
  StorageClass,
} from '#resources/storage/types.ts';
import { storageClassKind } from '#resources/storageclass.ts';
import { isPodFinished } from '../../pods.ts';
import { BIND_COMPLETED, isAnnotated, SELECTED_NODE } from '../annotations.ts';
import { bind, updateClaimStatus } from './bind.ts';
import type { BinderContext } from './context.ts';
import { provision } from './provision.ts';

const NO_VOLUME = 'no persistent volumes available for this claim and no storage class is set';

function sayWaiting({ recorder, podsOf }: BinderContext, claim: PersistentVolumeClaim): void {
  const names = podsOf(keyOf(claim))
    .filter((pod) => !isPodFinished(pod) && !pod.spec.nodeName)
    .map(({ metadata }) => metadata.name);
  const [only] = names;
  if (only === undefined) {
    const message = 'waiting for first consumer to be created before binding';
    recorder.event(claim, 'Normal', 'WaitForFirstConsumer', message);
    return;
  }
  const who = names.length > 1 ? `pods ${names.join(',')}` : `pod ${only}`;
  recorder.event(claim, 'Normal', 'WaitForPodScheduled', `waiting for ${who} to be scheduled`);
}

/** A claim made before there was a default class gets it now. Mirrors assignDefaultStorageClass. */
function assignDefaultClass({ client }: BinderContext, claim: PersistentVolumeClaim): boolean {
  if (hasClass(claim)) return false;
  const found = defaultClass(client.list(storageClassKind));
  if (!found) return false;
  const spec = { ...claim.spec, storageClassName: found.metadata.name };
  client.update(persistentVolumeClaimKind, { ...claim, spec });
  return true;
}

function syncNameless(
  context: BinderContext,
  claim: PersistentVolumeClaim,
  storageClass: StorageClass | undefined,
): void {
  const delayed = isDelayed(storageClass);
  const volume = bestVolume(claim, context.candidates(keyOf(claim)), delayed);
  if (volume) {
    bind(context, volume, claim);
    return;
  }
  if (assignDefaultClass(context, claim)) return;
  if (delayed && !isAnnotated(claim, SELECTED_NODE)) sayWaiting(context, claim);
  else if (classOf(claim) !== '') {
    provision(context, claim, storageClass);
    return;
  } else context.recorder.event(claim, 'Normal', 'FailedBinding', NO_VOLUME);
  updateClaimStatus(context, claim, 'Pending', undefined);
}

/** The claim asks for a volume by name. */
function syncNamed(
  context: BinderContext,
  claim: PersistentVolumeClaim,
  volume: PersistentVolume | undefined,
): void {
  const { recorder } = context;
  if (volume && isVolumeBoundTo(volume, claim)) {
    bind(context, volume, claim);
    return;
  }
  if (volume && !volume.spec.claimRef) {
    const why = mismatch(volume, claim);
    if (why === undefined) {
      bind(context, volume, claim);
      return;
    }
    const name = JSON.stringify(volume.metadata.name);
    const message = `Cannot bind to requested volume ${name}: ${why}`;
    recorder.event(claim, 'Warning', 'VolumeMismatch', message);
  } else if (volume) {
    const message = `volume ${JSON.stringify(volume.metadata.name)} already bound to a different claim.`;
    recorder.event(claim, 'Warning', 'FailedBinding', message);
  }
  updateClaimStatus(context, claim, 'Pending', undefined);
}

function loseClaim(
  context: BinderContext,
  claim: PersistentVolumeClaim,
  reason: string,
  message: string,
): void {
  if (claim.status.phase === 'Lost') return;
  const lost = updateClaimStatus(context, claim, 'Lost', undefined);
  context.recorder.event(lost, 'Warning', reason, message);
}

/** The claim has been bound: its volume should still be there and be its own. */
function syncBound(
  context: BinderContext,
  claim: PersistentVolumeClaim,
  volume: PersistentVolume | undefined,
): void {
  if (!claim.spec.volumeName) {
    const message =
      'Bound claim has lost reference to PersistentVolume. Data on the volume is lost!';
    loseClaim(context, claim, 'ClaimLost', message);
  } else if (!volume) {
    const message = 'Bound claim has lost its PersistentVolume. Data on the volume is lost!';
    loseClaim(context, claim, 'ClaimLost', message);
  } else if (!volume.spec.claimRef || volume.spec.claimRef.uid === claim.metadata.uid) {
    bind(context, volume, claim);
  } else {
    const message = 'Two claims are bound to the same volume, this one is bound incorrectly';
    loseClaim(context, claim, 'ClaimMisbound', message);
  }
}

/** Brings a claim one step further. */
export function syncClaim(context: BinderContext, claim: PersistentVolumeClaim): void {
  const { client } = context;
  const { volumeName } = claim.spec;
  const volume = volumeName ? client.get(persistentVolumeKind, '', volumeName) : undefined;
  if (isAnnotated(claim, BIND_COMPLETED)) syncBound(context, claim, volume);
  else if (volumeName) syncNamed(context, claim, volume);
  else {
    const name = classOf(claim);
    const storageClass = name ? client.get(storageClassKind, '', name) : undefined;
    syncNameless(context, claim, storageClass);
  }
}
