/** StorageClass: its names, defaults, validation and columns. */
import type { Column, Kind } from '#apimachinery/kind.ts';
import { ageColumn, column, nameColumn } from './columns.ts';
import { withDefaults } from './defaults/with-defaults.ts';
import { isDefaultClass } from './storage/classes.ts';
import type { StorageClass } from './storage/types.ts';
import { validateStorageClass, validateStorageClassUpdate } from './validation/storage/class.ts';
import { allVerbs } from './verbs.ts';

export type * from './storage/types.ts';

const columns: readonly Column<StorageClass>[] = [
  {
    ...nameColumn,
    cell: (object) => {
      const mark = isDefaultClass(object as StorageClass) ? ' (default)' : '';
      return `${object.metadata.name}${mark}`;
    },
  },
  column('Provisioner', 'Who makes its volumes.', ({ provisioner }) => provisioner ?? ''),
  column(
    'ReclaimPolicy',
    'What becomes of its volumes when their claims go.',
    ({ reclaimPolicy }) => reclaimPolicy ?? 'Delete',
  ),
  column(
    'VolumeBindingMode',
    'Whether a claim is bound at once or with its first pod.',
    ({ volumeBindingMode }) => volumeBindingMode ?? 'Immediate',
  ),
  column(
    'AllowVolumeExpansion',
    'Whether claims may grow.',
    ({ allowVolumeExpansion }) => allowVolumeExpansion ?? false,
  ),
  ageColumn,
];

export const storageClassKind: Kind<StorageClass> = {
  group: 'storage.k8s.io',
  version: 'v1',
  kind: 'StorageClass',
  plural: 'storageclasses',
  singular: 'storageclass',
  shortNames: ['sc'],
  categories: [],
  namespaced: false,
  verbs: allVerbs,
  schema: 'io.k8s.api.storage.v1.StorageClass',
  hasStatus: false,
  hasGeneration: false,
  returnsDeleted: true,
  columns,
  defaults: (storageClass) =>
    withDefaults(storageClass, { reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate' }),
  validate: validateStorageClass,
  validateUpdate: validateStorageClassUpdate,
};
