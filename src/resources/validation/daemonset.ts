/** DaemonSets. Mirrors kubernetes pkg/apis/apps/validation/validation.go ValidateDaemonSet. */
import { invalid, notSupported, required } from '#apimachinery/field-error.ts';
import type { DaemonSet, DaemonSetSpec, DaemonSetUpdateStrategy } from '../types/daemonset.ts';
import { numberOf, tooManyPercent, validateAmount } from './amounts.ts';
import { type FieldErrors, immutable, none, nonNegative } from './fields.ts';
import { validateLabelSelector } from './labels.ts';
import { subdomainName, validateMetadata, validateMetadataUpdate } from './metadata.ts';
import { validateTemplate } from './pod.ts';
import { compiledSelector, validateEndless, validateTemplateLabels } from './workload.ts';

const STRATEGY = 'spec.updateStrategy';
type RollingUpdate = NonNullable<DaemonSetUpdateStrategy['rollingUpdate']>;

function validateRolling({ maxUnavailable = 0, maxSurge = 0 }: RollingUpdate): FieldErrors {
  const unavailable = `${STRATEGY}.rollingUpdate.maxUnavailable`;
  const surge = `${STRATEGY}.rollingUpdate.maxSurge`;
  const [less, more] = [numberOf(maxUnavailable) !== 0, numberOf(maxSurge) !== 0];
  return [
    ...validateAmount(unavailable, maxUnavailable),
    ...validateAmount(surge, maxSurge),
    ...tooManyPercent(unavailable, maxUnavailable),
    ...tooManyPercent(surge, maxSurge),
    ...(less && more
      ? [invalid(surge, maxSurge, 'may not be set when maxUnavailable is non-zero')]
      : none),
    ...(less || more ? none : [required(unavailable, 'cannot be 0 when maxSurge is 0')]),
  ];
}

function validateStrategy({ type, rollingUpdate }: DaemonSetUpdateStrategy): FieldErrors {
  if (type === 'OnDelete') return none;
  if (type === 'RollingUpdate') {
    return rollingUpdate ? validateRolling(rollingUpdate) : [required(`${STRATEGY}.rollingUpdate`)];
  }
  const { maxUnavailable = 0, maxSurge = 0 } = rollingUpdate ?? {};
  const rolling = rollingUpdate ? { MaxUnavailable: maxUnavailable, MaxSurge: maxSurge } : null;
  const strategy = { Type: type ?? '', RollingUpdate: rolling };
  return [notSupported(STRATEGY, strategy, ['RollingUpdate', 'OnDelete'])];
}

function validateSelection({ selector, template }: DaemonSetSpec): FieldErrors {
  const terms =
    Object.keys(selector?.matchLabels ?? {}).length + (selector?.matchExpressions ?? []).length;
  const matcher = compiledSelector(selector);
  const why = 'empty selector is invalid for daemonset';
  return [
    ...validateLabelSelector('spec.selector', selector),
    ...(matcher ? validateTemplateLabels(matcher, template.metadata?.labels) : none),
    ...(selector && terms === 0 ? [invalid('spec.selector', selector, why)] : none),
  ];
}

const validateSpec = (spec: DaemonSetSpec): FieldErrors => [
  ...validateSelection(spec),
  ...validateTemplate(spec.template),
  ...validateEndless(spec.template, 'DaemonSet'),
  ...nonNegative('spec.minReadySeconds', spec.minReadySeconds),
  ...validateStrategy(spec.updateStrategy ?? {}),
  ...nonNegative('spec.revisionHistoryLimit', spec.revisionHistoryLimit),
];

export const validateDaemonSet = ({ metadata, spec }: DaemonSet): FieldErrors => [
  ...validateMetadata(metadata, true, subdomainName),
  ...validateSpec(spec),
];

export const validateDaemonSetUpdate = (next: DaemonSet, old: DaemonSet): FieldErrors => [
  ...validateMetadataUpdate(next.metadata, old.metadata),
  ...immutable('spec.selector', next.spec.selector, old.spec.selector),
  ...validateSpec(next.spec),
];
