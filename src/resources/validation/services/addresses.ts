/** A Service's addresses and their families. Mirrors kubernetes pkg/apis/core/validation/validation.go ValidateServiceClusterIPsRelatedFields. */
import { duplicate, invalid, notSupported } from '#apimachinery/field-error.ts';
import { parseIpv4, parseIpv6 } from '../../networking/ip.ts';
import type { ServiceSpec } from '../../services/types.ts';
import { each, eachItem, type FieldErrors, none } from '../fields.ts';
import { sloppyIpErrors } from '../ip.ts';

const FAMILIES = ['IPv4', 'IPv6'];
const POLICIES = ['PreferDualStack', 'RequireDualStack', 'SingleStack'];
const IPS = 'spec.clusterIPs';

function validateFirst({ clusterIP, clusterIPs = [] }: ServiceSpec): FieldErrors {
  if (!clusterIP) {
    return clusterIPs.length > 0
      ? [invalid(IPS, clusterIPs, 'must be empty when `clusterIP` is not specified')]
      : none;
  }
  return clusterIPs[0] === clusterIP
    ? none
    : [invalid(IPS, clusterIPs, 'first value must match `clusterIP`')];
}

function validateFamilies({ ipFamilies, ipFamilyPolicy: policy }: ServiceSpec): FieldErrors {
  const seen = new Set<string>();
  return [
    ...eachItem('spec.ipFamilies', ipFamilies, (family, at) => {
      const isTaken = seen.has(family);
      seen.add(family);
      return [
        ...(FAMILIES.includes(family) ? none : [notSupported(at, family, FAMILIES)]),
        ...(isTaken ? [duplicate(at, family)] : none),
      ];
    }),
    ...(policy === undefined || POLICIES.includes(policy)
      ? none
      : [notSupported('spec.ipFamilyPolicy', policy, POLICIES)]),
  ];
}

const familyOf = (ip: string): string => (ip.includes(':') ? 'IPv6' : 'IPv4');

function validateMix({ clusterIPs = [], ipFamilies = [] }: ServiceSpec): FieldErrors {
  const [first, second] = clusterIPs.map(familyOf);
  const isTwice = clusterIPs.length > 1 && first === second;
  const why = 'may specify no more than one IP for each IP family';
  return [
    ...(isTwice ? [invalid(IPS, clusterIPs, why)] : none),
    ...eachItem(IPS, clusterIPs, (ip, at, index) => {
      const family = ipFamilies[index];
      // An address of this cluster's, which has no other, is refused for its family later.
      if (ip === 'None' || family !== 'IPv4' || familyOf(ip) === family) return none;
      const why = `expected an IPv4 value as indicated by \`ipFamilies[${index}]\``;
      return [invalid(at, ip, why)];
    }),
  ];
}

/** Cluster IPs, and which families they are of. */
export function validateClusterIps(spec: ServiceSpec): FieldErrors {
  const { clusterIPs = [] } = spec;
  const isNone = clusterIPs[0] === 'None';
  const wrong = [
    ...(isNone && clusterIPs.length > 1
      ? [invalid(IPS, clusterIPs, "'None' must be the first and only value")]
      : none),
    ...eachItem(IPS, clusterIPs, (ip, at, index) =>
      index === 0 && isNone ? none : each(at, ip, sloppyIpErrors(ip)),
    ),
  ];
  return [
    ...validateFirst(spec),
    ...validateFamilies(spec),
    ...wrong,
    ...(clusterIPs.length > 2 ? [invalid(IPS, clusterIPs, 'may only hold up to 2 values')] : none),
    ...(wrong.length > 0 ? none : validateMix(spec)),
  ];
}

/** What this cluster, which has IPv4 only, cannot give. Mirrors pkg/registry/core/service/storage/alloc.go initIPFamilyFields. */
export function validateSingleStack(spec: ServiceSpec): FieldErrors {
  if (spec.type === 'ExternalName') return none;
  const isBare = spec.clusterIP === 'None' && Object.keys(spec.selector ?? {}).length === 0;
  if (isBare) return none;
  const why = 'this cluster is not configured for dual-stack services';
  return [
    ...eachItem('spec.ipFamilies', spec.ipFamilies, (family, at) =>
      family === 'IPv6' ? [invalid(at, family, 'not configured on this cluster')] : none,
    ),
    ...(spec.ipFamilyPolicy === 'RequireDualStack'
      ? [invalid('spec.ipFamilyPolicy', 'RequireDualStack', why)]
      : none),
  ];
}

const LOOPBACK = 127;
const LINK_LOCAL = 169 * 256 + 254;

/** An address that others can reach. Mirrors ValidateNonSpecialIP. */
export function validateReachableIp(field: string, text: string): FieldErrors {
  const ipv4 = parseIpv4(text);
  const ipv6 = ipv4 === undefined ? parseIpv6(text) : undefined;
  const groups = ipv6 ?? [];
  const isZero = ipv4 === 0 || (ipv6 !== undefined && groups.every((group) => group === 0));
  const isLoop =
    (ipv4 !== undefined && Math.floor(ipv4 / 2 ** 24) === LOOPBACK) ||
    (ipv6 !== undefined && groups.slice(0, 7).every((group) => group === 0) && groups[7] === 1);
  const isLocal =
    (ipv4 !== undefined && Math.floor(ipv4 / 65_536) === LINK_LOCAL) ||
    ((groups[0] ?? 0) & 0xffc0) === 0xfe80;
  const isLocalMulticast =
    (ipv4 !== undefined && Math.floor(ipv4 / 256) === 224 * 65_536) || groups[0] === 0xff02;
  return [
    ...(isZero ? [invalid(field, text, `may not be unspecified (${text})`)] : none),
    ...(isLoop
      ? [invalid(field, text, 'may not be in the loopback range (127.0.0.0/8, ::1/128)')]
      : none),
    ...(isLocal
      ? [invalid(field, text, 'may not be in the link-local range (169.254.0.0/16, fe80::/10)')]
      : none),
    ...(isLocalMulticast
      ? [
          invalid(
            field,
            text,
            'may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)',
          ),
        ]
      : none),
  ];
}
