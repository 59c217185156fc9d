/** A claim may grow when it is bound and its class allows it. Mirrors kubernetes plugin/pkg/admission/storage/persistentvolume/resize. */
import { compareQuantities, parseQuantity } from '#apimachinery/quantity.ts';
import { forbiddenError } from '#apimachinery/status.ts';
import {
  type PersistentVolumeClaim,
  persistentVolumeClaimKind,
} from '#resources/persistentvolumeclaim.ts';
import { classOf } from '#resources/storage/classes.ts';
import { storageClassKind } from '#resources/storageclass.ts';
import type { AdmissionStep, ServerContext } from '../../context.ts';
import { storedObject } from '../stored.ts';

const sizeOf = ({ spec }: PersistentVolumeClaim) =>
  parseQuantity(spec.resources?.requests?.['storage'] ?? '0');

function mayGrow(
  server: ServerContext,
  next: PersistentVolumeClaim,
  old: PersistentVolumeClaim,
): boolean {
  const name = classOf(next);
  if (name === '' || name !== classOf(old)) return false;
  return storedObject(server, storageClassKind, '', name)?.allowVolumeExpansion === true;
}

export const persistentVolumeClaimResize: AdmissionStep = {
  name: 'PersistentVolumeClaimResize',
  checkUpdate: (server, kind, next, old) => {
    if (kind !== persistentVolumeClaimKind) return;
    const [claim, before] = [next as PersistentVolumeClaim, old as PersistentVolumeClaim];
    if (compareQuantities(sizeOf(claim), sizeOf(before)) <= 0) return;
    const { name } = claim.metadata;
    if (before.status.phase !== 'Bound') {
      throw forbiddenError(kind, name, 'Only bound persistent volume claims can be expanded');
    }
    if (mayGrow(server, claim, before)) return;
    const why =
      'only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize';
    throw forbiddenError(kind, name, why);
  },
};
