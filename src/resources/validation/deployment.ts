/** Deployments. Mirrors kubernetes pkg/apis/apps/validation/validation.go ValidateDeployment. */
import { forbidden, invalid, notSupported } from '#apimachinery/field-error.ts';
import type { Deployment, DeploymentSpec, DeploymentStrategy } from '../types/deployment.ts';
import { numberOf, tooManyPercent, validateAmount } from './amounts.ts';
import { type FieldErrors, immutable, none, nonNegative } from './fields.ts';
import { subdomainName, validateMetadata, validateMetadataUpdate } from './metadata.ts';
import { validateSelectedTemplate, validateSelector } from './workload.ts';

const ROLLING = 'spec.strategy.rollingUpdate';

function validateRolling({ maxSurge = 0, maxUnavailable = 0 }: RollingUpdate): FieldErrors {
  const field = `${ROLLING}.maxUnavailable`;
  const isStuck = numberOf(maxUnavailable) === 0 && numberOf(maxSurge) === 0;
  return [
    ...validateAmount(field, maxUnavailable),
    ...validateAmount(`${ROLLING}.maxSurge`, maxSurge),
    ...(isStuck ? [invalid(field, maxUnavailable, 'may not be 0 when `maxSurge` is 0')] : none),
    ...tooManyPercent(field, maxUnavailable),
  ];
}
type RollingUpdate = NonNullable<DeploymentStrategy['rollingUpdate']>;

function validateStrategy({ type, rollingUpdate }: DeploymentStrategy): FieldErrors {
  if (type === 'RollingUpdate') return rollingUpdate ? validateRolling(rollingUpdate) : none;
  if (type === 'Recreate') {
    const why = "may not be specified when strategy `type` is 'Recreate'";
    return rollingUpdate ? [forbidden(ROLLING, why)] : none;
  }
  const strategy = { Type: type ?? '', RollingUpdate: rollingUpdate ?? null };
  return [notSupported('spec.strategy', strategy, ['Recreate', 'RollingUpdate'])];
}

function validateDeadline({
  progressDeadlineSeconds: seconds,
  minReadySeconds = 0,
}: DeploymentSpec) {
  if (seconds === undefined) return none;
  const field = 'spec.progressDeadlineSeconds';
  const errors = nonNegative(field, seconds);
  return seconds <= minReadySeconds
    ? [...errors, invalid(field, seconds, 'must be greater than minReadySeconds')]
    : errors;
}

const validateSpec = (spec: DeploymentSpec): FieldErrors => [
  ...nonNegative('spec.replicas', spec.replicas),
  ...validateSelector(spec.selector),
  ...validateSelectedTemplate(spec.selector, spec.template),
  ...validateStrategy(spec.strategy ?? {}),
  ...nonNegative('spec.minReadySeconds', spec.minReadySeconds),
  ...nonNegative('spec.revisionHistoryLimit', spec.revisionHistoryLimit),
  ...validateDeadline(spec),
];

export const validateDeployment = ({ metadata, spec }: Deployment): FieldErrors => [
  ...validateMetadata(metadata, true, subdomainName),
  ...validateSpec(spec),
];

export const validateDeploymentUpdate = (next: Deployment, old: Deployment): FieldErrors => [
  ...validateMetadataUpdate(next.metadata, old.metadata),
  ...(next.spec === old.spec ? none : validateSpec(next.spec)),
  ...immutable('spec.selector', next.spec.selector, old.spec.selector),
];
