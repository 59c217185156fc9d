/** Jobs. Mirrors kubernetes pkg/apis/batch/validation/validation.go ValidateJob. */
import { invalid } from '#apimachinery/field-error.ts';
import { dns1123LabelErrors } from '#apimachinery/names.ts';
import { isIndexed } from '../../jobs/conditions.ts';
import type { Job } from '../../types/job.ts';
import { type FieldErrors, none } from '../fields.ts';
import { subdomainName, validateMetadata } from '../metadata.ts';
import { validateGeneratedSelector, validateJobSelector } from './selector.ts';
import { validateOwnJobSpec } from './spec.ts';

export { validateJobStatus } from './status.ts';
export { validateJobUpdate } from './update.ts';

/** The last pod of an Indexed Job gets a host name too: `name-<completions - 1>`. */
function validateHostname(job: Job): FieldErrors {
  const { completions = 0 } = job.spec;
  if (!isIndexed(job) || completions <= 0) return none;
  const { name } = job.metadata;
  const hostname = `${name}-${completions - 1}`;
  const why = `will not able to create pod with invalid DNS label: ${hostname}`;
  return dns1123LabelErrors(hostname).length > 0 ? [invalid('metadata.name', name, why)] : none;
}

export const validateJob = (job: Job): FieldErrors => [
  ...validateMetadata(job.metadata, true, subdomainName),
  ...validateGeneratedSelector(job),
  ...validateOwnJobSpec(job.spec),
  ...validateJobSelector(job.spec),
  ...validateHostname(job),
];
