/** That a Job's selector finds its pods and nobody else's. Mirrors kubernetes pkg/apis/batch/validation/validation.go validateGeneratedSelector. */
import { invalid, required } from '#apimachinery/field-error.ts';
import { ParseError } from '#apimachinery/parse-error.ts';
import { type LabelSelectorObject, selectorOfObject } from '#apimachinery/selector.ts';
import { CONTROLLER_UID, JOB_NAME, OLD_CONTROLLER_UID, OLD_JOB_NAME } from '../../jobs/labels.ts';
import type { Job, JobSpec } from '../../types/job.ts';
import { type FieldErrors, none, sorted } from '../fields.ts';
import { validateLabelSelector } from '../labels.ts';

/** Whether labels match; a selector that cannot be read is somebody else's to refuse. */
function matches(
  selector: LabelSelectorObject,
  labels: Readonly<Record<string, string>> | undefined,
): boolean {
  try {
    return selectorOfObject(selector).matches(labels ?? {});
  } catch (error) {
    if (error instanceof ParseError) return true;
    throw error;
  }
}

/** That generated labels were not set to something else. */
export function validateGeneratedSelector({ metadata, spec }: Job): FieldErrors {
  if (spec.manualSelector || !spec.selector) return none;
  const { name, uid } = metadata;
  const labels = spec.template.metadata?.labels ?? {};
  const expected: Readonly<Record<string, string>> = {
    [OLD_CONTROLLER_UID]: uid,
    [OLD_JOB_NAME]: name,
    [CONTROLLER_UID]: uid,
    [JOB_NAME]: name,
  };
  const wrong = Object.entries(expected).flatMap(([label, value]) => {
    const field = `spec.template.metadata.labels[${label}]`;
    if (labels[label] === undefined) return [required(field, `must be '${value}'`)];
    return labels[label] === value
      ? none
      : [invalid(field, sorted(labels) ?? null, `must be '${value}'`)];
  });
  return matches(spec.selector, expected)
    ? wrong
    : [...wrong, invalid('spec.selector', spec.selector, '`selector` not auto-generated')];
}

/** That there is a selector, and that it matches the template. */
export function validateJobSelector({ selector, template }: JobSpec): FieldErrors {
  const labels = template.metadata?.labels;
  const isMatched = selector !== undefined && matches(selector, labels);
  const why = '`selector` does not match template `labels`';
  return [
    ...(selector ? validateLabelSelector('spec.selector', selector) : [required('spec.selector')]),
    ...(isMatched ? none : [invalid('spec.template.metadata.labels', sorted(labels) ?? null, why)]),
  ];
}
