/** VolumeAttachment: its names, validation and columns. */
import type { Kind } from '#apimachinery/kind.ts';
import { ageColumn, column, nameColumn } from './columns.ts';
import { keepStatus } from './generation.ts';
import type { VolumeAttachment } from './storage/csi-types.ts';
import { validateAttachment, validateAttachmentUpdate } from './validation/storage/csi.ts';
import { allVerbs } from './verbs.ts';

export type { VolumeAttachment } from './storage/csi-types.ts';

const detached = { attached: false };

export const volumeAttachmentKind: Kind<VolumeAttachment> = {
  group: 'storage.k8s.io',
  version: 'v1',
  kind: 'VolumeAttachment',
  plural: 'volumeattachments',
  singular: 'volumeattachment',
  shortNames: [],
  categories: [],
  namespaced: false,
  verbs: allVerbs,
  schema: 'io.k8s.api.storage.v1.VolumeAttachment',
  hasStatus: true,
  hasGeneration: false,
  returnsDeleted: true,
  columns: [
    nameColumn,
    {
      ...column<VolumeAttachment>('Attacher', 'Who attaches it.', ({ spec }) => spec.attacher),
      format: 'name',
    },
    column('PV', 'The volume.', ({ spec }) => spec.source.persistentVolumeName ?? ''),
    column('Node', 'Where it is attached.', ({ spec }) => spec.nodeName),
    column('Attached', 'Whether it is.', ({ status }) => status?.attached ?? false, {
      type: 'boolean',
    }),
    ageColumn,
  ],
  defaults: (object) => object,
  prepareCreate: (object) => ({ ...object, status: detached }),
  prepareUpdate: (next, old) =>
    keepStatus(
      { ...next, status: next.status ?? detached },
      { ...old, status: old.status ?? detached },
    ),
  validate: validateAttachment,
  validateUpdate: validateAttachmentUpdate,
};
