/** The lines of a claim, its own or of a pod's template. Mirrors kubectl pkg/describe/describe.go printPersistentVolumeClaim. */
import { canonicalQuantity } from '#apimachinery/quantity.ts';
import type { PersistentVolumeClaim } from '#resources/persistentvolumeclaim.ts';
import { accessModesText, classOf } from '#resources/storage/classes.ts';
import { writeLabelsAndAnnotations, writeName } from './metadata.ts';
import type { PrefixWriter } from './prefix-writer.ts';
import { ageOf } from './time-text.ts';

/** Pending, or since when it waits to go. */
export const phaseText = (
  { metadata, status }: Pick<PersistentVolumeClaim, 'metadata' | 'status'>,
  nowMs: number,
): string =>
  metadata.deletionTimestamp
    ? `Terminating (lasts ${ageOf(metadata.deletionTimestamp, nowMs)})`
    : (status.phase ?? '');

/** `[kubernetes.io/pvc-protection]`, as Go prints lists. */
export const goList = (list: readonly string[] | undefined): string =>
  `[${(list ?? []).join(' ')}]`;

function writeSource(w: PrefixWriter, { spec }: PersistentVolumeClaim): void {
  if (!spec.dataSource) return;
  const { apiGroup, kind, name } = spec.dataSource;
  w.write(0, 'DataSource:\n');
  if (apiGroup !== undefined) w.write(1, `APIGroup:\t${apiGroup}\n`);
  w.write(1, `Kind:\t${kind}\n`);
  w.write(1, `Name:\t${name}\n`);
}

/** Without the time it is a template: it has no name, no status and no finalizers. */
export function writeClaim(w: PrefixWriter, claim: PersistentVolumeClaim, nowMs?: number): void {
  const { metadata, spec, status } = claim;
  const isBound = Boolean(spec.volumeName);
  const capacity = canonicalQuantity(status.capacity?.['storage'] ?? '0');
  if (nowMs !== undefined) writeName(w, claim);
  w.write(0, `StorageClass:\t${classOf(claim)}\n`);
  if (nowMs !== undefined) w.write(0, `Status:\t${phaseText(claim, nowMs)}\n`);
  w.write(0, `Volume:\t${spec.volumeName ?? ''}\n`);
  writeLabelsAndAnnotations(w, claim);
  if (nowMs !== undefined) w.write(0, `Finalizers:\t${goList(metadata.finalizers)}\n`);
  w.write(0, `Capacity:\t${isBound ? capacity : ''}\n`);
  w.write(0, `Access Modes:\t${isBound ? accessModesText(status.accessModes) : ''}\n`);
  if (spec.volumeMode !== undefined) w.write(0, `VolumeMode:\t${spec.volumeMode}\n`);
  writeSource(w, claim);
}
