/** One metric of an autoscaler. Mirrors kubernetes pkg/apis/autoscaling/validation/validation.go validateMetricSpec. */
import { forbidden, invalid, notSupported, required } from '#apimachinery/field-error.ts';
import { dns1123LabelErrors } from '#apimachinery/names.ts';
import { canonicalQuantity, parseQuantity } from '#apimachinery/quantity.ts';
import type {
  HpaMetric,
  HpaMetricTarget,
  HpaTargetReference,
} from '../types/horizontalpodautoscaler.ts';
import { each, type FieldErrors, none } from './fields.ts';

/** Whether an apiVersion must name a group. */
export type ReferenceRule = 'named group' | 'any group';

const TARGETS = ['Utilization', 'Value', 'AverageValue'];
const TYPES = ['ContainerResource', 'External', 'Object', 'Pods', 'Resource'];
/** In the order they are looked at. */
const SOURCES = ['object', 'external', 'pods', 'resource', 'containerResource'] as const;
type Source = (typeof SOURCES)[number];

/** What may not be part of a path. Mirrors apimachinery pkg/api/validation/path IsValidPathSegmentName. */
function pathSegmentErrors(name: string): readonly string[] {
  if (name === '.' || name === '..') return [`may not be '${name}'`];
  return ['/', '%']
    .filter((sign) => name.includes(sign))
    .map((sign) => `may not contain '${sign}'`);
}

const segment = (field: string, name: string | undefined): FieldErrors =>
  name ? each(field, name, pathSegmentErrors(name)) : [required(field)];

function validateApiVersion(field: string, apiVersion: string, rule: ReferenceRule): FieldErrors {
  const parts = apiVersion.split('/');
  if (parts.length > 2) {
    return [invalid(field, apiVersion, `unexpected GroupVersion string: ${apiVersion}`)];
  }
  const hasGroup = parts.length === 2 && parts[0] !== '';
  return hasGroup || rule === 'any group'
    ? none
    : [invalid(field, apiVersion, 'apiVersion must specify API group')];
}

export const validateReference = (
  field: string,
  reference: HpaTargetReference | undefined,
  rule: ReferenceRule,
): FieldErrors => [
  ...segment(`${field}.kind`, reference?.kind),
  ...segment(`${field}.name`, reference?.name),
  ...validateApiVersion(`${field}.apiVersion`, reference?.apiVersion ?? '', rule),
];

const positiveQuantity = (field: string, text: string | undefined): FieldErrors =>
  text === undefined || parseQuantity(text).nanos > 0n
    ? none
    : [invalid(field, canonicalQuantity(text), 'must be positive')];

function validateTarget(field: string, target: HpaMetricTarget | undefined): FieldErrors {
  const { type = '', value, averageValue, averageUtilization } = target ?? {};
  const words = 'must be either Utilization, Value, or AverageValue';
  return [
    ...(type ? none : [required(`${field}.type`, 'must specify a metric target type')]),
    ...(TARGETS.includes(type) ? none : [invalid(`${field}.type`, type, words)]),
    ...positiveQuantity(`${field}.value`, value),
    ...positiveQuantity(`${field}.averageValue`, averageValue),
    ...(averageUtilization !== undefined && averageUtilization < 1
      ? [invalid(`${field}.averageUtilization`, averageUtilization, 'must be greater than 0')]
      : none),
  ];
}

function validateIdentifier(field: string, name: string | undefined): FieldErrors {
  if (!name) return [required(`${field}.name`, 'must specify a metric name')];
  return each(`${field}.name`, name, pathSegmentErrors(name));
}

/** Use of a resource: as a share of what is asked for, or as an amount; one of them. */
function validateUse(field: string, target: HpaMetricTarget | undefined): FieldErrors {
  const { averageValue, averageUtilization } = target ?? {};
  const one = 'must set either a target raw value or a target utilization';
  const two = 'may not set both a target raw value and a target utilization';
  const errors = validateTarget(field, target);
  if (averageUtilization === undefined && averageValue === undefined)
    return [...errors, required(`${field}.averageUtilization`, one)];
  return averageUtilization !== undefined && averageValue !== undefined
    ? [...errors, forbidden(`${field}.averageValue`, two)]
    : errors;
}

