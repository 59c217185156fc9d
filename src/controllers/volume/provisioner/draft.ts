/** The volumes our provisioner makes, and the class that leads to it. */
import type { Draft } from '#apimachinery/object.ts';
import type { Client } from '#client/client.ts';
import { classOf } from '#resources/storage/classes.ts';
import type {
  PersistentVolume,
  PersistentVolumeClaim,
  StorageClass,
} from '#resources/storage/types.ts';
import { storageClassKind } from '#resources/storageclass.ts';
import { PROVISIONED_BY } from '../annotations.ts';
import { claimReference } from '../binder/context.ts';

export const provisionerName = 'reconcile.dev/hostpath';
export const PROVISIONER_FINALIZER = 'external-provisioner.volume.kubernetes.io/finalizer';

/** The class that a cluster with storage has from its first moment. */
export const standardClass: Draft<StorageClass> = {
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: {
    name: 'standard',
    annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' },
  },
  provisioner: provisionerName,
  reclaimPolicy: 'Delete',
  volumeBindingMode: 'WaitForFirstConsumer',
  allowVolumeExpansion: true,
};

/** Every claim's volume has a name that nobody else's has. */
export const volumeNameOf = ({ metadata }: PersistentVolumeClaim): string => `pvc-${metadata.uid}`;

/** The volume for a claim, already its own; undefined when its class is gone. */
export function draftVolume(
  client: Client,
  claim: PersistentVolumeClaim,
): Draft<PersistentVolume> | undefined {
  const storageClass = client.get(storageClassKind, '', classOf(claim));
  if (!storageClass) return undefined;
  const name = volumeNameOf(claim);
  const { accessModes, volumeMode, resources } = claim.spec;
  const { mountOptions, reclaimPolicy } = storageClass;
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: {
      name,
      annotations: { [PROVISIONED_BY]: provisionerName },
      finalizers: [PROVISIONER_FINALIZER],
    },
    spec: {
      ...(accessModes ? { accessModes } : {}),
      capacity: { storage: resources?.requests?.['storage'] ?? '0' },
      claimRef: claimReference(claim),
      hostPath: { path: `/var/lib/reconcile/${name}`, type: '' },
      ...(mountOptions ? { mountOptions } : {}),
      ...(reclaimPolicy ? { persistentVolumeReclaimPolicy: reclaimPolicy } : {}),
      storageClassName: storageClass.metadata.name,
      ...(volumeMode ? { volumeMode } : {}),
    },
  };
}
