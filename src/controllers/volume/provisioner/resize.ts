/** A volume grows with its claim, without a restart of its pod. Mirrors external-resizer pkg/controller/controller.go. */
import { withCondition } from '#apimachinery/conditions.ts';
import { printTime } from '#apimachinery/time.ts';
import { persistentVolumeKind } from '#resources/persistentvolume.ts';
import { persistentVolumeClaimKind } from '#resources/persistentvolumeclaim.ts';
import type { PersistentVolume, PersistentVolumeClaim } from '#resources/storage/types.ts';
import type { ControllerDeps } from '../../controller.ts';

const sizeOf = ({ spec }: PersistentVolumeClaim): string =>
  spec.resources?.requests?.['storage'] ?? '0';

/** Says what it is about to do: condition and event. */
export function beginResize(
  { client, clock, recorder }: ControllerDeps,
  claim: PersistentVolumeClaim,
  volume: PersistentVolume,
): void {
  const now = printTime(clock.now());
  const conditions = withCondition(claim.status.conditions ?? [], {
    type: 'Resizing',
    status: 'True',
    lastTransitionTime: now,
  });
  const storage = sizeOf(claim);
  const status = {
    ...claim.status,
    conditions,
    allocatedResources: { storage },
    allocatedResourceStatuses: { storage: 'ControllerResizeInProgress' },
  };
  const marked = client.updateStatus(persistentVolumeClaimKind, { ...claim, status });
  const message = `External resizer is resizing volume ${volume.metadata.name}`;
  recorder.event(marked, 'Normal', 'Resizing', message);
}

/** The volume is as large as asked for, and the claim says so. */
export function finishResize(
  { client, recorder }: ControllerDeps,
  claim: PersistentVolumeClaim,
  volume: PersistentVolume,
): void {
  const storage = sizeOf(claim);
  const capacity = { ...volume.spec.capacity, storage };
  client.update(persistentVolumeKind, { ...volume, spec: { ...volume.spec, capacity } });
  const { conditions = [], allocatedResourceStatuses: _, ...rest } = claim.status;
  const kept = conditions.filter(({ type }) => type !== 'Resizing');
  const status = {
    ...rest,
    ...(kept.length > 0 ? { conditions: kept } : {}),
    allocatedResources: { storage },
    capacity: { storage },
  };
  const grown = client.updateStatus(persistentVolumeClaimKind, { ...claim, status });
  recorder.event(grown, 'Normal', 'VolumeResizeSuccessful', 'Resize volume succeeded');
}
