/** Requests and limits. Mirrors kubernetes pkg/apis/core/validation/validation.go validateResourceRequirements. */
import { invalid, required } from '#apimachinery/field-error.ts';
import { qualifiedNameErrors } from '#apimachinery/names.ts';
import { compareQuantities, parseQuantity, printQuantity } from '#apimachinery/quantity.ts';
import type { ResourceRequirements } from '../../pods/types.ts';
import { each, eachEntry, type FieldErrors, none } from '../fields.ts';

/** What a container may ask for without a domain before the name. */
const OF_CONTAINERS = ['cpu', 'memory', 'ephemeral-storage'];
/** Standard names of other things: quotas, volumes. */
const STANDARD = [
  ...OF_CONTAINERS,
  'requests.cpu',
  'requests.memory',
  'requests.storage',
  'requests.ephemeral-storage',
  'limits.cpu',
  'limits.memory',
  'limits.ephemeral-storage',
  'storage',
  'pods',
  'services',
  'replicationcontrollers',
  'resourcequotas',
  'secrets',
  'configmaps',
  'persistentvolumeclaims',
  'services.nodeports',
  'services.loadbalancers',
];

const isHugePages = (name: string): boolean => name.startsWith('hugepages-');
const isNative = (name: string): boolean => !name.includes('/') || name.includes('kubernetes.io/');
/** Only what can be shared may be promised twice. */
const mayOvercommit = (name: string): boolean => isNative(name) && !isHugePages(name);

function validateName(field: string, name: string): FieldErrors {
  const wrong = qualifiedNameErrors(name);
  if (wrong.length > 0) return each(field, name, wrong);
  if (name.includes('/')) return none;
  if (isHugePages(name) || OF_CONTAINERS.includes(name)) return none;
  const known = STANDARD.includes(name)
    ? none
    : [invalid(field, name, 'must be a standard resource type or fully qualified')];
  return [...known, invalid(field, name, 'must be a standard resource for containers')];
}

function validateAmount(field: string, name: string, text: string): FieldErrors {
  const amount = parseQuantity(text);
  const errors =
    amount.nanos < 0n
      ? [invalid(field, printQuantity(amount), 'must be greater than or equal to 0')]
      : [];
  const isPart = !isNative(name) && amount.nanos % 1_000_000_000n !== 0n;
  if (isPart) errors.push(invalid(field, text, 'must be an integer'));
  return errors;
}

function validateAgainstLimit(
  field: string,
  name: string,
  request: string,
  limit: string | undefined,
): FieldErrors {
  if (limit === undefined) {
    return mayOvercommit(name)
      ? none
      : [required(`${field}.limits`, 'Limit must be set for non overcommitable resources')];
  }
  const order = compareQuantities(parseQuantity(request), parseQuantity(limit));
  const asked = printQuantity(parseQuantity(request));
  const most = printQuantity(parseQuantity(limit));
  if (order !== 0 && !mayOvercommit(name)) {
    return [invalid(`${field}.requests`, asked, `must be equal to ${name} limit of ${most}`)];
  }
  return order > 0
    ? [
        invalid(
          `${field}.requests`,
          asked,
          `must be less than or equal to ${name} limit of ${most}`,
        ),
      ]
    : none;
}

export function validateResources(
  field: string,
  resources: ResourceRequirements | undefined,
): FieldErrors {
  if (!resources) return none;
  const { limits, requests } = resources;
  return [
    ...eachEntry(`${field}.limits`, limits, (name, amount, at) => [
      ...validateName(at, name),
      ...validateAmount(at, name, amount),
    ]),
    ...eachEntry(`${field}.requests`, requests, (name, amount, at) => [
      ...validateName(at, name),
      ...validateAmount(at, name, amount),
      ...validateAgainstLimit(field, name, amount, limits?.[name]),
    ]),
  ];
}
