/** CSIStorageCapacity: its names, validation and columns. */
import type { Kind } from '#apimachinery/kind.ts';
import { createdAtColumn, nameColumn } from './columns.ts';
import type { CsiStorageCapacity } from './storage/csi-types.ts';
import { validateCapacity, validateCapacityUpdate } from './validation/storage/csi.ts';
import { allVerbs } from './verbs.ts';

export type { CsiStorageCapacity } from './storage/csi-types.ts';

export const csiStorageCapacityKind: Kind<CsiStorageCapacity> = {
  group: 'storage.k8s.io',
  version: 'v1',
  kind: 'CSIStorageCapacity',
  plural: 'csistoragecapacities',
  singular: 'csistoragecapacity',
  shortNames: [],
  categories: [],
  namespaced: true,
  verbs: allVerbs,
  schema: 'io.k8s.api.storage.v1.CSIStorageCapacity',
  hasStatus: false,
  hasGeneration: false,
  returnsDeleted: true,
  columns: [nameColumn, createdAtColumn],
  defaults: (object) => object,
  validate: validateCapacity,
  validateUpdate: validateCapacityUpdate,
};
