/** Claims and volumes get a finalizer that keeps them while they are used. Mirrors kubernetes plugin/pkg/admission/storage/storageobjectinuseprotection. */
import type { Kind } from '#apimachinery/kind.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import { persistentVolumeKind } from '#resources/persistentvolume.ts';
import { persistentVolumeClaimKind } from '#resources/persistentvolumeclaim.ts';
import { volumeAttributesClassKind } from '#resources/volumeattributesclass.ts';
import type { AdmissionStep } from '../../context.ts';

const FINALIZERS: ReadonlyMap<unknown, string> = new Map<unknown, string>([
  [persistentVolumeClaimKind, 'kubernetes.io/pvc-protection'],
  [persistentVolumeKind, 'kubernetes.io/pv-protection'],
  [volumeAttributesClassKind, 'kubernetes.io/vac-protection'],
]);

export const storageObjectInUseProtection: AdmissionStep = {
  name: 'StorageObjectInUseProtection',
  mutate: (_server, kind: Kind, object): KubeObject => {
    const finalizer = FINALIZERS.get(kind);
    const { finalizers = [] } = object.metadata;
    if (finalizer === undefined || finalizers.includes(finalizer)) return object;
    const metadata = { ...object.metadata, finalizers: [...finalizers, finalizer] };
    return { ...object, metadata };
  },
};
