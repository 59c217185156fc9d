/** Tolerations, and the taints they answer. Mirrors kubernetes pkg/apis/core/validation/validation.go ValidateTolerations. */
import { invalid, notSupported, required } from '#apimachinery/field-error.ts';
import { labelValueErrors } from '#apimachinery/names.ts';
import type { Toleration } from '../../pods/types.ts';
import { eachItem, type FieldErrors, none } from '../fields.ts';
import { validateLabelName } from '../labels.ts';

const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

export const validateEffect = (field: string, effect: string | undefined): FieldErrors => {
  if (!effect) return [required(field)];
  return EFFECTS.includes(effect) ? none : [notSupported(field, effect, EFFECTS)];
};

const EMPTY_KEY =
  'operator must be Exists when `key` is empty, which means "match all values and all keys"';

function validateOperator(field: string, { operator = '', value = '' }: Toleration): FieldErrors {
  if (operator === 'Equal' || operator === '') {
    const wrong = labelValueErrors(value);
    return wrong.length > 0 ? [invalid(field, value, wrong.join(';'))] : none;
  }
  if (operator === 'Exists') {
    return value
      ? [invalid(field, value, "value must be empty when `operator` is 'Exists'")]
      : none;
  }
  const known = ['Equal', 'Exists'];
  const isComparison = operator === 'Lt' || operator === 'Gt';
  return [notSupported(field, operator, isComparison ? [...known, 'Lt', 'Gt'] : known)];
}

export const validateTolerations = (
  field: string,
  tolerations: readonly Toleration[] | undefined,
): FieldErrors =>
  eachItem(field, tolerations, (toleration, at) => {
    const { key, operator = '', effect, tolerationSeconds } = toleration;
    const isBare = !key && operator !== 'Exists';
    const isTimed = tolerationSeconds !== undefined && effect !== 'NoExecute';
    const why = "effect must be 'NoExecute' when `tolerationSeconds` is set";
    return [
      ...(key ? validateLabelName(`${at}.key`, key) : none),
      ...(isBare ? [invalid(`${at}.operator`, operator, EMPTY_KEY)] : none),
      ...(isTimed ? [invalid(`${at}.effect`, effect ?? '', why)] : none),
      ...validateOperator(`${at}.operator`, toleration),
      ...(effect ? validateEffect(`${at}.effect`, effect) : none),
    ];
  });
