/** PersistentVolume: its names, defaults, validation and columns. */

import type { Column, Kind } from '#apimachinery/kind.ts';
import { canonicalQuantity } from '#apimachinery/quantity.ts';
import { printTime } from '#apimachinery/time.ts';
import { ageColumn, column, nameColumn } from './columns.ts';
import { defaultSource } from './defaults/volume-source.ts';
import { replaced, withDefaults } from './defaults/with-defaults.ts';
import { keepStatus } from './generation.ts';
import { accessModesText, classOf } from './storage/classes.ts';
import type { PersistentVolume } from './storage/types.ts';
import { volumeWarnings } from './storage/volume-warnings.ts';
import { validateVolume, validateVolumeUpdate } from './validation/storage/volume.ts';
import { allVerbs } from './verbs.ts';

export type * from './storage/types.ts';

const columns: readonly Column<PersistentVolume>[] = [
  nameColumn,
  column('Capacity', 'How much it holds.', ({ spec }) =>
    canonicalQuantity(spec.capacity?.['storage'] ?? '0'),
  ),
  column('Access Modes', 'How it may be mounted.', ({ spec }) => accessModesText(spec.accessModes)),
  column(
    'Reclaim Policy',
    'What becomes of it when its claim goes.',
    ({ spec }) => spec.persistentVolumeReclaimPolicy ?? '',
  ),
  column('Status', 'Available, Bound, Released or Failed.', ({ metadata, status }) =>
    metadata.deletionTimestamp ? 'Terminating' : (status.phase ?? ''),
  ),
  column('Claim', 'Whose it is.', ({ spec }) =>
    spec.claimRef ? `${spec.claimRef.namespace ?? ''}/${spec.claimRef.name ?? ''}` : '',
  ),
  column('StorageClass', 'The class it belongs to.', classOf),
  column(
    'VolumeAttributesClass',
    'The class of its attributes.',
    ({ spec }) => spec.volumeAttributesClassName ?? '<unset>',
  ),
  column('Reason', 'Why it failed.', ({ status }) => status.reason ?? ''),
  ageColumn,
  column(
    'VolumeMode',
    'A file system, or a raw device.',
    ({ spec }) => spec.volumeMode ?? '<unset>',
    { wide: true },
  ),
];

/** Mirrors kubernetes pkg/apis/core/v1/defaults.go SetDefaults_PersistentVolume. */
function defaults(volume: PersistentVolume): PersistentVolume {
  let spec = withDefaults(volume.spec ?? {}, {
    persistentVolumeReclaimPolicy: 'Retain',
    volumeMode: 'Filesystem',
  });
  if (spec.hostPath && spec.hostPath.type === undefined)
    spec = { ...spec, hostPath: { ...spec.hostPath, type: '' } };
  spec = defaultSource(spec);
  const status = withDefaults(volume.status ?? {}, { phase: 'Pending' });
  return replaced(replaced(volume, 'spec', spec), 'status', status);
}

/** When the phase changes, so does the time it says. Mirrors pkg/registry/core/persistentvolume/strategy.go. */
function prepareStatusUpdate(
  next: PersistentVolume,
  old: PersistentVolume,
  nowMs: number,
): PersistentVolume {
  const before = old.status.lastPhaseTransitionTime;
  const said = next.status.lastPhaseTransitionTime;
  const isSame = old.status.phase === next.status.phase;
  if (isSame) {
    if (said || !before) return next;
    return { ...next, status: { ...next.status, lastPhaseTransitionTime: before } };
  }
  if (said && said !== before) return next;
  return { ...next, status: { ...next.status, lastPhaseTransitionTime: printTime(nowMs) } };
}

export const persistentVolumeKind: Kind<PersistentVolume> = {
  group: '',
  version: 'v1',
  kind: 'PersistentVolume',
  plural: 'persistentvolumes',
  singular: 'persistentvolume',
  shortNames: ['pv'],
  categories: [],
  namespaced: false,
  verbs: allVerbs,
  schema: 'io.k8s.api.core.v1.PersistentVolume',
  hasStatus: true,
  hasGeneration: false,
  returnsDeleted: true,
  columns,
  fields: { name: ({ metadata }) => metadata.name },
  defaults,
  prepareCreate: (volume, { nowMs }) => ({
    ...volume,
    status: { phase: 'Pending', lastPhaseTransitionTime: printTime(nowMs) },
  }),
  prepareUpdate: keepStatus,
  prepareStatusUpdate: (next, old, { nowMs }) => prepareStatusUpdate(next, old, nowMs),
  validate: validateVolume,
  validateUpdate: validateVolumeUpdate,
  warnings: volumeWarnings,
};
