/** `spec.podFailurePolicy` of a Job. Mirrors kubernetes pkg/apis/batch/validation/validation.go validatePodFailurePolicy. */
import {
  duplicate,
  invalid,
  invalidUnshown,
  notSupported,
  required,
  tooMany,
} from '#apimachinery/field-error.ts';
import { qualifiedNameErrors } from '#apimachinery/names.ts';
import type { JobSpec, PodFailurePolicyRule } from '../../types/job.ts';
import { each, eachItem, type FieldErrors, none } from '../fields.ts';

const MAX_RULES = 20;
const MAX_EXIT_CODES = 255;
const MAX_PATTERNS = 20;
const ACTIONS = ['Count', 'FailIndex', 'FailJob', 'Ignore'];
const OPERATORS = ['In', 'NotIn'];
const STATUSES = ['False', 'True', 'Unknown'];

/** `valid values: ["In" "NotIn"]` */
const valid = (values: readonly string[]): string =>
  `valid values: [${values.map((value) => JSON.stringify(value)).join(' ')}]`;

const oneOf = (field: string, value: string | undefined, known: readonly string[]): FieldErrors => {
  if (!value) return [required(field, valid(known))];
  return known.includes(value) ? none : [notSupported(field, value, known)];
};

function validateAction(field: string, rule: PodFailurePolicyRule, spec: JobSpec): FieldErrors {
  if (rule.action !== 'FailIndex') return oneOf(field, rule.action, ACTIONS);
  return spec.backoffLimitPerIndex === undefined
    ? [invalid(field, rule.action, 'requires the backoffLimitPerIndex to be set')]
    : none;
}

type ExitCodes = NonNullable<PodFailurePolicyRule['onExitCodes']>;

function validateCodes(field: string, { operator, values = [] }: ExitCodes): FieldErrors {
  const isOrdered = values.every((value, at) => at === 0 || (values[at - 1] ?? value) <= value);
  return [
    ...(values.length === 0 ? [invalid(field, values, 'at least one value is required')] : none),
    ...(values.length > MAX_EXIT_CODES ? [tooMany(field, values.length, MAX_EXIT_CODES)] : none),
    ...eachItem(field, values, (value, at, index) => [
      ...(operator === 'In' && value === 0
        ? [invalid(at, value, 'must not be 0 for the In operator')]
        : none),
      ...(values.indexOf(value) < index ? [duplicate(at, value)] : none),
    ]),
    ...(isOrdered ? none : [invalid(field, values, 'must be ordered')]),
  ];
}

function validateExitCodes(field: string, rule: ExitCodes, names: ReadonlySet<string>) {
  const { containerName } = rule;
  const why = 'must be one of the container or initContainer names in the pod template';
  const isKnown = containerName === undefined || names.has(containerName);
  return [
    ...oneOf(`${field}.operator`, rule.operator, OPERATORS),
    ...(isKnown ? none : [invalid(`${field}.containerName`, containerName, why)]),
    ...validateCodes(`${field}.values`, rule),
  ];
}

function validateConditions(
  field: string,
  patterns: NonNullable<PodFailurePolicyRule['onPodConditions']>,
): FieldErrors {
  return [
    ...(patterns.length > MAX_PATTERNS ? [tooMany(field, patterns.length, MAX_PATTERNS)] : none),
    ...eachItem(field, patterns, ({ type, status }, at) => [
      ...each(`${at}.type`, type, qualifiedNameErrors(type)),
      ...oneOf(`${at}.status`, status, STATUSES),
    ]),
  ];
}

function validateRule(
  field: string,
  rule: PodFailurePolicyRule,
  spec: JobSpec,
  names: ReadonlySet<string>,
): FieldErrors {
  const { onExitCodes, onPodConditions = [] } = rule;
  const hasConditions = onPodConditions.length > 0;
  const both = 'specifying both OnExitCodes and OnPodConditions is not supported';
  const neither = 'specifying one of OnExitCodes and OnPodConditions is required';
  return [
    ...validateAction(`${field}.action`, rule, spec),
    ...(onExitCodes ? validateExitCodes(`${field}.onExitCodes`, onExitCodes, names) : none),
    ...(hasConditions ? validateConditions(`${field}.onPodConditions`, onPodConditions) : none),
    ...(onExitCodes && hasConditions ? [invalidUnshown(field, both)] : none),
    ...(onExitCodes || hasConditions ? none : [invalidUnshown(field, neither)]),
  ];
}

export function validateFailurePolicy(spec: JobSpec): FieldErrors {
  if (!spec.podFailurePolicy) return none;
  const field = 'spec.podFailurePolicy.rules';
  const rules = spec.podFailurePolicy.rules ?? [];
  const { containers = [], initContainers = [] } = spec.template.spec ?? {};
  const names = new Set([...containers, ...initContainers].map(({ name }) => name));
  return [
    ...(rules.length > MAX_RULES ? [tooMany(field, rules.length, MAX_RULES)] : none),
    ...eachItem(field, rules, (rule, at) => validateRule(at, rule, spec, names)),
  ];
}
