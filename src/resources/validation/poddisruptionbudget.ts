/** PodDisruptionBudgets. Mirrors kubernetes pkg/apis/policy/validation/validation.go ValidatePodDisruptionBudget. */
import { invalid, notSupported } from '#apimachinery/field-error.ts';
import type { PodDisruptionBudget, PodDisruptionBudgetSpec } from '../types/poddisruptionbudget.ts';
import { tooManyPercent, validateAmount } from './amounts.ts';
import { type FieldErrors, none, nonNegative } from './fields.ts';
import { validateLabelSelector } from './labels.ts';

const POLICIES = ['AlwaysAllow', 'IfHealthyBudget'];

const validateShare = (field: string, value: number | string | undefined): FieldErrors =>
  value === undefined ? none : [...validateAmount(field, value), ...tooManyPercent(field, value)];

/** The spec with Go's names of its fields, as the real server shows it. */
const shown = (spec: PodDisruptionBudgetSpec) => ({
  MinAvailable: spec.minAvailable ?? null,
  Selector: spec.selector ?? null,
  MaxUnavailable: spec.maxUnavailable ?? null,
  UnhealthyPodEvictionPolicy: spec.unhealthyPodEvictionPolicy ?? null,
});

export function validateBudget({ spec }: PodDisruptionBudget): FieldErrors {
  const { minAvailable, maxUnavailable, selector, unhealthyPodEvictionPolicy: policy } = spec;
  const isBoth = minAvailable !== undefined && maxUnavailable !== undefined;
  const both = 'minAvailable and maxUnavailable cannot be both set';
  const isKnown = policy === undefined || POLICIES.includes(policy);
  return [
    ...(isBoth ? [invalid('spec', shown(spec), both)] : none),
    ...validateShare('spec.minAvailable', minAvailable),
    ...validateShare('spec.maxUnavailable', maxUnavailable),
    ...validateLabelSelector('spec.selector', selector),
    ...(isKnown ? none : [notSupported('spec.unhealthyPodEvictionPolicy', policy, POLICIES)]),
  ];
}

export const validateBudgetStatus = ({ status }: PodDisruptionBudget): FieldErrors => [
  ...nonNegative('status.disruptionsAllowed', status.disruptionsAllowed),
  ...nonNegative('status.currentHealthy', status.currentHealthy),
  ...nonNegative('status.desiredHealthy', status.desiredHealthy),
  ...nonNegative('status.expectedPods', status.expectedPods),
];
