/** PersistentVolumeClaim: its names, defaults, validation and columns. */

import type { Column, Kind } from '#apimachinery/kind.ts';
import { canonicalQuantity } from '#apimachinery/quantity.ts';
import { ageColumn, column, nameColumn } from './columns.ts';
import { replaced, withDefaults } from './defaults/with-defaults.ts';
import { keepStatus } from './generation.ts';
import { claimWarnings } from './storage/claim-warnings.ts';
import { accessModesText, classOf } from './storage/classes.ts';
import { normalizeDataSources } from './storage/data-source.ts';
import type { PersistentVolumeClaim } from './storage/types.ts';
import {
  validateClaim,
  validateClaimStatusUpdate,
  validateClaimUpdate,
} from './validation/storage/claim.ts';
import { allVerbs } from './verbs.ts';

export type * from './storage/types.ts';

const PENDING = { phase: 'Pending' };

/** A claim without a volume has no modes and no capacity yet. */
const capacity = ({ spec, status }: PersistentVolumeClaim): string =>
  spec.volumeName ? canonicalQuantity(status.capacity?.['storage'] ?? '0') : '';

const columns: readonly Column<PersistentVolumeClaim>[] = [
  nameColumn,
  column('Status', 'Pending, Bound or Lost; Terminating while it waits to go.', (claim) =>
    claim.metadata.deletionTimestamp ? 'Terminating' : (claim.status.phase ?? ''),
  ),
  column('Volume', 'The volume it is bound to.', ({ spec }) => spec.volumeName ?? ''),
  column('Capacity', 'How much it got.', capacity),
  column('Access Modes', 'How its volume may be mounted.', ({ spec, status }) =>
    spec.volumeName ? accessModesText(status.accessModes) : '',
  ),
  column('StorageClass', 'The class it asks for.', classOf),
  column(
    'VolumeAttributesClass',
    'The class of attributes it asks for.',
    ({ spec }) => spec.volumeAttributesClassName ?? '<unset>',
  ),
  ageColumn,
  column(
    'VolumeMode',
    'A file system, or a raw device.',
    ({ spec }) => spec.volumeMode ?? '<unset>',
    { wide: true },
  ),
];

/** Mirrors kubernetes pkg/apis/core/v1/defaults.go SetDefaults_PersistentVolumeClaim. */
function defaults(claim: PersistentVolumeClaim): PersistentVolumeClaim {
  const spec = withDefaults(claim.spec ?? {}, { volumeMode: 'Filesystem', resources: {} });
  const status = withDefaults(claim.status ?? {}, { phase: 'Pending' });
  return replaced(replaced(claim, 'spec', spec), 'status', status);
}

export const persistentVolumeClaimKind: Kind<PersistentVolumeClaim> = {
  group: '',
  version: 'v1',
  kind: 'PersistentVolumeClaim',
  plural: 'persistentvolumeclaims',
  singular: 'persistentvolumeclaim',
  shortNames: ['pvc'],
  categories: [],
  namespaced: true,
  verbs: allVerbs,
  schema: 'io.k8s.api.core.v1.PersistentVolumeClaim',
  hasStatus: true,
  hasGeneration: false,
  returnsDeleted: true,
  columns,
  fields: { name: ({ metadata }) => metadata.name },
  defaults,
  prepareCreate: (claim) => ({
    ...claim,
    spec: normalizeDataSources(claim.spec, undefined),
    status: PENDING,
  }),
  prepareUpdate: (next, old) =>
    keepStatus(replaced(next, 'spec', normalizeDataSources(next.spec, old.spec)), old),
  validate: validateClaim,
  validateUpdate: validateClaimUpdate,
  validateStatusUpdate: validateClaimStatusUpdate,
  warnings: claimWarnings,
};
