/** Checks of single fields, in upstream's words. Mirrors apimachinery pkg/api/validation/generic.go. */
import { isEqual } from '#apimachinery/equality.ts';
import { type FieldError, invalid, required } from '#apimachinery/field-error.ts';

export type FieldErrors = readonly FieldError[];
export const none: FieldErrors = [];

/** One error for each message: `Invalid value: "x": <message>`. */
export const each = (field: string, value: unknown, messages: readonly string[]): FieldErrors =>
  messages.length === 0 ? none : messages.map((message) => invalid(field, value, message));

/** `must be between 1 and 65535, inclusive` */
export const rangeMessage = (low: number, high: number): string =>
  `must be between ${low} and ${high}, inclusive`;

export const nonNegative = (field: string, value: number | undefined): FieldErrors =>
  value !== undefined && value < 0
    ? [invalid(field, value, 'must be greater than or equal to 0')]
    : none;

export const positive = (field: string, value: number): FieldErrors =>
  value <= 0 ? [invalid(field, value, 'must be greater than zero')] : none;

export const immutable = (field: string, next: unknown, old: unknown): FieldErrors =>
  isEqual(next, old) ? none : [invalid(field, next ?? null, 'field is immutable')];

/** `Required value` for nothing and "". */
export const present = (field: string, value: unknown): FieldErrors =>
  value === undefined || value === '' ? [required(field)] : none;

/** Errors of every item of a list, with the item's own path: `spec.ports[2]`. */
export const eachItem = <T>(
  field: string,
  list: readonly T[] | undefined,
  check: (item: T, field: string, index: number) => FieldErrors,
): FieldErrors => (list ?? []).flatMap((item, index) => check(item, `${field}[${index}]`, index));

/** Errors of every entry of a map: `data[key]`. */
export const eachEntry = <T>(
  field: string,
  map: Readonly<Record<string, T>> | undefined,
  check: (key: string, value: T, field: string) => FieldErrors,
): FieldErrors =>
  Object.entries(map ?? {}).flatMap(([key, value]) => check(key, value, `${field}[${key}]`));

/** `{ b: "2", a: "1" }` ⇒ the same with sorted keys, as Go prints maps. */
export const sorted = (map: Readonly<Record<string, string>> | undefined): unknown =>
  map && Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
