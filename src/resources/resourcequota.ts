/** ResourceQuota: its names, validation and columns. */
import type { Column, Kind } from '#apimachinery/kind.ts';
import { canonicalQuantity } from '#apimachinery/quantity.ts';
import { ageColumn, column, nameColumn } from './columns.ts';
import { replaced, withDefaults } from './defaults/with-defaults.ts';
import type { ResourceList } from './pods/requests.ts';
import type { ResourceQuota } from './quota/types.ts';
import {
  quotaWarnings,
  validateQuota,
  validateQuotaStatus,
  validateQuotaUpdate,
} from './validation/quota/quota.ts';
import { allVerbs } from './verbs.ts';

export type { ResourceQuota } from './quota/types.ts';

const noStatus: ResourceQuota['status'] = {};

/** `cpu: 100m/1, pods: 1/2`: of the limits, or of everything else. */
const shown = ({ status }: ResourceQuota, isLimits: boolean): string =>
  Object.keys(status.hard ?? {})
    .sort()
    .filter((name) => name.startsWith('limits.') === isLimits)
    .map((name) => {
      const used = canonicalQuantity(status.used?.[name] ?? '0');
      return `${name}: ${used}/${canonicalQuantity(status.hard?.[name] ?? '0')}`;
    })
    .join(', ');

const columns: readonly Column<ResourceQuota>[] = [
  nameColumn,
  column('Request', 'What is used of what may be asked for.', (quota) => shown(quota, false)),
  column('Limit', 'What is used of what may be the limit.', (quota) => shown(quota, true)),
  ageColumn,
];

/** A limit of a kind of object may have stood for a request: `cpu` is `requests.cpu`. */
const canonical = (list: ResourceList | undefined): ResourceList | undefined => {
  if (!list) return undefined;
  const isSame = Object.values(list).every((amount) => canonicalQuantity(amount) === amount);
  if (isSame) return list;
  return Object.fromEntries(
    Object.entries(list).map(([name, amount]) => [name, canonicalQuantity(amount)]),
  );
};

export const resourceQuotaKind: Kind<ResourceQuota> = {
  group: '',
  version: 'v1',
  kind: 'ResourceQuota',
  plural: 'resourcequotas',
  singular: 'resourcequota',
  shortNames: ['quota'],
  categories: [],
  namespaced: true,
  verbs: allVerbs,
  schema: 'io.k8s.api.core.v1.ResourceQuota',
  hasStatus: true,
  hasGeneration: false,
  returnsDeleted: true,
  columns,
  defaults: (quota) => {
    const next = withDefaults(quota, { spec: {}, status: noStatus });
    return replaced(next, 'spec', replaced(next.spec, 'hard', canonical(next.spec.hard)));
  },
  prepareCreate: (quota) => ({ ...quota, status: noStatus }),
  prepareUpdate: (next, old) =>
    next.status === old.status ? next : { ...next, status: old.status },
  validate: validateQuota,
  validateUpdate: validateQuotaUpdate,
  validateStatusUpdate: validateQuotaStatus,
  warnings: quotaWarnings,
};
