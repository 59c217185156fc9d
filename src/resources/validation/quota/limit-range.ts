/** LimitRanges. Mirrors kubernetes pkg/apis/core/validation/validation.go ValidateLimitRange. */
import { duplicate, forbidden, invalid, required } from '#apimachinery/field-error.ts';
import { qualifiedNameErrors } from '#apimachinery/names.ts';
import { compareQuantities, parseQuantity, printQuantity } from '#apimachinery/quantity.ts';
import type { ResourceList } from '../../pods/requests.ts';
import type { LimitRange, LimitRangeItem } from '../../quota/types.ts';
import { each, eachEntry, eachItem, type FieldErrors, none } from '../fields.ts';
import { subdomainName, validateMetadata } from '../metadata.ts';
import { mayOvercommit, validateContainerName, validateResourceName } from './resource-names.ts';

const TYPES = ['Container', 'PersistentVolumeClaim', 'Pod'];

function validateType(field: string, type: string): FieldErrors {
  const wrong = each(field, type, qualifiedNameErrors(type));
  if (wrong.length > 0 || type.includes('/') || TYPES.includes(type)) return wrong;
  return [invalid(field, type, 'must be a standard limit type or fully qualified')];
}

function validateNames(at: string, type: string, list: ResourceList | undefined): FieldErrors {
  const rule =
    type === 'Pod' || type === 'Container' ? validateContainerName : validateResourceName;
  return eachEntry(at, list, (name, _, field) => rule(field, name));
}

/** A pod has no defaults: its containers have. */
function validateDefaults(at: string, item: LimitRangeItem): FieldErrors {
  if (item.type !== 'Pod') {
    return [
      ...validateNames(`${at}.default`, item.type, item.default),
      ...validateNames(`${at}.defaultRequest`, item.type, item.defaultRequest),
    ];
  }
  const why = "may not be specified when `type` is 'Pod'";
  return (['default', 'defaultRequest'] as const).flatMap((part) =>
    Object.keys(item[part] ?? {}).length > 0 ? [forbidden(`${at}.${part}`, why)] : none,
  );
}

type Bound = 'min' | 'max' | 'default' | 'defaultRequest';

/** What may not be above what; where that is said, about which, and how the two are called. */
const ORDER: readonly (readonly [
  low: Bound,
  high: Bound,
  field: Bound,
  shown: Bound,
  words: readonly [string, string],
])[] = [
  ['min', 'max', 'min', 'min', ['min value', 'max value']],
  [
    'min',
    'defaultRequest',
    'defaultRequest',
    'defaultRequest',
    ['min value', 'default request value'],
  ],
  [
    'defaultRequest',
    'max',
    'defaultRequest',
    'defaultRequest',
    ['default request value', 'max value'],
  ],
  [
    'defaultRequest',
    'default',
    'defaultRequest',
    'defaultRequest',
    ['default request value', 'default limit value'],
  ],
  ['min', 'default', 'default', 'min', ['min value', 'default value']],
  ['default', 'max', 'default', 'max', ['default value', 'max value']],
];

const printed = (amount: string): string => printQuantity(parseQuantity(amount));

function validateOrder(at: string, name: string, item: LimitRangeItem): FieldErrors {
  return ORDER.flatMap(([low, high, field, shown, [lowName, highName]]) => {
    // A pod's defaults are forbidden as a whole.
    if (item.type === 'Pod' && [low, high].some((bound) => bound.startsWith('default')))
      return none;
    const [less, more] = [item[low]?.[name], item[high]?.[name]];
    if (less === undefined || more === undefined) return none;
    if (compareQuantities(parseQuantity(less), parseQuantity(more)) <= 0) return none;
    const why = `${lowName} ${printed(less)} is greater than ${highName} ${printed(more)}`;
    return [invalid(`${at}.${field}[${name}]`, printed(item[shown]?.[name] ?? '0'), why)];
  });
}

const numberOf = (amount: string): number => Number(parseQuantity(amount).nanos) / 1e9;

function validateRatio(at: string, name: string, item: LimitRangeItem): FieldErrors {
  const ratio = item.maxLimitRequestRatio?.[name];
  if (ratio === undefined) return none;
  const field = `${at}.maxLimitRequestRatio[${name}]`;
  const [min, max] = [item.min?.[name], item.max?.[name]];
  const shown = printed(ratio);
  const most = min === undefined || max === undefined ? undefined : numberOf(max) / numberOf(min);
  return [
    ...(numberOf(ratio) < 1 ? [invalid(field, shown, `ratio ${shown} is less than 1`)] : none),
    ...(most !== undefined && numberOf(ratio) > most
      ? [invalid(field, shown, `ratio ${shown} is greater than max/min = ${most.toFixed(6)}`)]
      : none),
  ];
}

function validateExclusive(at: string, name: string, item: LimitRangeItem): FieldErrors {
  const [limit, request] = [item.default?.[name], item.defaultRequest?.[name]];
  if (mayOvercommit(name) || limit === undefined || request === undefined) return none;
  if (compareQuantities(parseQuantity(limit), parseQuantity(request)) === 0) return none;
  const why = `default value ${printed(limit)} must equal to defaultRequest value ${printed(request)} in ${name}`;
  return [invalid(`${at}.defaultRequest[${name}]`, printed(request), why)];
}

function validateItem(item: LimitRangeItem, at: string): FieldErrors {
  const { type, min = {}, max = {} } = item;
  const isClaim = type === 'PersistentVolumeClaim';
  const hasStorage = min['storage'] !== undefined || max['storage'] !== undefined;
  const why = 'either minimum or maximum storage value is required, but neither was provided';
  const lists = [max, min, item.default, item.defaultRequest, item.maxLimitRequestRatio];
  const names = [...new Set(lists.flatMap((list) => Object.keys(list ?? {})))];
  return [
    ...validateNames(`${at}.max`, type, max),
    ...validateNames(`${at}.min`, type, min),
    ...validateDefaults(at, item),
    ...(isClaim && !hasStorage ? [required(`${at}.limits`, why)] : none),
    ...validateNames(`${at}.maxLimitRequestRatio`, type, item.maxLimitRequestRatio),
    ...names.flatMap((name) => [
      ...validateOrder(at, name, item),
      ...validateRatio(at, name, item),
      ...validateExclusive(at, name, item),
    ]),
  ];
}

export function validateLimitRange({ metadata, spec }: LimitRange): FieldErrors {
  const types = new Set<string>();
  return [
    ...validateMetadata(metadata, true, subdomainName),
    ...eachItem('spec.limits', spec.limits, (item, at) => {
      const { type = '' } = item;
      const isTaken = types.has(type);
      types.add(type);
      return [
        ...validateType(`${at}.type`, type),
        ...(isTaken ? [duplicate(`${at}.type`, type)] : none),
        ...validateItem(item, at),
      ];
    }),
  ];
}
