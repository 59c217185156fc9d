/** EndpointSlices. Mirrors kubernetes pkg/apis/discovery/validation/validation.go ValidateEndpointSlice. */
import { duplicate, invalid, notSupported, required } from '#apimachinery/field-error.ts';
import {
  dns1123LabelErrors,
  dns1123SubdomainErrors,
  qualifiedNameErrors,
} from '#apimachinery/names.ts';
import type { Endpoint, EndpointPort, EndpointSlice } from '../types/endpointslice.ts';
import { each, eachItem, type FieldErrors, immutable, none } from './fields.ts';
import { ipErrors } from './formats.ts';
import { subdomainName, validateMetadata, validateMetadataUpdate } from './metadata.ts';
import { PROTOCOLS } from './pod-spec/ports.ts';

const TYPES = ['FQDN', 'IPv4', 'IPv6'];
const MOST_ADDRESSES = 100;

function validateEndpoint({ addresses = [], hostname }: Endpoint, at: string, type: string) {
  const field = `${at}.addresses`;
  const rule = type === 'FQDN' ? dns1123SubdomainErrors : ipErrors;
  return [
    ...(addresses.length === 0 ? [required(field, 'must contain at least 1 address')] : none),
    ...(addresses.length > MOST_ADDRESSES
      ? [invalid(field, addresses.length, `must have at most ${MOST_ADDRESSES} items`)]
      : none),
    ...eachItem(field, addresses, (address, here) => each(here, address, rule(address))),
    ...(hostname ? each(`${at}.hostname`, hostname, dns1123LabelErrors(hostname)) : none),
  ];
}

function validatePorts(ports: readonly EndpointPort[] | undefined): FieldErrors {
  const names = new Set<string>();
  return eachItem('ports', ports, ({ name = '', protocol = '', appProtocol }, at) => {
    const isTaken = names.has(name);
    names.add(name);
    return [
      ...(name ? each(`${at}.name`, name, dns1123LabelErrors(name)) : none),
      ...(isTaken ? [duplicate(`${at}.name`, name)] : none),
      ...(PROTOCOLS.includes(protocol)
        ? none
        : [notSupported(`${at}.protocol`, protocol, PROTOCOLS)]),
      ...(appProtocol
        ? each(`${at}.appProtocol`, appProtocol, qualifiedNameErrors(appProtocol))
        : none),
    ];
  });
}

const validateParts = ({ addressType, endpoints, ports }: EndpointSlice): FieldErrors => {
  const kind = addressType
    ? TYPES.includes(addressType)
      ? none
      : [notSupported('addressType', addressType, TYPES)]
    : [required('addressType')];
  const each = (endpoint: Endpoint, at: string) => validateEndpoint(endpoint, at, addressType);
  return [...kind, ...eachItem('endpoints', endpoints ?? [], each), ...validatePorts(ports ?? [])];
};

export const validateEndpointSlice = (slice: EndpointSlice): FieldErrors => [
  ...validateMetadata(slice.metadata, true, subdomainName),
  ...validateParts(slice),
];

export const validateEndpointSliceUpdate = (
  next: EndpointSlice,
  old: EndpointSlice,
): FieldErrors => [
  ...validateMetadataUpdate(next.metadata, old.metadata),
  ...immutable('addressType', next.addressType, old.addressType),
];
