/** CSIDriver: its names, defaults, validation and columns. */
import type { Kind } from '#apimachinery/kind.ts';
import { ageColumn, column, nameColumn } from './columns.ts';
import { replaced, withDefaults } from './defaults/with-defaults.ts';
import { countSpecChanges } from './generation.ts';
import type { CsiDriver, CsiDriverSpec } from './storage/csi-types.ts';
import { validateCsiDriver, validateCsiDriverUpdate } from './validation/storage/csi.ts';
import { allVerbs } from './verbs.ts';

export type { CsiDriver } from './storage/csi-types.ts';

/** Mirrors kubernetes pkg/apis/storage/v1/defaults.go SetDefaults_CSIDriver. */
function defaultSpec(spec: CsiDriverSpec): CsiDriverSpec {
  const next = withDefaults(spec, {
    attachRequired: true,
    podInfoOnMount: false,
    storageCapacity: false,
    fsGroupPolicy: 'ReadWriteOnceWithFSType',
    requiresRepublish: false,
    seLinuxMount: false,
  });
  return next.volumeLifecycleModes?.length
    ? next
    : { ...next, volumeLifecycleModes: ['Persistent'] };
}

const isOn = (value: boolean | undefined): boolean => value ?? false;

export const csiDriverKind: Kind<CsiDriver> = {
  group: 'storage.k8s.io',
  version: 'v1',
  kind: 'CSIDriver',
  plural: 'csidrivers',
  singular: 'csidriver',
  shortNames: [],
  categories: [],
  namespaced: false,
  verbs: allVerbs,
  schema: 'io.k8s.api.storage.v1.CSIDriver',
  hasStatus: false,
  hasGeneration: false,
  returnsDeleted: true,
  columns: [
    nameColumn,
    column(
      'AttachRequired',
      'Whether volumes are attached before they are mounted.',
      ({ spec }) => spec.attachRequired ?? true,
      { type: 'boolean' },
    ),
    column(
      'PodInfoOnMount',
      'Whether the driver is told of the pod.',
      ({ spec }) => isOn(spec.podInfoOnMount),
      { type: 'boolean' },
    ),
    column(
      'StorageCapacity',
      'Whether the scheduler asks how much is left.',
      ({ spec }) => isOn(spec.storageCapacity),
      { type: 'boolean' },
    ),
    column(
      'TokenRequests',
      'For whom tokens of service accounts are made.',
      ({ spec }) => spec.tokenRequests?.map(({ audience }) => audience).join(',') ?? '<unset>',
    ),
    column(
      'RequiresRepublish',
      'Whether volumes are published again and again.',
      ({ spec }) => isOn(spec.requiresRepublish),
      { type: 'boolean' },
    ),
    column(
      'Modes',
      'Volumes that last, or live as long as their pod.',
      ({ spec }) => spec.volumeLifecycleModes?.join(',') || '<none>',
    ),
    ageColumn,
  ],
  defaults: (driver) => replaced(driver, 'spec', defaultSpec(driver.spec ?? {})),
  prepareUpdate: countSpecChanges,
  validate: validateCsiDriver,
  validateUpdate: validateCsiDriverUpdate,
};
