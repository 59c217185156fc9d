/** Names of resources in quotas and limit ranges. Mirrors kubernetes pkg/apis/core/helper/helpers.go. */
import { invalid } from '#apimachinery/field-error.ts';
import { qualifiedNameErrors } from '#apimachinery/names.ts';
import { parseQuantity, printQuantity } from '#apimachinery/quantity.ts';
import { each, type FieldErrors, none } from '../fields.ts';

const COMPUTE = ['cpu', 'memory', 'ephemeral-storage'];
const COUNTED = [
  'pods',
  'resourcequotas',
  'services',
  'replicationcontrollers',
  'secrets',
  'configmaps',
  'persistentvolumeclaims',
  'services.nodeports',
  'services.loadbalancers',
];
export const QUOTA_NAMES: readonly string[] = [
  ...COMPUTE,
  ...[...COMPUTE, 'storage'].map((name) => `requests.${name}`),
  ...COMPUTE.map((name) => `limits.${name}`),
  ...COUNTED,
];
const isHugePages = (name: string): boolean =>
  name.startsWith('hugepages-') || name.startsWith('requests.hugepages-');

export const isQuotaName = (name: string): boolean =>
  QUOTA_NAMES.includes(name) || isHugePages(name);
const isStandard = (name: string): boolean => isQuotaName(name) || name === 'storage';
export const isNative = (name: string): boolean =>
  !name.includes('/') || name.includes('kubernetes.io/');
const isExtended = (name: string): boolean =>
  !isNative(name) &&
  !name.startsWith('requests.') &&
  qualifiedNameErrors(`requests.${name}`).length === 0;
/** Only what can be shared may be promised twice. */
export const mayOvercommit = (name: string): boolean =>
  isNative(name) && !name.startsWith('hugepages-');

/** A standard resource, or one with a domain. */
export function validateResourceName(field: string, name: string): FieldErrors {
  const wrong = each(field, name, qualifiedNameErrors(name));
  if (wrong.length > 0 || name.includes('/') || isStandard(name)) return wrong;
  return [invalid(field, name, 'must be a standard resource type or fully qualified')];
}

/** The same for quotas. */
export function validateQuotaName(field: string, name: string): FieldErrors {
  const errors = validateResourceName(field, name);
  if (name.includes('/') || isQuotaName(name)) return errors;
  return [...errors, invalid(field, name, 'must be a standard resource for quota')];
}

/** The same for what containers may have. */
export function validateContainerName(field: string, name: string): FieldErrors {
  const errors = validateResourceName(field, name);
  if (!name.includes('/')) {
    const isKnown = COMPUTE.includes(name) || name.startsWith('hugepages-');
    const why = 'must be a standard resource for containers';
    return isKnown ? errors : [...errors, invalid(field, name, why)];
  }
  if (isNative(name) || isExtended(name)) return errors;
  return [...errors, invalid(field, name, "doesn't follow extended resource name standard")];
}

/** Not below 0, and whole where parts mean nothing. */
export function validateAmount(field: string, name: string, text: string): FieldErrors {
  const amount = parseQuantity(text);
  const isWhole = COUNTED.includes(name) || isExtended(name);
  const isPart = amount.nanos % 1_000_000_000n !== 0n;
  return [
    ...(amount.nanos < 0n
      ? [invalid(field, printQuantity(amount), 'must be greater than or equal to 0')]
      : none),
    ...(isWhole && isPart ? [invalid(field, printQuantity(amount), 'must be an integer')] : none),
  ];
}
