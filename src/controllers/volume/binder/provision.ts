/** Asks a class's provisioner for a volume. Mirrors kubernetes pkg/controller/volume/persistentvolume/pv_controller.go provisionClaim. */
import { persistentVolumeClaimKind } from '#resources/persistentvolumeclaim.ts';
import { classOf } from '#resources/storage/classes.ts';
import type { PersistentVolumeClaim, StorageClass } from '#resources/storage/types.ts';
import { annotated, BETA_STORAGE_PROVISIONER, STORAGE_PROVISIONER } from '../annotations.ts';
import type { BinderContext } from './context.ts';

/** Differs: upstream has a few provisioners of its own under this prefix; here are none. */
const IN_TREE = 'kubernetes.io/';

const waiting = (provisioner: string): string =>
  `Waiting for a volume to be created either by the external provisioner '${provisioner}' or manually by the system administrator. If volume creation is delayed, please verify that the provisioner is running and correctly registered.`;

/** Writes whose turn it is into the claim; an outside provisioner reads it there. */
export function provision(
  { client, recorder }: BinderContext,
  claim: PersistentVolumeClaim,
  storageClass: StorageClass | undefined,
): void {
  if (!storageClass) {
    const message = `storageclass.storage.k8s.io ${JSON.stringify(classOf(claim))} not found`;
    recorder.event(claim, 'Warning', 'ProvisioningFailed', message);
    return;
  }
  const { provisioner } = storageClass;
  if (provisioner.startsWith(IN_TREE)) {
    const message = `no volume plugin matched name: ${provisioner}`;
    recorder.event(claim, 'Warning', 'ProvisioningFailed', message);
    return;
  }
  const next = annotated(claim, {
    [BETA_STORAGE_PROVISIONER]: provisioner,
    [STORAGE_PROVISIONER]: provisioner,
  });
  const asked = next === claim ? claim : client.update(persistentVolumeClaimKind, next);
  recorder.event(asked, 'Normal', 'ExternalProvisioning', waiting(provisioner));
}
