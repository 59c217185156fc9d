/** PodDisruptionBudget: its names, validation and columns. */
import type { Column, Kind } from '#apimachinery/kind.ts';
import { ageColumn, column, nameColumn } from './columns.ts';
import { replaced } from './defaults/with-defaults.ts';
import { countSpecChanges, firstGeneration, keepStatus } from './generation.ts';
import type {
  PodDisruptionBudget,
  PodDisruptionBudgetSpec,
  PodDisruptionBudgetStatus,
} from './types/poddisruptionbudget.ts';
import { validateBudget, validateBudgetStatus } from './validation/poddisruptionbudget.ts';
import { allVerbs } from './verbs.ts';

export type * from './types/poddisruptionbudget.ts';

const amount = (value: number | string | undefined): string => String(value ?? 'N/A');

const columns: readonly Column<PodDisruptionBudget>[] = [
  nameColumn,
  column('Min Available', 'So many pods stay.', ({ spec }) => amount(spec.minAvailable)),
  column('Max Unavailable', 'So many pods may be away.', ({ spec }) => amount(spec.maxUnavailable)),
  column(
    'Allowed Disruptions',
    'How many pods may be evicted now.',
    ({ status }) => status.disruptionsAllowed ?? 0,
    { type: 'integer' },
  ),
  ageColumn,
];

/** These are always written. */
const noStatus: PodDisruptionBudgetStatus = {
  currentHealthy: 0,
  desiredHealthy: 0,
  disruptionsAllowed: 0,
  expectedPods: 0,
};
const noSpec: PodDisruptionBudgetSpec = {};

export const podDisruptionBudgetKind: Kind<PodDisruptionBudget> = {
  group: 'policy',
  version: 'v1',
  kind: 'PodDisruptionBudget',
  plural: 'poddisruptionbudgets',
  singular: 'poddisruptionbudget',
  shortNames: ['pdb'],
  categories: [],
  namespaced: true,
  verbs: allVerbs,
  schema: 'io.k8s.api.policy.v1.PodDisruptionBudget',
  hasStatus: true,
  hasGeneration: true,
  columns,
  defaults: (object) => replaced(object, 'spec', object.spec ?? noSpec),
  prepareCreate: (object) => firstGeneration({ ...object, status: noStatus }),
  prepareUpdate: (next, old) => countSpecChanges(keepStatus(next, old), old),
  validate: validateBudget,
  validateStatusUpdate: validateBudgetStatus,
};
