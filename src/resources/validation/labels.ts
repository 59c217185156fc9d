/** Labels and selectors. Mirrors apimachinery pkg/apis/meta/v1/validation/validation.go. */
import { forbidden, invalid, required } from '#apimachinery/field-error.ts';
import { memoised } from '#apimachinery/intern.ts';
import { labelValueErrors, qualifiedNameErrors } from '#apimachinery/names.ts';
import type { StringMap } from '#apimachinery/object.ts';
import type { LabelSelectorObject } from '#apimachinery/selector.ts';
import { each, eachItem, type FieldErrors, none } from './fields.ts';

export const validateLabelName = (field: string, name: string): FieldErrors =>
  each(field, name, qualifiedNameErrors(name));

const areFine = memoised((labels: StringMap): boolean =>
  Object.entries(labels).every(
    ([key, value]) => qualifiedNameErrors(key).length === 0 && labelValueErrors(value).length === 0,
  ),
);

/** Every key and every value; remembered when all is well. */
export function validateLabels(field: string, labels: StringMap | undefined): FieldErrors {
  if (!labels || areFine(labels)) return none;
  return Object.entries(labels).flatMap(([key, value]) => [
    ...validateLabelName(field, key),
    ...each(field, value, labelValueErrors(value)),
  ]);
}

type Expression = NonNullable<LabelSelectorObject['matchExpressions']>[number];

function validateExpression(
  { key, operator, values = [] }: Expression,
  field: string,
): FieldErrors {
  const names = [
    ...validateLabelName(`${field}.key`, key),
    ...eachItem(`${field}.values`, values, (value, at) => each(at, value, labelValueErrors(value))),
  ];
  if (operator === 'In' || operator === 'NotIn') {
    if (values.length > 0) return names;
    const why = "must be specified when `operator` is 'In' or 'NotIn'";
    return [required(`${field}.values`, why), ...names];
  }
  if (operator === 'Exists' || operator === 'DoesNotExist') {
    if (values.length === 0) return names;
    const why = "may not be specified when `operator` is 'Exists' or 'DoesNotExist'";
    return [forbidden(`${field}.values`, why), ...names];
  }
  return [invalid(`${field}.operator`, operator, 'not a valid selector operator'), ...names];
}

export const validateLabelSelector = (
  field: string,
  selector: LabelSelectorObject | undefined,
): FieldErrors => [
  ...validateLabels(`${field}.matchLabels`, selector?.matchLabels),
  ...eachItem(`${field}.matchExpressions`, selector?.matchExpressions, validateExpression),
];
