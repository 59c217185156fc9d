/** CSINode: its names, validation and columns. */
import type { Kind } from '#apimachinery/kind.ts';
import { ageColumn, column, nameColumn } from './columns.ts';
import { replaced } from './defaults/with-defaults.ts';
import type { CsiNode } from './storage/csi-types.ts';
import { validateCsiNode, validateCsiNodeUpdate } from './validation/storage/csi.ts';
import { allVerbs } from './verbs.ts';

export type { CsiNode } from './storage/csi-types.ts';

/** Go leaves a list without drivers out of what it prints. */
const noDrivers = {} as CsiNode['spec'];

export const csiNodeKind: Kind<CsiNode> = {
  group: 'storage.k8s.io',
  version: 'v1',
  kind: 'CSINode',
  plural: 'csinodes',
  singular: 'csinode',
  shortNames: [],
  categories: [],
  namespaced: false,
  verbs: allVerbs,
  schema: 'io.k8s.api.storage.v1.CSINode',
  hasStatus: false,
  hasGeneration: false,
  returnsDeleted: true,
  columns: [
    nameColumn,
    column(
      'Drivers',
      'How many drivers run on the node.',
      ({ spec }) => spec.drivers?.length ?? 0,
      { type: 'integer' },
    ),
    ageColumn,
  ],
  defaults: (node) => replaced(node, 'spec', node.spec?.drivers?.length ? node.spec : noDrivers),
  validate: validateCsiNode,
  validateUpdate: validateCsiNodeUpdate,
};
