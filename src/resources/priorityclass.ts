/** PriorityClass: its names, defaults, validation and columns. */
import { forbidden, notSupported } from '#apimachinery/field-error.ts';
import type { Kind } from '#apimachinery/kind.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import { ageColumn, column, nameColumn } from './columns.ts';
import { withDefaults } from './defaults/with-defaults.ts';
import { firstGeneration } from './generation.ts';
import { type FieldErrors, immutable, none } from './validation/fields.ts';
import { subdomainName, validateMetadata } from './validation/metadata.ts';
import { allVerbs } from './verbs.ts';

export interface PriorityClass extends KubeObject {
  readonly value: number;
  readonly globalDefault?: boolean;
  readonly description?: string;
  readonly preemptionPolicy?: string;
}

/** The classes every cluster has. Mirrors kubernetes pkg/apis/scheduling/v1/helpers.go. */
export const systemPriorityClasses: readonly (Pick<PriorityClass, 'value' | 'description'> & {
  readonly name: string;
})[] = [
  {
    name: 'system-node-critical',
    value: 2_000_001_000,
    description: 'Used for system critical pods that must not be moved from their current node.',
  },
  {
    name: 'system-cluster-critical',
    value: 2_000_000_000,
    description:
      'Used for system critical pods that must run in the cluster, but can be moved to another node if necessary.',
  },
];

const SYSTEM_PREFIX = 'system-';
const HIGHEST = 1_000_000_000;
const POLICIES = ['Never', 'PreemptLowerPriority'];

/** Why a name of the system's cannot be this class's. Mirrors IsKnownSystemPriorityClass. */
function systemProblem({ metadata, value, globalDefault }: PriorityClass): string | undefined {
  const { name } = metadata;
  const known = systemPriorityClasses.find((one) => one.name === name);
  if (!known) return `${name} is not a known system priority class`;
  if (value !== known.value) return `value of ${name} PriorityClass must be ${known.value}`;
  return globalDefault ? `globalDefault of ${name} PriorityClass must be false` : undefined;
}

function validateName(priorityClass: PriorityClass): FieldErrors {
  const { metadata, value } = priorityClass;
  if (!(metadata.name ?? '').startsWith(SYSTEM_PREFIX)) {
    const why = `maximum allowed value of a user defined priority is ${HIGHEST}`;
    return value > HIGHEST ? [forbidden('value', why)] : none;
  }
  const problem = systemProblem(priorityClass);
  const why = `priority class names with '${SYSTEM_PREFIX}' prefix are reserved for system use only. error: ${problem}`;
  return problem === undefined ? none : [forbidden('metadata.name', why)];
}

/** Mirrors kubernetes pkg/apis/scheduling/validation/validation.go ValidatePriorityClass. */
function validate(priorityClass: PriorityClass): FieldErrors {
  const policy = priorityClass.preemptionPolicy ?? '';
  return [
    ...validateMetadata(priorityClass.metadata, false, subdomainName),
    ...validateName(priorityClass),
    ...(POLICIES.includes(policy)
      ? none
      : [notSupported('preemptionPolicy', policy, ['PreemptLowerPriority', 'Never'])]),
  ];
}

const validateUpdate = (next: PriorityClass, old: PriorityClass): FieldErrors => [
  ...(next.value === old.value ? none : [forbidden('value', 'may not be changed in an update.')]),
  ...immutable('preemptionPolicy', next.preemptionPolicy, old.preemptionPolicy),
];

export const priorityClassKind: Kind<PriorityClass> = {
  group: 'scheduling.k8s.io',
  version: 'v1',
  kind: 'PriorityClass',
  plural: 'priorityclasses',
  singular: 'priorityclass',
  shortNames: ['pc'],
  categories: [],
  namespaced: false,
  verbs: allVerbs,
  schema: 'io.k8s.api.scheduling.v1.PriorityClass',
  hasStatus: false,
  hasGeneration: true,
  columns: [
    nameColumn,
    column('Value', 'How important its pods are.', ({ value }) => value, { type: 'integer' }),
    column(
      'Global-Default',
      'Whether pods get it that name no class.',
      ({ globalDefault }) => globalDefault ?? false,
      { type: 'boolean' },
    ),
    ageColumn,
    column(
      'PreemptionPolicy',
      'Whether its pods may push others off.',
      ({ preemptionPolicy }) => preemptionPolicy ?? '',
    ),
  ],
  defaults: (object) => {
    const next = withDefaults(object, { preemptionPolicy: 'PreemptLowerPriority' });
    return next.value === undefined ? { ...next, value: 0 } : next;
  },
  prepareCreate: firstGeneration,
  validate,
  validateUpdate,
  judgesUpdateAlone: true,
};
