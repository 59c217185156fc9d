/** What is allowed in a volume but on its way out. Mirrors kubernetes pkg/api/persistentvolume/util.go. */
import type { PersistentVolume, PersistentVolumeSpec } from './types.ts';

const ANNOTATIONS: Readonly<Record<string, string>> = {
  'volume.beta.kubernetes.io/storage-class':
    'deprecated since v1.8; use "storageClassName" attribute instead',
  'volume.beta.kubernetes.io/mount-options':
    'deprecated since v1.31; use "mountOptions" attribute instead',
};

const SOURCES: readonly (readonly [keyof PersistentVolumeSpec, string, string])[] = [
  ['cephfs', 'cephfs', 'deprecated in v1.28, non-functional in v1.31+'],
  ['photonPersistentDisk', 'photonPersistentDisk', 'deprecated in v1.11, non-functional in v1.16+'],
  ['scaleIO', 'scaleIO', 'deprecated in v1.16, non-functional in v1.22+'],
  ['storageos', 'storageOS', 'deprecated in v1.22, non-functional in v1.25+'],
  ['glusterfs', 'glusterfs', 'deprecated in v1.25, non-functional in v1.26+'],
  ['rbd', 'rbd', 'deprecated in v1.28, non-functional in v1.31+'],
];

const RECYCLE =
  'spec.persistentVolumeReclaimPolicy: The Recycle reclaim policy is deprecated. Instead, the recommended approach is to use dynamic provisioning.';

export const volumeWarnings = ({ metadata, spec }: PersistentVolume): readonly string[] => [
  ...Object.entries(ANNOTATIONS)
    .filter(([key]) => metadata.annotations?.[key] !== undefined)
    .map(([key, why]) => `metadata.annotations[${key}]: ${why}`),
  ...(spec.persistentVolumeReclaimPolicy === 'Recycle' ? [RECYCLE] : []),
  ...SOURCES.filter(([source]) => spec[source] !== undefined).map(
    ([, shown, why]) => `spec.${shown}: ${why}`,
  ),
];
