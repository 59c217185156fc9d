/** Whether a volume and a claim are each other's. Mirrors component-helpers storage/volume/pv_helpers.go. */
import { compareQuantities, parseQuantity } from '#apimachinery/quantity.ts';
import { selectorOfObject } from '#apimachinery/selector.ts';
import { classOf } from './classes.ts';
import type { PersistentVolume, PersistentVolumeClaim } from './types.ts';

/** The volume names the claim: by name, and by uid once it has one. */
export function isVolumeBoundTo(
  { spec: { claimRef } }: PersistentVolume,
  { metadata }: PersistentVolumeClaim,
): boolean {
  if (claimRef?.name !== metadata.name || claimRef.namespace !== metadata.namespace) return false;
  return !claimRef.uid || claimRef.uid === metadata.uid;
}

const modeOf = ({ spec }: PersistentVolume | PersistentVolumeClaim): string =>
  spec.volumeMode ?? 'Filesystem';

export const isModeOther = (volume: PersistentVolume, claim: PersistentVolumeClaim): boolean =>
  modeOf(volume) !== modeOf(claim);

/** Whether the volume can be mounted in every way the claim asks for. */
export const hasAccessModes = (volume: PersistentVolume, claim: PersistentVolumeClaim): boolean =>
  (claim.spec.accessModes ?? []).every((mode) => volume.spec.accessModes?.includes(mode));

const sizeOf = (amount: string | undefined) => parseQuantity(amount ?? '0');
export const isTooSmall = (volume: PersistentVolume, claim: PersistentVolumeClaim): boolean =>
  compareQuantities(
    sizeOf(volume.spec.capacity?.['storage']),
    sizeOf(claim.spec.resources?.requests?.['storage']),
  ) < 0;

const attributesOf = ({ spec }: PersistentVolume | PersistentVolumeClaim): string =>
  spec.volumeAttributesClassName ?? '';

/** Why a volume that a claim asks for by name cannot be its own. Mirrors pv_controller.go checkVolumeSatisfyClaim. */
export function mismatch(
  volume: PersistentVolume,
  claim: PersistentVolumeClaim,
): string | undefined {
  if (volume.metadata.deletionTimestamp) {
    return `the volume is marked for deletion ${JSON.stringify(volume.metadata.name)}`;
  }
  if (isTooSmall(volume, claim)) return 'requested PV is too small';
  if (classOf(volume) !== classOf(claim)) return 'storageClassName does not match';
  if (attributesOf(volume) !== attributesOf(claim)) {
    return 'volumeAttributesClassName does not match';
  }
  if (isModeOther(volume, claim)) return 'incompatible volumeMode';
  return hasAccessModes(volume, claim) ? undefined : 'incompatible accessMode';
}

/** How a search is narrowed. */
export interface MatchOptions {
  /** Whether a volume may be used where the pod is to run; absent: anywhere. */
  readonly isReachable?: (volume: PersistentVolume) => boolean;
  /** Names of volumes that another claim has got in the same search. */
  readonly taken?: ReadonlySet<string>;
  /** Only a volume that names the claim already: the scheduler chooses among the rest. */
  readonly isDelayed?: boolean;
}

function isFree(volume: PersistentVolume, claim: PersistentVolumeClaim): boolean {
  if (volume.status.phase !== 'Available' || classOf(volume) !== classOf(claim)) return false;
  const { selector } = claim.spec;
  return !selector || selectorOfObject(selector).matches(volume.metadata.labels ?? {});
}

/**
 * The volume that names the claim, else the smallest free one that is large enough.
 * Mirrors component-helpers storage/volume/pv_helpers.go FindMatchingVolume.
 */
export function findMatchingVolume(
  claim: PersistentVolumeClaim,
  volumes: readonly PersistentVolume[],
  { isReachable, taken, isDelayed = false }: MatchOptions = {},
): PersistentVolume | undefined {
  let smallest: PersistentVolume | undefined;
  for (const volume of volumes) {
    if (taken?.has(volume.metadata.name)) continue;
    const isOwn = isVolumeBoundTo(volume, claim);
    if (volume.spec.claimRef && !isOwn) continue;
    if (isTooSmall(volume, claim) || isModeOther(volume, claim)) continue;
    if (attributesOf(volume) !== attributesOf(claim) || volume.metadata.deletionTimestamp) continue;
    const isNear = isReachable?.(volume) ?? true;
    if (isOwn) return isNear ? volume : undefined;
    if (isDelayed || !isNear || !isFree(volume, claim)) continue;
    if (isReachable && !hasAccessModes(volume, claim)) continue;
    const isSmaller =
      !smallest ||
      compareQuantities(
        sizeOf(volume.spec.capacity?.['storage']),
        sizeOf(smallest.spec.capacity?.['storage']),
      ) < 0;
    if (isSmaller) smallest = volume;
  }
  return smallest;
}

/**
 * The best volume for a claim: of those with the fewest access modes that still suffice, the smallest.
 * Mirrors kubernetes pkg/controller/volume/persistentvolume/index.go findByClaim.
 */
export function bestVolume(
  claim: PersistentVolumeClaim,
  volumes: readonly PersistentVolume[],
  isDelayed: boolean,
): PersistentVolume | undefined {
  const suitable = volumes.filter((volume) => hasAccessModes(volume, claim));
  const counts = [...new Set(suitable.map(({ spec }) => spec.accessModes?.length ?? 0))];
  for (const count of counts.sort((a, b) => a - b)) {
    const some = suitable.filter(({ spec }) => (spec.accessModes?.length ?? 0) === count);
    const found = findMatchingVolume(claim, some, { isDelayed });
    if (found) return found;
  }
  return undefined;
}
