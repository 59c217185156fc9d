/** ResourceSlice: its names, validation and columns. */
import type { Kind } from '#apimachinery/kind.ts';
import { ageColumn, column, nameColumn } from './columns.ts';
import type { ResourceSlice } from './devices/types.ts';
import { validateSlice, validateSliceUpdate } from './validation/devices/slice.ts';
import { allVerbs } from './verbs.ts';

export type { ResourceSlice } from './devices/types.ts';

export const resourceSliceKind: Kind<ResourceSlice> = {
  group: 'resource.k8s.io',
  version: 'v1',
  kind: 'ResourceSlice',
  plural: 'resourceslices',
  singular: 'resourceslice',
  shortNames: [],
  categories: [],
  namespaced: false,
  verbs: allVerbs,
  schema: 'io.k8s.api.resource.v1.ResourceSlice',
  hasStatus: false,
  hasGeneration: true,
  returnsDeleted: true,
  columns: [
    nameColumn,
    column('Node', 'The node that has the devices.', ({ spec }) => spec.nodeName || '<unset>'),
    column('Driver', 'Who speaks for them.', ({ spec }) => spec.driver),
    column('Pool', 'The pool they belong to.', ({ spec }) => spec.pool.name),
    ageColumn,
  ],
  fields: {
    'spec.nodeName': ({ spec }) => spec.nodeName ?? '',
    'spec.driver': ({ spec }) => spec.driver,
  },
  defaults: (slice) => slice,
  validate: validateSlice,
  validateUpdate: validateSliceUpdate,
};
