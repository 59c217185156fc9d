/** Numbers or percentages of pods: `maxUnavailable`, `maxSurge`. Mirrors kubernetes pkg/apis/apps/validation/validation.go ValidatePositiveIntOrPercent. */
import { invalid } from '#apimachinery/field-error.ts';
import { each, type FieldErrors, none, nonNegative } from './fields.ts';
import { percentErrors } from './formats.ts';

export type Amount = number | string;

export const validateAmount = (field: string, value: Amount): FieldErrors =>
  typeof value === 'string' ? each(field, value, percentErrors(value)) : nonNegative(field, value);

/** "25%" ⇒ 25, 3 ⇒ 3, "x" ⇒ 0 */
export const numberOf = (value: Amount): number =>
  typeof value === 'number' ? value : Number.parseInt(value, 10) || 0;

/** `must not be greater than 100%` */
export function tooManyPercent(field: string, value: Amount): FieldErrors {
  const isPercent = typeof value === 'string' && percentErrors(value).length === 0;
  return isPercent && numberOf(value) > 100
    ? [invalid(field, value, 'must not be greater than 100%')]
    : none;
}
