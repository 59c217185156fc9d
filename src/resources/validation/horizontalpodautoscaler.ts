/** Autoscalers. Mirrors kubernetes pkg/apis/autoscaling/validation/validation.go ValidateHorizontalPodAutoscaler. */
import { forbidden, invalid, notSupported, required } from '#apimachinery/field-error.ts';
import { ParseError } from '#apimachinery/parse-error.ts';
import { canonicalQuantity, parseQuantity } from '#apimachinery/quantity.ts';
import type {
  HorizontalPodAutoscaler,
  HpaScalingPolicy,
  HpaScalingRules,
  HpaSpec,
} from '../types/horizontalpodautoscaler.ts';
import { eachItem, type FieldErrors, none, nonNegative } from './fields.ts';
import { type ReferenceRule, validateMetric, validateReference } from './hpa-metric.ts';
import { subdomainName, validateMetadata, validateMetadataUpdate } from './metadata.ts';

const MAX_WINDOW_SECONDS = 3_600;
const MAX_PERIOD_SECONDS = 1_800;
const SELECT = ['Disabled', 'Max', 'Min'];
const POLICIES = ['Percent', 'Pods'];
const ABOVE_ZERO = 'must be greater than zero';

function validateReplicas({ minReplicas, maxReplicas = 0 }: HpaSpec, least: number): FieldErrors {
  const field = 'spec.maxReplicas';
  const isBelow = minReplicas !== undefined && minReplicas < least;
  const low = `must be greater than or equal to ${least}`;
  return [
    ...(isBelow ? [invalid('spec.minReplicas', minReplicas, low)] : none),
    ...(maxReplicas < 1 ? [invalid(field, maxReplicas, 'must be greater than 0')] : none),
    ...(minReplicas !== undefined && maxReplicas < minReplicas
      ? [invalid(field, maxReplicas, 'must be greater than or equal to `minReplicas`')]
      : none),
  ];
}

function validateMetrics({ metrics, minReplicas }: HpaSpec, objects: ReferenceRule): FieldErrors {
  const isZeroable = metrics?.some(({ type }) => type === 'Object' || type === 'External');
  const why =
    'must specify at least one Object or External metric to support scaling to zero replicas';
  return [
    ...eachItem('spec.metrics', metrics, (metric, at) => validateMetric(at, metric, objects)),
    ...(minReplicas === 0 && !isZeroable ? [forbidden('spec.metrics', why)] : none),
  ];
}

const validatePolicy = (policy: HpaScalingPolicy, field: string): FieldErrors => {
  const { type, value = 0, periodSeconds = 0 } = policy;
  const most = `must be less than or equal to ${MAX_PERIOD_SECONDS}`;
  return [
    ...(POLICIES.includes(type) ? none : [notSupported(`${field}.type`, type, POLICIES)]),
    ...(value <= 0 ? [invalid(`${field}.value`, value, ABOVE_ZERO)] : none),
    ...(periodSeconds <= 0 ? [invalid(`${field}.periodSeconds`, periodSeconds, ABOVE_ZERO)] : none),
    ...(periodSeconds > MAX_PERIOD_SECONDS
      ? [invalid(`${field}.periodSeconds`, periodSeconds, most)]
      : none),
  ];
};

function validateWindow(field: string, seconds: number | undefined): FieldErrors {
  if (seconds === undefined) return none;
  if (seconds < 0) return [invalid(field, seconds, 'must be greater than or equal to zero')];
  const most = `must be less than or equal to ${MAX_WINDOW_SECONDS}`;
  return seconds > MAX_WINDOW_SECONDS ? [invalid(field, seconds, most)] : none;
}

function validateTolerance(field: string, text: string | undefined): FieldErrors {
  if (text === undefined) return none;
  try {
    if (parseQuantity(text).nanos >= 0n) return none;
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    return none;
  }
  return [invalid(field, canonicalQuantity(text), 'must be greater than or equal to 0')];
}

function validateRules(field: string, rules: HpaScalingRules | undefined): FieldErrors {
  if (!rules) return none;
  const { selectPolicy, policies = [], stabilizationWindowSeconds, tolerance } = rules;
  const isKnown = selectPolicy === undefined || SELECT.includes(selectPolicy);
  return [
    ...validateWindow(`${field}.stabilizationWindowSeconds`, stabilizationWindowSeconds),
    ...(isKnown ? none : [notSupported(`${field}.selectPolicy`, selectPolicy, SELECT)]),
    ...(policies.length === 0
      ? [required(`${field}.policies`, 'must specify at least one Policy')]
      : none),
    ...eachItem(`${field}.policies`, policies, validatePolicy),
    ...validateTolerance(`${field}.tolerance`, tolerance),
  ];
}

function validateSpec(spec: HpaSpec, least: number, target: ReferenceRule): FieldErrors {
  return [
    ...validateReplicas(spec, least),
    ...validateReference('spec.scaleTargetRef', spec.scaleTargetRef, target),
    ...validateMetrics(spec, 'any group'),
    ...validateRules('spec.behavior.scaleUp', spec.behavior?.scaleUp),
    ...validateRules('spec.behavior.scaleDown', spec.behavior?.scaleDown),
  ];
}

/** The only scalable kind of the core group may say no group. */
const targetRule = ({ scaleTargetRef }: HpaSpec): ReferenceRule =>
  scaleTargetRef?.kind === 'ReplicationController' ? 'any group' : 'named group';

export const validateHpa = ({ metadata, spec }: HorizontalPodAutoscaler): FieldErrors => [
  ...validateMetadata(metadata, true, subdomainName),
  ...validateSpec(spec, 1, targetRule(spec)),
];

export const validateHpaUpdate = (
  next: HorizontalPodAutoscaler,
  old: HorizontalPodAutoscaler,
): FieldErrors => validateMetadataUpdate(next.metadata, old.metadata);

export const validateHpaStatus = ({ status }: HorizontalPodAutoscaler): FieldErrors => [
  ...nonNegative('status.currentReplicas', status.currentReplicas),
  ...nonNegative('status.desiredReplicas', status.desiredReplicas),
];
