/** What is asked of devices. Mirrors kubernetes pkg/apis/resource/validation/validation.go. */
import { duplicate, invalid, notSupported, required } from '#apimachinery/field-error.ts';
import { dns1123LabelErrors, dns1123SubdomainErrors } from '#apimachinery/names.ts';
import type {
  DeviceAsk,
  DeviceConfig,
  DeviceRequest,
  DeviceSelector,
  ResourceClaim,
  ResourceClaimSpec,
  ResourceClaimTemplate,
} from '../../devices/types.ts';
import { each, eachItem, type FieldErrors, none } from '../fields.ts';
import { fixed } from '../internal-diff.ts';
import { subdomainName, validateMetadata } from '../metadata.ts';
import { validateDriverName } from '../storage/volume-source.ts';

/** The names that come a second time in a list. */
export function twice<T>(
  field: string,
  items: readonly T[] | undefined,
  nameOf: (item: T) => string,
): FieldErrors {
  const seen = new Set<string>();
  return eachItem(field, items, (item, at) => {
    const name = nameOf(item);
    const isTaken = seen.has(name);
    seen.add(name);
    return isTaken ? [duplicate(at, name)] : none;
  });
}

export const validateSelectors = (
  field: string,
  selectors: readonly DeviceSelector[] | undefined,
): FieldErrors =>
  eachItem(field, selectors, ({ cel }, at) => {
    if (!cel) return [required(`${at}.cel`)];
    return cel.expression ? none : [required(`${at}.cel.expression`)];
  });

export const validateConfig = (
  field: string,
  config: readonly DeviceConfig[] | undefined,
  referred: (at: string, requests: readonly string[] | undefined) => FieldErrors,
): FieldErrors =>
  eachItem(field, config, ({ requests, opaque }, at) => [
    ...referred(at, requests),
    ...(opaque
      ? validateDriverName(`${at}.opaque.driver`, opaque.driver)
      : [required(`${at}.opaque`)]),
  ]);

function validateAmount(field: string, { allocationMode, count = 0 }: DeviceAsk): FieldErrors {
  if (allocationMode === 'All')
    return count === 0
      ? none
      : [invalid(`${field}.count`, count, "must not be specified when allocationMode is 'All'")];
  if (allocationMode !== 'ExactCount')
    return [notSupported(`${field}.allocationMode`, allocationMode, ['All', 'ExactCount'])];
  return count > 0 ? none : [invalid(`${field}.count`, count, 'must be greater than zero')];
}

const validateAsk = (field: string, ask: DeviceAsk): FieldErrors => [
  ...(ask.deviceClassName
    ? each(
        `${field}.deviceClassName`,
        ask.deviceClassName,
        dns1123SubdomainErrors(ask.deviceClassName),
      )
    : [required(`${field}.deviceClassName`)]),
  ...validateSelectors(`${field}.selectors`, ask.selectors),
  ...validateAmount(field, ask),
];

const validateName = (field: string, name: string): FieldErrors =>
  each(field, name, dns1123LabelErrors(name));

const ONE_OF = 'exactly one of `exactly` or `firstAvailable` is required';

function validateRequest(request: DeviceRequest, at: string): FieldErrors {
  const { name = '', exactly, firstAvailable: choices = [] } = request;
  const named = validateName(`${at}.name`, name);
  if (exactly && choices.length > 0)
    return [...named, invalid(at, null, `${ONE_OF}, but multiple fields are set`)];
  if (exactly) return [...named, ...validateAsk(`${at}.exactly`, exactly)];
  if (choices.length === 0) return [...named, required(at, ONE_OF)];
  const field = `${at}.firstAvailable`;
  return [
    ...named,
    ...eachItem(field, choices, (ask, here) => [
      ...validateName(`${here}.name`, ask.name ?? ''),
      ...validateAsk(here, ask),
    ]),
    ...twice(field, choices, (ask) => ask.name ?? ''),
  ];
}

const UNKNOWN =
  "must be the name of a request in the claim or the name of a request and a subrequest separated by '/'";

function validateAttribute(field: string, name: string | undefined): FieldErrors {
  if (name === undefined) return none;
  if (!name) return [required(field, 'name required')];
  return name.includes('/')
    ? none
    : [
        invalid(
          field,
          name,
          'a fully qualified name must be a domain and a name separated by a slash',
        ),
      ];
}

export function validateResourceClaimSpec(field: string, spec: ResourceClaimSpec): FieldErrors {
  const { requests, constraints, config } = spec.devices ?? {};
  const asked = requests ?? [];
  const known = new Set(
    asked.flatMap(({ name, firstAvailable = [] }) => [
      name,
      ...firstAvailable.map((choice) => `${name}/${choice.name ?? ''}`),
    ]),
  );
  const referred = (at: string, names: readonly string[] | undefined): FieldErrors =>
    eachItem(`${at}.requests`, names, (name, here) =>
      known.has(name) ? none : [invalid(here, name, UNKNOWN)],
    );
  const base = `${field}.devices`;
  return [
    ...eachItem(`${base}.requests`, asked, validateRequest),
    ...twice(`${base}.requests`, asked, ({ name }) => name),
    ...eachItem(`${base}.constraints`, constraints, (constraint, at) => [
      ...referred(at, constraint.requests),
      ...validateAttribute(`${at}.matchAttribute`, constraint.matchAttribute),
    ]),
    ...validateConfig(`${base}.config`, config, referred),
  ];
}

export const validateResourceClaim = ({ metadata, spec }: ResourceClaim): FieldErrors => [
  ...validateMetadata(metadata, true, subdomainName),
  ...validateResourceClaimSpec('spec', spec),
];

export const validateResourceClaimUpdate = (next: ResourceClaim, old: ResourceClaim): FieldErrors =>
  fixed('ResourceClaimSpec', next.spec, old.spec);

export const validateTemplate = ({ metadata, spec }: ResourceClaimTemplate): FieldErrors => [
  ...validateMetadata(metadata, true, subdomainName),
  ...validateResourceClaimSpec('spec.spec', spec.spec),
];

export const validateTemplateUpdate = (
  next: ResourceClaimTemplate,
  old: ResourceClaimTemplate,
): FieldErrors => fixed('ResourceClaimTemplateSpec', next.spec, old.spec);
