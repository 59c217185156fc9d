/** What a Job's completion mode asks of its numbers. Mirrors kubernetes pkg/apis/batch/validation/validation.go validateJobSpec. */
import { invalid, notSupported, required } from '#apimachinery/field-error.ts';
import type { JobSpec } from '../../types/job.ts';
import { type FieldErrors, none } from '../fields.ts';

/** No more of them: the text of the indexes in the status would grow too long. */
const MAX_INDEXED = 100_000;
/** Above so many completions, limits for each index need tighter bounds. */
const MANY_COMPLETIONS = 100_000;
const MAX_WITH_MANY = 10_000;

const atMost = (field: string, value: number | undefined, most: number, when = ''): FieldErrors =>
  value !== undefined && value > most
    ? [invalid(field, value, `must be less than or equal to ${most}${when}`)]
    : none;

function validateMany(spec: JobSpec): FieldErrors {
  const { completions = 0, maxFailedIndexes, parallelism } = spec;
  if (completions <= MANY_COMPLETIONS || spec.backoffLimitPerIndex === undefined) return none;
  const when = ` when completions are above ${MANY_COMPLETIONS} and used with backoff limit per index`;
  const why = `must be specified when completions is above ${MANY_COMPLETIONS}`;
  return [
    ...(maxFailedIndexes === undefined ? [required('spec.maxFailedIndexes', why)] : none),
    ...atMost('spec.parallelism', parallelism, MAX_WITH_MANY, when),
    ...atMost('spec.maxFailedIndexes', maxFailedIndexes, MAX_WITH_MANY, when),
  ];
}

function validateIndexed(spec: JobSpec): FieldErrors {
  const { completions, parallelism, maxFailedIndexes: failed } = spec;
  const isAbove = completions !== undefined && failed !== undefined && failed > completions;
  return [
    ...(completions === undefined
      ? [required('spec.completions', 'when completion mode is Indexed')]
      : none),
    ...atMost('spec.parallelism', parallelism, MAX_INDEXED, ' when completion mode is Indexed'),
    ...(isAbove
      ? [invalid('spec.maxFailedIndexes', failed, 'must be less than or equal to completions')]
      : none),
    ...atMost('spec.maxFailedIndexes', failed, MAX_INDEXED),
    ...validateMany(spec),
  ];
}

function validateNonIndexed({ backoffLimitPerIndex, maxFailedIndexes }: JobSpec): FieldErrors {
  const why = 'requires indexed completion mode';
  return [
    ...(backoffLimitPerIndex === undefined
      ? none
      : [invalid('spec.backoffLimitPerIndex', backoffLimitPerIndex, why)]),
    ...(maxFailedIndexes === undefined
      ? none
      : [invalid('spec.maxFailedIndexes', maxFailedIndexes, why)]),
  ];
}

export function validateCompletion(spec: JobSpec): FieldErrors {
  const { completionMode = 'NonIndexed' } = spec;
  if (completionMode === 'Indexed') return validateIndexed(spec);
  if (completionMode === 'NonIndexed') return validateNonIndexed(spec);
  return [notSupported('spec.completionMode', completionMode, ['NonIndexed', 'Indexed'])];
}
