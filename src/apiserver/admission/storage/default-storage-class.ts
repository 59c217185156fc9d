/** A claim that names no class gets the default one. Mirrors kubernetes plugin/pkg/admission/storage/storageclass/setdefault. */
import type { KubeObject } from '#apimachinery/object.ts';
import {
  type PersistentVolumeClaim,
  persistentVolumeClaimKind,
} from '#resources/persistentvolumeclaim.ts';
import { defaultClass, hasClass } from '#resources/storage/classes.ts';
import { storageClassKind } from '#resources/storageclass.ts';
import type { AdmissionStep } from '../../context.ts';
import { storedList } from '../stored.ts';

export const defaultStorageClass: AdmissionStep = {
  name: 'DefaultStorageClass',
  mutate: (server, kind, object): KubeObject => {
    if (kind !== persistentVolumeClaimKind) return object;
    const claim = object as PersistentVolumeClaim;
    if (hasClass(claim)) return object;
    const found = defaultClass(storedList(server, storageClassKind));
    if (!found) return object;
    const spec = { ...claim.spec, storageClassName: found.metadata.name };
    return { ...claim, spec } as KubeObject;
  },
};
