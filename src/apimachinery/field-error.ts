/** Validation errors of fields, in upstream's words. Mirrors apimachinery pkg/util/validation/field/errors.go. */
import { quoteGo } from './go-quote.ts';

type FieldErrorType =
  | 'FieldValueNotFound'
  | 'FieldValueRequired'
  | 'FieldValueDuplicate'
  | 'FieldValueInvalid'
  | 'FieldValueNotSupported'
  | 'FieldValueForbidden'
  | 'FieldValueTooLong'
  | 'FieldValueTooMany'
  | 'InternalError'
  | 'FieldValueTypeInvalid';

/** One refused field; `message` is complete without the field: `Invalid value: "x": must be …`. */
export interface FieldError {
  readonly type: FieldErrorType;
  /** `spec.template.spec.containers[0].image` */
  readonly field: string;
  readonly message: string;
}

const shown = (value: unknown): string =>
  typeof value === 'string' ? quoteGo(value) : (JSON.stringify(value) ?? 'null');
const make = (type: FieldErrorType, field: string, message: string): FieldError => ({
  type,
  field,
  message,
});
const withDetail = (head: string, detail: string): string => (detail ? `${head}: ${detail}` : head);

/** `Required value: detail` */
export const required = (field: string, detail = ''): FieldError =>
  make('FieldValueRequired', field, withDetail('Required value', detail));
/** `Invalid value: <value as JSON>: detail` */
export const invalid = (field: string, value: unknown, detail: string): FieldError =>
  make('FieldValueInvalid', field, withDetail(`Invalid value: ${shown(value)}`, detail));
/** `Forbidden: detail` */
export const forbidden = (field: string, detail: string): FieldError =>
  make('FieldValueForbidden', field, withDetail('Forbidden', detail));
/** `Duplicate value: <value>` */
export const duplicate = (field: string, value: unknown): FieldError =>
  make('FieldValueDuplicate', field, `Duplicate value: ${shown(value)}`);
/** `Not found: <value>` */
export const notFound = (field: string, value: unknown): FieldError =>
  make('FieldValueNotFound', field, `Not found: ${shown(value)}`);
/** `Unsupported value: "x": supported values: "A", "B"` (given in the order upstream sorts them). */
export const notSupported = (
  field: string,
  value: unknown,
  supported: readonly string[],
): FieldError =>
  make(
    'FieldValueNotSupported',
    field,
    withDetail(
      `Unsupported value: ${shown(value)}`,
      supported.length ? `supported values: ${supported.map(shown).join(', ')}` : '',
    ),
  );
/** `Too long: may not be more than N bytes` */
export const tooLong = (field: string, maxLength: number): FieldError =>
  make('FieldValueTooLong', field, `Too long: may not be more than ${maxLength} bytes`);

/** `Too many: 21: must have at most 20 items` */
export const tooMany = (field: string, count: number, maxItems: number): FieldError =>
  make(
    'FieldValueTooMany',
    field,
    `Too many: ${count}: must have at most ${maxItems} item${maxItems === 1 ? '' : 's'}`,
  );
/** `Invalid value: detail`, for values that are too large to be shown. */
export const invalidUnshown = (field: string, detail: string): FieldError =>
  make('FieldValueInvalid', field, `Invalid value: ${detail}`);

/** `spec.replicas: Invalid value: -1: must be greater than or equal to 0` */
export const printFieldError = (error: FieldError): string => `${error.field}: ${error.message}`;
