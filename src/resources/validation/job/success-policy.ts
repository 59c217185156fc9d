/** `spec.successPolicy` of a Job. Mirrors kubernetes pkg/apis/batch/validation/validation.go validateSuccessPolicy. */
import { invalid, required, tooLong, tooMany } from '#apimachinery/field-error.ts';
import { checkIndexes } from '../../jobs/indexes.ts';
import type { JobSpec, SuccessPolicy } from '../../types/job.ts';
import { eachItem, type FieldErrors, none, nonNegative } from '../fields.ts';

const MAX_RULES = 20;
const MAX_INDEXES_LENGTH = 64 * 1024;

type Rule = SuccessPolicy['rules'][number];

function validateCount(field: string, { succeededCount, succeededIndexes }: Rule, total: number) {
  if (succeededCount === undefined) return none;
  const { count } = checkIndexes(succeededIndexes ?? '', total);
  const most = `must be less than or equal to ${total} (the number of specified completions)`;
  const named = `must be less than or equal to ${count} (the number of indexes in the specified succeededIndexes field)`;
  return [
    ...nonNegative(field, succeededCount),
    ...(succeededCount > total ? [invalid(field, succeededCount, most)] : none),
    ...(succeededIndexes !== undefined && succeededCount > count
      ? [invalid(field, succeededCount, named)]
      : none),
  ];
}

function validateIndexes(field: string, text: string | undefined, total: number): FieldErrors {
  if (text === undefined) return none;
  const { error } = checkIndexes(text, total);
  return [
    ...(text.length > MAX_INDEXES_LENGTH ? [tooLong(field, MAX_INDEXES_LENGTH)] : none),
    ...(error ? [invalid(field, text, `error parsing succeededIndexes: ${error}`)] : none),
  ];
}

function validateRule(field: string, rule: Rule, total: number): FieldErrors {
  const why = 'at least one of succeededCount or succeededIndexes must be specified';
  const isEmpty = rule.succeededCount === undefined && rule.succeededIndexes === undefined;
  return [
    ...(isEmpty ? [required(field, why)] : none),
    ...validateIndexes(`${field}.succeededIndexes`, rule.succeededIndexes, total),
    ...validateCount(`${field}.succeededCount`, rule, total),
  ];
}

export function validateSuccessPolicy(spec: JobSpec): FieldErrors {
  const { successPolicy, completions = 0 } = spec;
  if (!successPolicy) return none;
  if (spec.completionMode !== 'Indexed') {
    return [
      invalid('spec.successPolicy', shown(successPolicy), 'requires indexed completion mode'),
    ];
  }
  const field = 'spec.successPolicy.rules';
  const rules = successPolicy.rules ?? [];
  const why = 'at least one rules must be specified when the successPolicy is specified';
  return [
    ...(rules.length === 0 ? [required(field, why)] : none),
    ...(rules.length > MAX_RULES ? [tooMany(field, rules.length, MAX_RULES)] : none),
    ...eachItem(field, rules, (rule, at) => validateRule(at, rule, completions)),
  ];
}

/** The policy with Go's names of its fields, as the real server shows it. */
const shown = ({ rules }: SuccessPolicy) => ({
  Rules:
    rules?.map(({ succeededIndexes, succeededCount }) => ({
      SucceededIndexes: succeededIndexes ?? null,
      SucceededCount: succeededCount ?? null,
    })) ?? null,
});
