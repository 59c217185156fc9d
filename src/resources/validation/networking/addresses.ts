/** Addresses of Services and the blocks they come from. Mirrors kubernetes pkg/apis/networking/validation/validation.go ValidateIPAddress and ValidateServiceCIDR. */
import { invalid, required } from '#apimachinery/field-error.ts';
import { dns1123SubdomainErrors } from '#apimachinery/names.ts';
import { parseCidr } from '../../networking/ip.ts';
import type { IpAddress, ServiceCidr } from '../../networking/types.ts';
import { each, eachItem, type FieldErrors, immutable, none } from '../fields.ts';
import { strictCidrErrors, strictIpErrors } from '../ip.ts';
import { subdomainName, validateMetadata } from '../metadata.ts';
import { pathSegmentErrors } from '../path-segment.ts';

function validateParent({ parentRef }: IpAddress['spec']): FieldErrors {
  const field = 'spec.parentRef';
  if (!parentRef) return [required(field)];
  const { group, resource, name, namespace } = parentRef;
  const segment = (part: string, value: string | undefined, isNeeded: boolean): FieldErrors => {
    if (value) return each(`${field}.${part}`, value, pathSegmentErrors(value));
    return isNeeded ? [required(`${field}.${part}`)] : none;
  };
  return [
    ...(group ? each(`${field}.group`, group, dns1123SubdomainErrors(group)) : none),
    ...segment('resource', resource, true),
    ...segment('name', name, true),
    ...segment('namespace', namespace, false),
  ];
}

export const validateIpAddress = ({ metadata, spec }: IpAddress): FieldErrors => [
  ...validateMetadata(metadata, false, (name) => strictIpErrors(name)),
  ...validateParent(spec ?? {}),
];

export const validateIpAddressUpdate = (next: IpAddress, old: IpAddress): FieldErrors =>
  immutable('spec.parentRef', next.spec.parentRef, old.spec.parentRef);

function validateCidrs(field: string, cidrs: readonly string[] = []): FieldErrors {
  if (cidrs.length === 0) return [required(field, 'at least one CIDR required')];
  if (cidrs.length > 2) return [invalid(field, { CIDRs: cidrs }, 'may only hold up to 2 values')];
  const [first, second] = cidrs.map((cidr) => parseCidr(cidr)?.family);
  const why =
    'may specify no more than one IP for each IP family, i.e 192.168.0.0/24 and 2001:db8::/64';
  return [
    ...eachItem(field, cidrs, (cidr, at) => each(at, cidr, strictCidrErrors(cidr))),
    ...(second && first === second ? [invalid(field, cidrs, why)] : none),
  ];
}

export const validateServiceCidr = ({ metadata, spec }: ServiceCidr): FieldErrors => [
  ...validateMetadata(metadata, false, subdomainName),
  ...validateCidrs('spec.cidrs', spec?.cidrs),
];

/** A second family may be added; nothing else may change. */
export function validateServiceCidrUpdate(
  { spec: { cidrs: next = [] } }: ServiceCidr,
  { spec: { cidrs: old = [] } }: ServiceCidr,
): FieldErrors {
  const field = 'spec.cidrs';
  const why = 'field is immutable';
  const isGrown = old.length === 1 && next.length === 2;
  if (old.length !== next.length && !isGrown) return [invalid(field, next, why)];
  return eachItem(field, old, (cidr, at, index) =>
    next[index] === cidr ? none : [invalid(at, next[index], why)],
  );
}
