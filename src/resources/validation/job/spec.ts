/** A Job's spec by itself, as Jobs and CronJobs have it. Mirrors kubernetes pkg/apis/batch/validation/validation.go validateJobSpec. */
import { invalid, notSupported, required, tooLong } from '#apimachinery/field-error.ts';
import { dns1123SubdomainErrors } from '#apimachinery/names.ts';
import type { JobSpec } from '../../types/job.ts';
import { each, type FieldErrors, none, nonNegative } from '../fields.ts';
import { validateTemplate } from '../pod.ts';
import { validateCompletion } from './completion.ts';
import { validateFailurePolicy } from './failure-policy.ts';
import { validateSuccessPolicy } from './success-policy.ts';

const MAX_MANAGED_BY = 63;
const PATH = "[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+";
const COUNTS = [
  'parallelism',
  'completions',
  'activeDeadlineSeconds',
  'backoffLimit',
  'ttlSecondsAfterFinished',
  'backoffLimitPerIndex',
] as const;

/** `acme.io/foo` Mirrors apimachinery pkg/util/validation IsDomainPrefixedPath. */
function validateDomainPath(field: string, value: string): FieldErrors {
  if (value === '') return [required(field)];
  const slash = value.indexOf('/');
  const [host, path] = [value.slice(0, slash), value.slice(slash + 1)];
  if (slash < 1 || path === '') {
    return [invalid(field, value, 'must be a domain-prefixed path (such as "acme.io/foo")')];
  }
  const why = `Invalid path (regex used for validation is '${PATH}')`;
  return [
    ...each(field, host, dns1123SubdomainErrors(host)),
    ...(new RegExp(`^${PATH}$`).test(path) ? none : [invalid(field, path, why)]),
  ];
}

function validateManagedBy(value: string | undefined): FieldErrors {
  if (value === undefined) return none;
  const field = 'spec.managedBy';
  return [
    ...validateDomainPath(field, value),
    ...(value.length > MAX_MANAGED_BY ? [tooLong(field, MAX_MANAGED_BY)] : none),
  ];
}

function validateReplacement({ podReplacementPolicy: policy, podFailurePolicy }: JobSpec) {
  if (policy === undefined) return none;
  const known = podFailurePolicy ? ['Failed'] : ['Failed', 'TerminatingOrFailed'];
  return known.includes(policy) ? none : [notSupported('spec.podReplacementPolicy', policy, known)];
}

function validateRestart({ template, podFailurePolicy }: JobSpec): FieldErrors {
  const field = 'spec.template.spec.restartPolicy';
  const { restartPolicy = '' } = template.spec ?? {};
  if (restartPolicy === '' || restartPolicy === 'Always') {
    return [required(field, 'valid values: "OnFailure", "Never"')];
  }
  if (restartPolicy !== 'OnFailure' && restartPolicy !== 'Never') {
    return [notSupported(field, restartPolicy, ['OnFailure', 'Never'])];
  }
  const why = 'only "Never" is supported when podFailurePolicy is specified';
  return podFailurePolicy && restartPolicy !== 'Never'
    ? [invalid(field, restartPolicy, why)]
    : none;
}

/** Everything but the selector; fields are named from `spec` on. */
export const validateOwnJobSpec = (spec: JobSpec): FieldErrors => [
  ...COUNTS.flatMap((name) => nonNegative(`spec.${name}`, spec[name])),
  ...nonNegative('spec.maxFailedIndexes', spec.maxFailedIndexes),
  ...(spec.maxFailedIndexes !== undefined && spec.backoffLimitPerIndex === undefined
    ? [required('spec.backoffLimitPerIndex', 'when maxFailedIndexes is specified')]
    : none),
  ...validateManagedBy(spec.managedBy),
  ...validateCompletion(spec),
  ...validateFailurePolicy(spec),
  ...validateSuccessPolicy(spec),
  ...validateReplacement(spec),
  ...validateTemplate(spec.template),
  ...validateRestart(spec),
];
