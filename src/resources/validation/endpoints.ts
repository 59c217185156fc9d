/** Endpoints. Mirrors kubernetes pkg/apis/core/validation/validation.go ValidateEndpoints. */
import { invalid, notSupported, required } from '#apimachinery/field-error.ts';
import {
  dns1123LabelErrors,
  dns1123SubdomainErrors,
  qualifiedNameErrors,
} from '#apimachinery/names.ts';
import { isIp } from '../networking/ip.ts';
import type { EndpointAddress, Endpoints, EndpointsPort } from '../types/endpoints.ts';
import { each, eachItem, type FieldErrors, none } from './fields.ts';
import { portNumberErrors } from './formats.ts';
import { sloppyIpErrors } from './ip.ts';
import { subdomainName, validateMetadata } from './metadata.ts';
import { PROTOCOLS } from './pod-spec/ports.ts';
import { validateReachableIp } from './services/addresses.ts';

function validateAddress(
  { ip = '', hostname, nodeName }: EndpointAddress,
  at: string,
): FieldErrors {
  return [
    ...each(`${at}.ip`, ip, sloppyIpErrors(ip)),
    ...(hostname ? each(`${at}.hostname`, hostname, dns1123LabelErrors(hostname)) : none),
    ...(nodeName === undefined
      ? none
      : each(`${at}.nodeName`, nodeName, dns1123SubdomainErrors(nodeName))),
    ...(isIp(ip)
      ? validateReachableIp(`${at}.ip`, ip)
      : [invalid(`${at}.ip`, ip, 'must be a valid IP address')]),
  ];
}

function validatePort(port: EndpointsPort, at: string, isNameNeeded: boolean): FieldErrors {
  const { name, protocol = '', appProtocol } = port;
  const needed = isNameNeeded ? [required(`${at}.name`)] : none;
  const field = `${at}.protocol`;
  const known = PROTOCOLS.includes(protocol) ? none : [notSupported(field, protocol, PROTOCOLS)];
  return [
    ...(name ? each(`${at}.name`, name, dns1123LabelErrors(name)) : needed),
    ...each(`${at}.port`, port.port ?? 0, portNumberErrors(port.port ?? 0)),
    ...(protocol ? known : [required(field)]),
    ...(appProtocol === undefined
      ? none
      : each(`${at}.appProtocol`, appProtocol, qualifiedNameErrors(appProtocol))),
  ];
}

const validateSubsets = ({ subsets }: Endpoints): FieldErrors =>
  eachItem('subsets', subsets, ({ addresses = [], notReadyAddresses = [], ports = [] }, at) => [
    ...(addresses.length + notReadyAddresses.length === 0
      ? [required(at, 'must specify `addresses` or `notReadyAddresses`')]
      : none),
    ...eachItem(`${at}.addresses`, addresses, validateAddress),
    ...eachItem(`${at}.notReadyAddresses`, notReadyAddresses, validateAddress),
    ...eachItem(`${at}.ports`, ports, (port, field) => validatePort(port, field, ports.length > 1)),
  ]);

/** What the endpoints controller wrote is well. */
export const validateEndpoints = (endpoints: Endpoints): FieldErrors => [
  ...validateMetadata(endpoints.metadata, true, subdomainName),
  ...validateSubsets(endpoints),
];
