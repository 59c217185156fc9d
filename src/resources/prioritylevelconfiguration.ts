/** PriorityLevelConfiguration: its names, defaults, validation and columns. Differs: requests are never queued, so that it only tells. */
import { forbidden, notSupported, required } from '#apimachinery/field-error.ts';
import type { Kind } from '#apimachinery/kind.ts';
import { ageColumn, column, nameColumn } from './columns.ts';
import { replaced, withDefaults } from './defaults/with-defaults.ts';
import type { LimitResponse, PriorityLevelConfiguration } from './types/flowcontrol.ts';
import { type FieldErrors, none } from './validation/fields.ts';
import { subdomainName, validateMetadata } from './validation/metadata.ts';
import { allVerbs } from './verbs.ts';

type Spec = PriorityLevelConfiguration['spec'];

const queues = { queues: 64, handSize: 8, queueLengthLimit: 50 };

const withQueues = (response: LimitResponse): LimitResponse =>
  replaced(response, 'queuing', response.queuing && withDefaults(response.queuing, queues));

/** Mirrors kubernetes pkg/apis/flowcontrol/v1/defaults.go. */
function defaultSpec(spec: Spec): Spec {
  const { limited, exempt } = spec;
  if (exempt) {
    const shares = { nominalConcurrencyShares: 0, lendablePercent: 0 };
    return replaced(spec, 'exempt', withDefaults(exempt, shares));
  }
  if (!limited) return spec;
  const response = withQueues(limited.limitResponse ?? {});
  const shares = { nominalConcurrencyShares: 30, lendablePercent: 0 };
  const filled = replaced(withDefaults(limited, shares), 'limitResponse', response);
  return replaced(spec, 'limited', filled);
}

function limitErrors({ type = '', queuing }: LimitResponse): FieldErrors {
  const field = 'spec.limited.limitResponse';
  if (type === 'Queue') {
    const why = 'must not be empty if limited.limitResponse.type is Limited';
    return queuing ? none : [required(`${field}.queuing`, why)];
  }
  if (type !== 'Reject') return [notSupported(`${field}.type`, type, ['Queue', 'Reject'])];
  const why = 'must be nil if limited.limitResponse.type is not Limited';
  return queuing ? [forbidden(`${field}.queuing`, why)] : none;
}

/** Mirrors kubernetes pkg/apis/flowcontrol/validation/validation.go ValidatePriorityLevelConfigurationSpec. */
function specErrors({ type = '', limited, exempt }: Spec): FieldErrors {
  if (type === 'Exempt') {
    const why = 'must be nil if the type is not Limited';
    return limited ? [forbidden('spec.limited', why)] : none;
  }
  if (type !== 'Limited') return [notSupported('spec.type', type, ['Exempt', 'Limited'])];
  const limit = 'must not be empty when type is Limited';
  return [
    ...(exempt ? [forbidden('spec.exempt', 'must be nil if the type is Limited')] : none),
    ...(limited ? limitErrors(limited.limitResponse ?? {}) : [required('spec.limited', limit)]),
  ];
}

const queuing = ({ spec }: PriorityLevelConfiguration) => spec.limited?.limitResponse?.queuing;

export const priorityLevelConfigurationKind: Kind<PriorityLevelConfiguration> = {
  group: 'flowcontrol.apiserver.k8s.io',
  version: 'v1',
  kind: 'PriorityLevelConfiguration',
  plural: 'prioritylevelconfigurations',
  singular: 'prioritylevelconfiguration',
  shortNames: [],
  categories: [],
  namespaced: false,
  verbs: allVerbs,
  schema: 'io.k8s.api.flowcontrol.v1.PriorityLevelConfiguration',
  hasStatus: true,
  hasGeneration: true,
  columns: [
    nameColumn,
    column(
      'Type',
      'Limited, or Exempt.',
      ({ spec }: PriorityLevelConfiguration) => spec.type ?? '',
    ),
    column(
      'NominalConcurrencyShares',
      'Its share of the seats.',
      ({ spec }: PriorityLevelConfiguration) => spec.limited?.nominalConcurrencyShares ?? '<none>',
    ),
    column(
      'Queues',
      'How many it has.',
      (level: PriorityLevelConfiguration) => queuing(level)?.queues ?? '<none>',
    ),
    column(
      'HandSize',
      'Queues a flow is dealt.',
      (level: PriorityLevelConfiguration) => queuing(level)?.handSize ?? '<none>',
    ),
    column(
      'QueueLengthLimit',
      'How long a queue may be.',
      (level: PriorityLevelConfiguration) => queuing(level)?.queueLengthLimit ?? '<none>',
    ),
    ageColumn,
  ],
  defaults: (level) => replaced(level, 'spec', defaultSpec(level.spec ?? {})),
  prepareCreate: (level) => ({ ...level, status: {} }),
  prepareUpdate: (next, old) => replaced(next, 'status', old.status),
  validate: ({ metadata, spec }) => [
    ...validateMetadata(metadata, false, subdomainName),
    ...specErrors(spec),
  ],
};
