/** Lease: its names, defaults, validation and columns. */
import type { Kind } from '#apimachinery/kind.ts';
import { ageColumn, column, nameColumn } from './columns.ts';
import type { Lease } from './types/lease.ts';
import { validateLease, validateLeaseUpdate } from './validation/small.ts';
import { allVerbs } from './verbs.ts';

export type * from './types/lease.ts';

export const leaseKind: Kind<Lease> = {
  group: 'coordination.k8s.io',
  version: 'v1',
  kind: 'Lease',
  plural: 'leases',
  singular: 'lease',
  shortNames: [],
  categories: [],
  namespaced: true,
  verbs: allVerbs,
  schema: 'io.k8s.api.coordination.v1.Lease',
  hasStatus: false,
  hasGeneration: false,
  columns: [
    nameColumn,
    column('Holder', 'Who holds it.', ({ spec }: Lease) => spec?.holderIdentity ?? ''),
    ageColumn,
  ],
  defaults: (object) => (object.spec ? object : { ...object, spec: {} }),
  validate: validateLease,
  validateUpdate: validateLeaseUpdate,
};
