/** FlowSchema: its names, defaults, validation and columns. Differs: requests are never queued, so that it only tells. */
import { invalid, required } from '#apimachinery/field-error.ts';
import type { Kind } from '#apimachinery/kind.ts';
import { ageColumn, column, nameColumn } from './columns.ts';
import { replaced, withDefaults } from './defaults/with-defaults.ts';
import type { FlowSchema } from './types/flowcontrol.ts';
import { type FieldErrors, none } from './validation/fields.ts';
import { subdomainName, validateMetadata } from './validation/metadata.ts';
import { allVerbs } from './verbs.ts';

/** Mirrors kubernetes pkg/apis/flowcontrol/validation/validation.go ValidateFlowSchema. */
function validate({ metadata, spec }: FlowSchema): FieldErrors {
  const { matchingPrecedence: precedence = 0, priorityLevelConfiguration: level } = spec;
  const field = 'spec.matchingPrecedence';
  const isLow = precedence <= 0;
  const bound = isLow ? 'must be a positive value' : 'must not be greater than 10000';
  return [
    ...validateMetadata(metadata, false, subdomainName),
    ...(isLow || precedence > 10_000 ? [invalid(field, precedence, bound)] : none),
    ...(level?.name
      ? none
      : [required('spec.priorityLevelConfiguration.name', 'must reference a priority level')]),
  ];
}

const dangling = ({ status }: FlowSchema): string =>
  status?.conditions?.find(({ type }) => type === 'Dangling')?.status ?? '?';

export const flowSchemaKind: Kind<FlowSchema> = {
  group: 'flowcontrol.apiserver.k8s.io',
  version: 'v1',
  kind: 'FlowSchema',
  plural: 'flowschemas',
  singular: 'flowschema',
  shortNames: [],
  categories: [],
  namespaced: false,
  verbs: allVerbs,
  schema: 'io.k8s.api.flowcontrol.v1.FlowSchema',
  hasStatus: true,
  hasGeneration: true,
  columns: [
    nameColumn,
    column(
      'PriorityLevel',
      'Where its requests queue.',
      ({ spec }: FlowSchema) => spec.priorityLevelConfiguration?.name ?? '',
    ),
    column(
      'MatchingPrecedence',
      'The lowest that matches counts.',
      ({ spec }: FlowSchema) => spec.matchingPrecedence ?? 0,
    ),
    column(
      'DistinguisherMethod',
      'What makes a flow.',
      ({ spec }: FlowSchema) => spec.distinguisherMethod?.type ?? '<none>',
    ),
    ageColumn,
    column('MissingPL', 'Whether its level is not there.', dangling),
  ],
  defaults: (schema) =>
    replaced(schema, 'spec', withDefaults(schema.spec ?? {}, { matchingPrecedence: 1000 })),
  prepareCreate: (schema) => ({ ...schema, status: {} }),
  prepareUpdate: (next, old) => replaced(next, 'status', old.status),
  validate,
};
