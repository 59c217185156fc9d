/** Network policies. Mirrors kubernetes pkg/apis/networking/validation/validation.go ValidateNetworkPolicy. */
import { forbidden, invalid, notSupported, required } from '#apimachinery/field-error.ts';
import { containsCidr, parseCidr } from '../../networking/ip.ts';
import type {
  NetworkPolicy,
  NetworkPolicyPeer,
  NetworkPolicyPort,
  NetworkPolicySpec,
} from '../../networking/types.ts';
import { each, eachItem, type FieldErrors, none } from '../fields.ts';
import { portNameErrors, portNumberErrors } from '../formats.ts';
import { sloppyCidrErrors } from '../ip.ts';
import { validateLabelSelector } from '../labels.ts';
import { subdomainName, validateMetadata } from '../metadata.ts';

const PROTOCOLS = ['TCP', 'UDP', 'SCTP'];
const TYPES = ['Ingress', 'Egress'];

function validateNumbers(at: string, port: number, endPort: number | undefined): FieldErrors {
  const first = each(`${at}.port`, port, portNumberErrors(port));
  if (endPort === undefined) return first;
  const why = 'must be greater than or equal to `port`';
  return [
    ...first,
    ...(endPort < port ? [invalid(`${at}.endPort`, port, why)] : none),
    ...each(`${at}.endPort`, endPort, portNumberErrors(endPort)),
  ];
}

function validatePort({ protocol, port, endPort }: NetworkPolicyPort, at: string): FieldErrors {
  const known =
    protocol === undefined || PROTOCOLS.includes(protocol)
      ? none
      : [notSupported(`${at}.protocol`, protocol, PROTOCOLS)];
  if (typeof port === 'number') return [...known, ...validateNumbers(at, port, endPort)];
  const when = port === undefined ? 'not specified' : 'non-numeric';
  return [
    ...known,
    ...(endPort === undefined
      ? none
      : [invalid(`${at}.endPort`, endPort, `may not be specified when \`port\` is ${when}`)]),
    ...(port === undefined ? none : each(`${at}.port`, port, portNameErrors(port))),
  ];
}

function validateBlock(
  field: string,
  { cidr, except }: NonNullable<NetworkPolicyPeer['ipBlock']>,
): FieldErrors {
  if (!cidr) return [required(`${field}.cidr`)];
  const outer = parseCidr(cidr);
  if (!outer) return each(`${field}.cidr`, cidr, sloppyCidrErrors(cidr));
  return eachItem(`${field}.except`, except, (text, at) => {
    const inner = parseCidr(text);
    if (!inner) return each(at, text, sloppyCidrErrors(text));
    const isInside = containsCidr(outer, inner) && outer.prefix < inner.prefix;
    return isInside ? none : [invalid(at, text, 'must be a strict subset of `cidr`')];
  });
}

function validatePeer(peer: NetworkPolicyPeer, at: string): FieldErrors {
  const { podSelector, namespaceSelector, ipBlock } = peer;
  const count = [podSelector, namespaceSelector, ipBlock].filter(Boolean).length;
  return [
    ...validateLabelSelector(`${at}.podSelector`, podSelector),
    ...validateLabelSelector(`${at}.namespaceSelector`, namespaceSelector),
    ...(ipBlock ? validateBlock(`${at}.ipBlock`, ipBlock) : none),
    ...(count === 0 ? [required(at, 'must specify a peer')] : none),
    ...(count > 1 && ipBlock
      ? [forbidden(at, 'may not specify both ipBlock and another peer')]
      : none),
  ];
}

function validateTypes({ policyTypes = [] }: NetworkPolicySpec): FieldErrors {
  const field = 'spec.policyTypes';
  if (policyTypes.length > TYPES.length) {
    return [invalid(field, policyTypes, 'may not specify more than two policyTypes')];
  }
  return eachItem(field, policyTypes, (type, at) =>
    TYPES.includes(type) ? none : [notSupported(at, type, TYPES)],
  );
}

export const validateNetworkPolicySpec = ({ spec }: NetworkPolicy): FieldErrors => [
  ...validateLabelSelector('spec.podSelector', spec.podSelector),
  ...eachItem('spec.ingress', spec.ingress, ({ ports, from }, at) => [
    ...eachItem(`${at}.ports`, ports, validatePort),
    ...eachItem(`${at}.from`, from, validatePeer),
  ]),
  ...eachItem('spec.egress', spec.egress, ({ ports, to }, at) => [
    ...eachItem(`${at}.ports`, ports, validatePort),
    ...eachItem(`${at}.to`, to, validatePeer),
  ]),
  ...validateTypes(spec),
];

export const validateNetworkPolicy = (policy: NetworkPolicy): FieldErrors => [
  ...validateMetadata(policy.metadata, true, subdomainName),
  ...validateNetworkPolicySpec(policy),
];
