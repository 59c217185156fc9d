/** DeviceClass: its names and validation. */
import type { Kind } from '#apimachinery/kind.ts';
import { ageColumn, nameColumn } from './columns.ts';
import { replaced } from './defaults/with-defaults.ts';
import type { DeviceClass } from './devices/types.ts';
import { validateDeviceClass } from './validation/devices/slice.ts';
import { allVerbs } from './verbs.ts';

export type { DeviceClass } from './devices/types.ts';

const EMPTY: DeviceClass['spec'] = {};

export const deviceClassKind: Kind<DeviceClass> = {
  group: 'resource.k8s.io',
  version: 'v1',
  kind: 'DeviceClass',
  plural: 'deviceclasses',
  singular: 'deviceclass',
  shortNames: [],
  categories: [],
  namespaced: false,
  verbs: allVerbs,
  schema: 'io.k8s.api.resource.v1.DeviceClass',
  hasStatus: false,
  hasGeneration: true,
  returnsDeleted: true,
  columns: [nameColumn, ageColumn],
  defaults: (deviceClass) => replaced(deviceClass, 'spec', deviceClass.spec ?? EMPTY),
  validate: validateDeviceClass,
};
