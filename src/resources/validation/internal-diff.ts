/** What a refused update shows of the parts of objects it would change: in Go's own form. */
import { isEqual } from '#apimachinery/equality.ts';
import { invalid } from '#apimachinery/field-error.ts';
import { type FieldErrors, none } from './fields.ts';
import { internalForm } from './pod-spec-internal.ts';
import { unifiedLines } from './unified-lines.ts';

/** A unified diff of two values as JSON, three lines around each change, without a head. */
export function unifiedDiff(old: object, next: object): string {
  const lines = (value: object): string[] => JSON.stringify(value, null, 1).split('\n');
  return unifiedLines(lines(old), lines(next));
}

/** The same of two structs, in Go's own form. Mirrors apimachinery pkg/util/diff/diff.go Diff. */
export const internalDiff = (struct: string, old: object, next: object): string =>
  unifiedDiff(internalForm(old, struct), internalForm(next, struct));

/** Refuses any change of a struct. */
export const fixed = (struct: string, next: object, old: object, field = 'spec'): FieldErrors =>
  isEqual(next, old) ? none : [invalid(field, internalForm(next, struct), 'field is immutable')];
