/** ServiceCIDR: a block that Services get their addresses from. Its names, validation and columns. */
import type { Kind } from '#apimachinery/kind.ts';
import { ageColumn, column, nameColumn } from './columns.ts';
import { withDefaults } from './defaults/with-defaults.ts';
import type { ServiceCidr } from './networking/types.ts';
import {
  validateServiceCidr,
  validateServiceCidrUpdate,
} from './validation/networking/addresses.ts';
import { allVerbs } from './verbs.ts';

export type { ServiceCidr } from './networking/types.ts';

const noStatus: NonNullable<ServiceCidr['status']> = {};

export const serviceCidrKind: Kind<ServiceCidr> = {
  group: 'networking.k8s.io',
  version: 'v1',
  kind: 'ServiceCIDR',
  plural: 'servicecidrs',
  singular: 'servicecidr',
  shortNames: [],
  categories: [],
  namespaced: false,
  verbs: allVerbs,
  schema: 'io.k8s.api.networking.v1.ServiceCIDR',
  hasStatus: true,
  hasGeneration: false,
  columns: [
    nameColumn,
    column('CIDRs', 'The blocks.', ({ spec }) => spec.cidrs?.join(',') ?? ''),
    ageColumn,
  ],
  defaults: (cidr) => withDefaults(cidr, { spec: {}, status: noStatus }),
  prepareUpdate: (next, old) => ({ ...next, status: old.status ?? noStatus }),
  validate: validateServiceCidr,
  validateUpdate: validateServiceCidrUpdate,
  judgesUpdateAlone: true,
};
