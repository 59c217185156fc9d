/** Rules are not asked of an object whose shape is wrong. Mirrors apiextensions-apiserver pkg/registry/customresource hasBlockingErr. */
import { type FieldError, invalid } from '#apimachinery/field-error.ts';

const BLOCKING: readonly FieldError['type'][] = [
  'FieldValueNotSupported',
  'FieldValueRequired',
  'FieldValueTooLong',
  'FieldValueTooMany',
  'FieldValueTypeInvalid',
];

/** The error that says so, when one of `errors` is in the way. */
export const invalidNowhere = (errors: readonly FieldError[]): FieldError | undefined =>
  errors.some(({ type }) => BLOCKING.includes(type))
    ? invalid(
        '<nil>',
        null,
        'some validation rules were not checked because the object was invalid; correct the existing errors to complete validation',
      )
    : undefined;