function validateContainer(field: string, source: NonNullable<HpaMetric['containerResource']>) {
  const { name, container, target } = source;
  return [
    ...(name ? none : [required(`${field}.name`, 'must specify a resource name')]),
    ...(container
      ? each(`${field}.container`, container, dns1123LabelErrors(container))
      : [required(`${field}.container`, 'must specify a container')]),
    ...validateUse(`${field}.target`, target),
  ];
}

function validateObject(
  field: string,
  { describedObject, metric, target }: NonNullable<HpaMetric['object']>,
  rule: ReferenceRule,
): FieldErrors {
  const why = 'must set either a target value or averageValue';
  const isSet = target?.value !== undefined || target?.averageValue !== undefined;
  return [
    ...validateReference(`${field}.describedObject`, describedObject, rule),
    ...validateIdentifier(`${field}.metric`, metric?.name),
    ...validateTarget(`${field}.target`, target),
    ...(isSet ? none : [required(`${field}.target.averageValue`, why)]),
  ];
}

function validateExternal(
  field: string,
  { metric, target }: NonNullable<HpaMetric['external']>,
): FieldErrors {
  const { value, averageValue } = target ?? {};
  const one = 'must set either a target value for metric or a per-pod target';
  const two = 'may not set both a target value for metric and a per-pod target';
  const isSet = value !== undefined || averageValue !== undefined;
  return [
    ...validateIdentifier(`${field}.metric`, metric?.name),
    ...validateTarget(`${field}.target`, target),
    ...(isSet ? none : [required(`${field}.target.averageValue`, one)]),
    ...(value !== undefined && averageValue !== undefined
      ? [forbidden(`${field}.target.value`, two)]
      : none),
  ];
}

function validatePods(field: string, { metric, target }: NonNullable<HpaMetric['pods']>) {
  const why = 'must specify a positive target averageValue';
  return [
    ...validateIdentifier(`${field}.metric`, metric?.name),
    ...validateTarget(`${field}.target`, target),
    ...(target?.averageValue === undefined
      ? [required(`${field}.target.averageValue`, why)]
      : none),
  ];
}

function validateSource(field: string, metric: HpaMetric, rule: ReferenceRule): FieldErrors {
  const { object, external, pods, resource, containerResource } = metric;
  if (object) return validateObject(`${field}.object`, object, rule);
  if (external) return validateExternal(`${field}.external`, external);
  if (pods) return validatePods(`${field}.pods`, pods);
  if (resource) {
    const own = `${field}.resource`;
    return [
      ...(resource.name ? none : [required(`${own}.name`, 'must specify a resource name')]),
      ...validateUse(`${own}.target`, resource.target),
    ];
  }
  return containerResource
    ? validateContainer(`${field}.containerResource`, containerResource)
    : none;
}

/** "ContainerResource" ⇒ "containerResource"; undefined for no type of metric. */
const sourceOf = (type: string): Source | undefined =>
  SOURCES.find((source) => source.toLowerCase() === type.toLowerCase() && TYPES.includes(type));

/** A metric has a type, and what belongs to it and nothing else. */
export function validateMetric(field: string, metric: HpaMetric, rule: ReferenceRule): FieldErrors {
  const { type = '' } = metric;
  const present = SOURCES.filter((source) => metric[source] !== undefined);
  const expected = sourceOf(type);
  const missing = 'must populate information for the given metric source';
  const extra = present.length > 1 || (expected && present[0] !== expected) ? present : [];
  return [
    ...(type ? none : [required(`${field}.type`, 'must specify a metric source type')]),
    ...(expected ? none : [notSupported(`${field}.type`, type, TYPES)]),
    ...validateSource(field, metric, rule),
    ...(expected && !metric[expected] ? [required(`${field}.${expected}`, missing)] : none),
    ...(present.length === 1
      ? none
      : extra
          .filter((source) => source !== expected)
          .map((source) =>
            forbidden(`${field}.${source}`, 'must populate the given metric source only'),
          )),
  ];
}
