/** VolumeAttributesClass: its names, validation and columns. */
import type { Kind } from '#apimachinery/kind.ts';
import { ageColumn, column, nameColumn } from './columns.ts';
import type { VolumeAttributesClass } from './storage/csi-types.ts';
import {
  validateAttributesClass,
  validateAttributesClassUpdate,
} from './validation/storage/csi.ts';
import { allVerbs } from './verbs.ts';

export type { VolumeAttributesClass } from './storage/csi-types.ts';

export const volumeAttributesClassKind: Kind<VolumeAttributesClass> = {
  group: 'storage.k8s.io',
  version: 'v1',
  kind: 'VolumeAttributesClass',
  plural: 'volumeattributesclasses',
  singular: 'volumeattributesclass',
  shortNames: ['vac'],
  categories: [],
  namespaced: false,
  verbs: allVerbs,
  schema: 'io.k8s.api.storage.v1.VolumeAttributesClass',
  hasStatus: false,
  hasGeneration: false,
  returnsDeleted: true,
  columns: [
    nameColumn,
    column('DriverName', 'Whose volumes it is for.', ({ driverName }) => driverName ?? ''),
    ageColumn,
  ],
  defaults: (object) => object,
  validate: validateAttributesClass,
  validateUpdate: (next, old) => [
    ...validateAttributesClassUpdate(next, old),
    ...validateAttributesClass(next),
  ],
  judgesUpdateAlone: true,
};
