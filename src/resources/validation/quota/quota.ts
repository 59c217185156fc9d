/** ResourceQuotas. Mirrors kubernetes pkg/apis/core/validation/validation.go ValidateResourceQuota. */
import { invalid, required } from '#apimachinery/field-error.ts';
import { compareQuantities, parseQuantity } from '#apimachinery/quantity.ts';
import type { ResourceList } from '../../pods/requests.ts';
import type { ResourceQuota, ResourceQuotaSpec, ScopeRequirement } from '../../quota/types.ts';
import { eachEntry, type FieldErrors, none } from '../fields.ts';
import { subdomainName, validateMetadata } from '../metadata.ts';
import { isQuotaName, validateAmount, validateQuotaName } from './resource-names.ts';

const POD_COMPUTE = [
  'cpu',
  'memory',
  'limits.cpu',
  'limits.memory',
  'requests.cpu',
  'requests.memory',
];
const OF_PODS = ['pods', ...POD_COMPUTE];
const OF_CLAIMS = ['persistentvolumeclaims', 'requests.storage'];
/** The resources each scope can be about. */
const SCOPES: Readonly<Record<string, readonly string[]>> = {
  Terminating: OF_PODS,
  NotTerminating: OF_PODS,
  BestEffort: ['pods'],
  NotBestEffort: OF_PODS,
  PriorityClass: OF_PODS,
  VolumeAttributesClass: OF_CLAIMS,
  CrossNamespacePodAffinity: OF_PODS,
};
/** Scopes that only exist or don't. */
const PLAIN = [
  'BestEffort',
  'NotBestEffort',
  'Terminating',
  'NotTerminating',
  'CrossNamespacePodAffinity',
];
const CONFLICTS = [
  ['BestEffort', 'NotBestEffort'],
  ['Terminating', 'NotTerminating'],
] as const;

const isForeign = (scope: string, name: string): boolean =>
  isQuotaName(name) && !(SCOPES[scope]?.includes(name) ?? true);

function conflicts(field: string, names: readonly string[], scopes: unknown): FieldErrors {
  const both = CONFLICTS.filter(([a, b]) => names.includes(a) && names.includes(b));
  return both.map(() => invalid(field, scopes, 'conflicting scopes'));
}

function validateScopes({ scopes, hard = {} }: ResourceQuotaSpec): FieldErrors {
  if (!scopes?.length) return none;
  const field = 'spec.scopes';
  const names = Object.keys(hard).sort();
  const errors = scopes.flatMap((scope) => [
    ...(SCOPES[scope] ? none : [invalid(field, scopes, 'unsupported scope')]),
    ...names
      .filter((name) => isForeign(scope, name))
      .map(() => invalid(field, scopes, 'unsupported scope applied to resource')),
  ]);
  return [...errors, ...conflicts(field, scopes, scopes)];
}

function validateOperator(field: string, { scopeName, operator, values }: ScopeRequirement) {
  const count = values?.length ?? 0;
  const at = `${field}.operator`;
  const mustExist =
    "must be 'Exists' when scope is any of ResourceQuotaScopeTerminating, ResourceQuotaScopeNotTerminating, ResourceQuotaScopeBestEffort, ResourceQuotaScopeNotBestEffort or ResourceQuotaScopeCrossNamespacePodAffinity";
  const plain =
    PLAIN.includes(scopeName) && operator !== 'Exists' ? [invalid(at, operator, mustExist)] : none;
  if (operator === 'In' || operator === 'NotIn') {
    const why = "must be at least one value when `operator` is 'In' or 'NotIn' for scope selector";
    return count > 0 ? plain : [...plain, required(`${field}.values`, why)];
  }
  if (operator === 'Exists' || operator === 'DoesNotExist') {
    const why = "must be no value when `operator` is 'Exist' or 'DoesNotExist' for scope selector";
    return count === 0 ? plain : [...plain, invalid(`${field}.values`, values, why)];
  }
  return [...plain, invalid(at, operator, 'not a valid selector operator')];
}

/** The selector as Go prints it. */
const printedSelector = (requirements: readonly ScopeRequirement[]): unknown => ({
  MatchExpressions: requirements.map(({ scopeName, operator, values }) => ({
    ScopeName: scopeName,
    Operator: operator,
    Values: values ?? null,
  })),
});

function validateSelector({ scopeSelector, scopes, hard = {} }: ResourceQuotaSpec): FieldErrors {
  if (!scopeSelector) return none;
  const requirements = scopeSelector.matchExpressions ?? [];
  const field = 'spec.scopeSelector.matchExpressions';
  const names = Object.keys(hard).sort();
  const errors = requirements.flatMap((requirement) => [
    ...(SCOPES[requirement.scopeName]
      ? none
      : [invalid(`${field}.scopeName`, requirement.scopeName, 'unsupported scope')]),
    ...names
      .filter((name) => isForeign(requirement.scopeName, name))
      .map(() =>
        invalid(field, printedSelector(requirements), 'unsupported scope applied to resource'),
      ),
    ...validateOperator(field, requirement),
  ]);
  const scopeNames = requirements.map(({ scopeName }) => scopeName);
  return [...errors, ...conflicts(field, scopeNames, scopes ?? null)];
}

const validateList = (field: string, list: ResourceList | undefined): FieldErrors =>
  eachEntry(field, list, (name, amount, at) => [
    ...validateQuotaName(at, name),
    ...validateAmount(at, name, amount),
  ]);

export const validateQuota = ({ metadata, spec }: ResourceQuota): FieldErrors => [
  ...validateMetadata(metadata, true, subdomainName),
  ...validateList('spec.hard', spec.hard),
  ...validateScopes(spec),
  ...validateSelector(spec),
];

const sorted = (scopes: readonly string[] | undefined): string => [...(scopes ?? [])].sort().join();

export const validateQuotaUpdate = (
  { spec: next }: ResourceQuota,
  { spec: old }: ResourceQuota,
): FieldErrors =>
  sorted(next.scopes) === sorted(old.scopes)
    ? none
    : [invalid('spec.scopes', next.scopes ?? null, 'field is immutable')];

export const validateQuotaStatus = ({ status }: ResourceQuota): FieldErrors => [
  ...validateList('status.hard', status.hard),
  ...validateList('status.used', status.used),
];

/** Requests that are above their limits in one quota. Mirrors pkg/registry/core/resourcequota/strategy.go. */
export function quotaWarnings({ spec: { hard = {} } }: ResourceQuota): readonly string[] {
  return ['cpu', 'memory', 'storage', 'ephemeral-storage'].flatMap((name) => {
    const own = name.includes('storage') ? [] : [name];
    const requests = [`requests.${name}`, ...own].find((one) => hard[one] !== undefined);
    const limits = `limits.${name}`;
    const [request, limit] = [hard[requests ?? ''], hard[limits]];
    if (requests === undefined || request === undefined || limit === undefined) return [];
    if (compareQuantities(parseQuantity(request), parseQuantity(limit)) <= 0) return [];
    return [`ResourceQuota ${requests} (${request}) should be less than ${limits} (${limit})`];
  });
}
