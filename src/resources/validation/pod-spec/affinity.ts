/** Affinity and spread. Mirrors kubernetes pkg/apis/core/validation/validation.go validateAffinity and validateTopologySpreadConstraints. */
import {
  duplicate,
  forbidden,
  invalid,
  notSupported,
  required,
} from '#apimachinery/field-error.ts';
import { labelValueErrors } from '#apimachinery/names.ts';
import type { Affinity, TopologySpreadConstraint } from '../../pods/types.ts';
import { each, eachItem, type FieldErrors, none, positive } from '../fields.ts';
import { validateLabelName, validateLabelSelector } from '../labels.ts';

type NodeAffinity = NonNullable<Affinity['nodeAffinity']>;
type NodeTerm = NonNullable<
  NodeAffinity['requiredDuringSchedulingIgnoredDuringExecution']
>['nodeSelectorTerms'][number];
type NodeRequirement = NonNullable<NodeTerm['matchExpressions']>[number];
type PodRules = NonNullable<Affinity['podAffinity']>;
type PodTerm = NonNullable<PodRules['requiredDuringSchedulingIgnoredDuringExecution']>[number];

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';
const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';
const ACTIONS = ['DoNotSchedule', 'ScheduleAnyway'];

function validateOperator(field: string, { operator, values = [] }: NodeRequirement): FieldErrors {
  const at = `${field}.values`;
  switch (operator) {
    case 'In':
    case 'NotIn':
      return values.length > 0
        ? none
        : [required(at, "must be specified when `operator` is 'In' or 'NotIn'")];
    case 'Exists':
    case 'DoesNotExist':
      return values.length === 0
        ? none
        : [forbidden(at, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'")];
    case 'Gt':
    case 'Lt':
      return values.length === 1
        ? none
        : [required(at, "must be specified single value when `operator` is 'Lt' or 'Gt'")];
    default:
      return [invalid(`${field}.operator`, operator, 'not a valid selector operator')];
  }
}

const validateRequirement = (requirement: NodeRequirement, field: string): FieldErrors => [
  ...validateOperator(field, requirement),
  ...validateLabelName(`${field}.key`, requirement.key),
  ...eachItem(`${field}.values`, requirement.values, (value, at) =>
    each(at, value, labelValueErrors(value)),
  ),
];

const validateNodeTerm = (term: NodeTerm, field: string): FieldErrors =>
  eachItem(`${field}.matchExpressions`, term.matchExpressions, validateRequirement);

const weight = (field: string, value: number): FieldErrors =>
  value > 0 && value <= 100
    ? none
    : [invalid(`${field}.weight`, value, 'must be in the range 1-100')];

/** Terms of which one must match: also where a volume may be used. */
export function validateNodeSelector(
  field: string,
  selector: { readonly nodeSelectorTerms?: readonly NodeTerm[] },
): FieldErrors {
  const terms = `${field}.nodeSelectorTerms`;
  return selector.nodeSelectorTerms?.length
    ? eachItem(terms, selector.nodeSelectorTerms, validateNodeTerm)
    : [required(terms, 'must have at least one node selector term')];
}

function validateNodeAffinity(field: string, affinity: NodeAffinity | undefined): FieldErrors {
  if (!affinity) return none;
  const needed = affinity[REQUIRED];
  const hard = needed ? validateNodeSelector(`${field}.${REQUIRED}`, needed) : none;
  const soft = eachItem(`${field}.${PREFERRED}`, affinity[PREFERRED], (term, at) => [
    ...weight(at, term.weight),
    ...validateNodeTerm(term.preference, `${at}.preference`),
  ]);
  return [...hard, ...soft];
}

const validatePodTerm = ({ labelSelector, topologyKey }: PodTerm, field: string): FieldErrors => [
  ...validateLabelSelector(`${field}.labelSelector`, labelSelector),
  ...(topologyKey ? none : [required(`${field}.topologyKey`, 'can not be empty')]),
  ...validateLabelName(`${field}.topologyKey`, topologyKey ?? ''),
];

const validatePodRules = (field: string, rules: PodRules | undefined): FieldErrors => [
  ...eachItem(`${field}.${REQUIRED}`, rules?.[REQUIRED], validatePodTerm),
  ...eachItem(`${field}.${PREFERRED}`, rules?.[PREFERRED], (term, at) => [
    ...weight(at, term.weight),
    ...validatePodTerm(term.podAffinityTerm, `${at}.podAffinityTerm`),
  ]),
];

export const validateAffinity = (field: string, affinity: Affinity | undefined): FieldErrors =>
  affinity
    ? [
        ...validateNodeAffinity(`${field}.nodeAffinity`, affinity.nodeAffinity),
        ...validatePodRules(`${field}.podAffinity`, affinity.podAffinity),
        ...validatePodRules(`${field}.podAntiAffinity`, affinity.podAntiAffinity),
      ]
    : none;

export const validateSpread = (
  field: string,
  constraints: readonly TopologySpreadConstraint[] | undefined,
): FieldErrors =>
  eachItem(field, constraints, (constraint, at, index) => {
    const {
      maxSkew,
      topologyKey,
      whenUnsatisfiable: action,
      labelSelector,
      minDomains,
    } = constraint;
    const isRepeated = (constraints ?? [])
      .slice(index + 1)
      .some((other) => other.topologyKey === topologyKey && other.whenUnsatisfiable === action);
    const pair = `${at}.{topologyKey, whenUnsatisfiable}`;
    const alone = `can only use minDomains if whenUnsatisfiable=DoNotSchedule, not ${action}`;
    return [
      ...positive(`${at}.maxSkew`, maxSkew),
      ...(topologyKey ? none : [required(`${at}.topologyKey`, 'can not be empty')]),
      ...(ACTIONS.includes(action)
        ? none
        : [notSupported(`${at}.whenUnsatisfiable`, action, ACTIONS)]),
      ...(isRepeated ? [duplicate(pair, `{${topologyKey}, ${action}}`)] : none),
      ...(minDomains === undefined ? none : positive(`${at}.minDomains`, minDomains)),
      ...(minDomains !== undefined && action !== 'DoNotSchedule'
        ? [invalid(`${at}.minDomains`, minDomains, alone)]
        : none),
      ...validateLabelSelector(`${at}.labelSelector`, labelSelector),
    ];
  });
