/** The four writes that make a volume and a claim each other's, and what undoes them. Mirrors kubernetes pkg/controller/volume/persistentvolume/pv_controller.go bind. */
import { isEqual } from '#apimachinery/equality.ts';
import { persistentVolumeKind } from '#resources/persistentvolume.ts';
import { persistentVolumeClaimKind } from '#resources/persistentvolumeclaim.ts';
import { isVolumeBoundTo } from '#resources/storage/binding.ts';
import type { PersistentVolume, PersistentVolumeClaim } from '#resources/storage/types.ts';
import {
  annotated,
  BIND_COMPLETED,
  BOUND_BY_CONTROLLER,
  isAnnotated,
  withoutAnnotation,
} from '../annotations.ts';
import { type BinderContext, claimReference } from './context.ts';

const PRE_RESIZE_CAPACITY = 'volume.alpha.kubernetes.io/pre-resize-capacity';

/** The volume's phase, with a message when it failed. */
export function updateVolumePhase(
  { client }: BinderContext,
  volume: PersistentVolume,
  phase: string,
  message = '',
): PersistentVolume {
  if (volume.status.phase === phase) return volume;
  const { message: _, ...status } = volume.status;
  return client.updateStatus(persistentVolumeKind, {
    ...volume,
    status: { ...status, phase, ...(message ? { message } : {}) },
  });
}

/** The same with an event, once. */
export function failVolume(
  context: BinderContext,
  volume: PersistentVolume,
  reason: string,
  message: string,
): void {
  if (volume.status.phase === 'Failed') return;
  const failed = updateVolumePhase(context, volume, 'Failed', message);
  context.recorder.event(failed, 'Warning', reason, message);
}

type ClaimStatus = PersistentVolumeClaim['status'];

function boundStatus(claim: PersistentVolumeClaim, volume: PersistentVolume): ClaimStatus {
  const before = claim.status;
  const { accessModes, capacity, volumeAttributesClassName: attributes } = volume.spec;
  const resized = volume.metadata.annotations?.[PRE_RESIZE_CAPACITY];
  const got = resized ? { storage: resized } : capacity;
  const isNew = before.phase !== 'Bound';
  return {
    ...before,
    phase: 'Bound',
    ...(accessModes ? { accessModes } : {}),
    ...(isNew && got ? { capacity: got } : {}),
    ...(before.phase === 'Pending' && attributes !== undefined
      ? { currentVolumeAttributesClassName: attributes }
      : {}),
  };
}

/** The claim's phase and what it got; without a volume it got nothing. Mirrors updateClaimStatus. */
export function updateClaimStatus(
  { client }: BinderContext,
  claim: PersistentVolumeClaim,
  phase: string,
  volume: PersistentVolume | undefined,
): PersistentVolumeClaim {
  const {
    accessModes: _modes,
    capacity: _capacity,
    currentVolumeAttributesClassName: _attributes,
    ...rest
  } = claim.status;
  const status = volume ? boundStatus(claim, volume) : { ...rest, phase };
  if (isEqual(status, claim.status)) return claim;
  return client.updateStatus(persistentVolumeClaimKind, { ...claim, status });
}

function bindVolumeToClaim(
  { client }: BinderContext,
  volume: PersistentVolume,
  claim: PersistentVolumeClaim,
): PersistentVolume {
  const isOwn = isVolumeBoundTo(volume, claim);
  const isNamed = isOwn && volume.spec.claimRef?.uid === claim.metadata.uid;
  if (isNamed) return volume;
  const named = { ...volume, spec: { ...volume.spec, claimRef: claimReference(claim) } };
  const next = isOwn ? named : annotated(named, { [BOUND_BY_CONTROLLER]: 'yes' });
  return client.update(persistentVolumeKind, next);
}

function bindClaimToVolume(
  { client }: BinderContext,
  claim: PersistentVolumeClaim,
  volume: PersistentVolume,
): PersistentVolumeClaim {
  const { name } = volume.metadata;
  const isNamed = claim.spec.volumeName === name;
  const named = isNamed ? claim : { ...claim, spec: { ...claim.spec, volumeName: name } };
  const marks =
    isNamed || isAnnotated(claim, BOUND_BY_CONTROLLER) ? {} : { [BOUND_BY_CONTROLLER]: 'yes' };
  const completed = isAnnotated(claim, BIND_COMPLETED) ? {} : { [BIND_COMPLETED]: 'yes' };
  const next = annotated(named, { ...completed, ...marks });
  return next === claim ? claim : client.update(persistentVolumeClaimKind, next);
}

/** Volume names claim, volume is Bound, claim names volume, claim is Bound: each only where it isn't so. */
export function bind(
  context: BinderContext,
  volume: PersistentVolume,
  claim: PersistentVolumeClaim,
): void {
  const named = bindVolumeToClaim(context, volume, claim);
  const bound = updateVolumePhase(context, named, 'Bound');
  const complete = bindClaimToVolume(context, claim, bound);
  updateClaimStatus(context, complete, 'Bound', bound);
}

/** The volume forgets its claim: all of it when we bound it, else only which one it was. */
export function unbindVolume(context: BinderContext, volume: PersistentVolume): void {
  const { claimRef, ...spec } = volume.spec;
  const { uid: _uid, ...named } = claimRef ?? {};
  const isOurs = isAnnotated(volume, BOUND_BY_CONTROLLER);
  const next = isOurs
    ? withoutAnnotation({ ...volume, spec }, BOUND_BY_CONTROLLER)
    : { ...volume, spec: { ...spec, claimRef: named } };
  const free = context.client.update(persistentVolumeKind, next);
  updateVolumePhase(context, free, 'Available');
}
