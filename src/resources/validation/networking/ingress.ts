/** Ingresses. Mirrors kubernetes pkg/apis/networking/validation/validation.go ValidateIngressCreate. */
import { invalid, notSupported, required } from '#apimachinery/field-error.ts';
import {
  dns1035LabelErrors,
  dns1123SubdomainErrors,
  wildcardSubdomainErrors,
} from '#apimachinery/names.ts';
import { isIp } from '../../networking/ip.ts';
import type {
  Ingress,
  IngressBackend,
  IngressPath,
  IngressRule,
  IngressSpec,
} from '../../networking/types.ts';
import { each, eachItem, type FieldErrors, none, present } from '../fields.ts';
import { portNameErrors, portNumberErrors } from '../formats.ts';
import { sloppyIpErrors } from '../ip.ts';
import { subdomainName, validateMetadata } from '../metadata.ts';
import { pathSegmentErrors } from '../path-segment.ts';

const ANNOTATION = 'kubernetes.io/ingress.class';
const PATH_TYPES = ['Exact', 'ImplementationSpecific', 'Prefix'];
const BAD_SEQUENCES = ['//', '/./', '/../', '%2f', '%2F'];
const BAD_ENDS = ['/..', '/.'];
const NOT_AN_IP = 'must be a DNS name, not an IP address';

/** A typed reference inside the namespace: also to the parameters of a class. */
export const validateReference = (
  field: string,
  { apiGroup, kind, name }: NonNullable<IngressBackend['resource']>,
): FieldErrors => [
  ...(apiGroup === undefined
    ? none
    : each(`${field}.apiGroup`, apiGroup, dns1123SubdomainErrors(apiGroup))),
  ...(kind ? each(`${field}.kind`, kind, pathSegmentErrors(kind)) : present(`${field}.kind`, kind)),
  ...(name ? each(`${field}.name`, name, pathSegmentErrors(name)) : present(`${field}.name`, name)),
];

type ServiceBackend = NonNullable<IngressBackend['service']>;

function validateServicePort(field: string, port: ServiceBackend['port'] = {}): FieldErrors {
  const { name, number } = port;
  if (name && number) return [invalid(field, '', 'cannot set both port name & port number')];
  if (name) return each(`${field}.service.port.name`, name, portNameErrors(name));
  if (number) return each(`${field}.service.port.number`, number, portNumberErrors(number));
  return [required(field, 'port name or number is required')];
}

function validateBackend(field: string, { resource, service }: IngressBackend): FieldErrors {
  if (resource && service)
    return [invalid(field, '', 'cannot set both resource and service backends')];
  if (resource) return validateReference(`${field}.resource`, resource);
  if (!service) return [invalid(field, '', 'resource or service backend is required')];
  const at = `${field}.service.name`;
  return [
    ...(service.name ? each(at, service.name, dns1035LabelErrors(service.name)) : [required(at)]),
    ...validateServicePort(field, service.port),
  ];
}

const absolute = (field: string, path: string): FieldErrors =>
  path.startsWith('/') ? none : [invalid(field, path, 'must be an absolute path')];

function validatePath(field: string, path: string): FieldErrors {
  const inside = BAD_SEQUENCES.filter((part) => path.includes(part));
  const ends = BAD_ENDS.filter((part) => path.endsWith(part));
  return [
    ...absolute(field, path),
    ...inside.map((part) => invalid(field, path, `must not contain '${part}'`)),
    ...ends.map((part) => invalid(field, path, `cannot end with '${part}'`)),
  ];
}

function validateHttpPath({ path = '', pathType, backend }: IngressPath, at: string): FieldErrors {
  if (pathType === undefined) return [required(`${at}.pathType`, 'pathType must be specified')];
  const field = `${at}.path`;
  const isFree = pathType === 'ImplementationSpecific';
  const ofPath = isFree ? (path ? absolute(field, path) : none) : validatePath(field, path);
  return [
    ...(PATH_TYPES.includes(pathType)
      ? ofPath
      : [notSupported(`${at}.pathType`, pathType, PATH_TYPES)]),
    ...validateBackend(`${at}.backend`, backend ?? {}),
  ];
}

function validateHost(field: string, host: string | undefined): FieldErrors {
  if (!host) return none;
  const rule = host.includes('*') ? wildcardSubdomainErrors : dns1123SubdomainErrors;
  return [
    ...(isIp(host) ? [invalid(field, host, NOT_AN_IP)] : none),
    ...each(field, host, rule(host)),
  ];
}

const validateRule = ({ host, http }: IngressRule, at: string): FieldErrors => [
  ...validateHost(`${at}.host`, host),
  ...(http
    ? [
        ...(http.paths?.length ? none : [required(`${at}.http.paths`)]),
        ...eachItem(`${at}.http.paths`, http.paths, validateHttpPath),
      ]
    : none),
];

const validateTls = (tls: IngressSpec['tls']): FieldErrors =>
  eachItem('spec.tls', tls, ({ hosts, secretName }, at) => [
    ...eachItem(`${at}.hosts`, hosts, (host, field) => {
      const rule = host.includes('*') ? wildcardSubdomainErrors : dns1123SubdomainErrors;
      return each(field, host, rule(host));
    }),
    ...(secretName
      ? each(`${at}.secretName`, secretName, dns1123SubdomainErrors(secretName))
      : none),
  ]);

function validateSpec(spec: IngressSpec): FieldErrors {
  const { rules, defaultBackend, ingressClassName } = spec;
  const why = 'either `defaultBackend` or `rules` must be specified';
  return [
    ...(rules?.length || defaultBackend ? none : [invalid('spec', rules ?? null, why)]),
    ...(defaultBackend ? validateBackend('spec.defaultBackend', defaultBackend) : none),
    ...eachItem('spec.rules', rules, validateRule),
    ...validateTls(spec.tls),
    ...(ingressClassName === undefined
      ? none
      : each('spec.ingressClassName', ingressClassName, dns1123SubdomainErrors(ingressClassName))),
  ];
}

export function validateIngress({ metadata, spec }: Ingress): FieldErrors {
  return [...validateMetadata(metadata, true, subdomainName), ...validateSpec(spec)];
}

/** The old annotation and the field may not differ, in a new Ingress. */
export function validateClassAnnotation({ metadata, spec }: Ingress): FieldErrors {
  const said = metadata.annotations?.[ANNOTATION];
  const { ingressClassName } = spec;
  if (said === undefined || ingressClassName === undefined || said === ingressClassName)
    return none;
  const why = 'must match `ingressClassName` when both are specified';
  return [invalid(`annotations.${ANNOTATION}`, said, why)];
}

export const ingressWarnings = ({ metadata, spec }: Ingress, isNew: boolean): readonly string[] =>
  isNew && metadata.annotations?.[ANNOTATION] !== undefined && spec.ingressClassName === undefined
    ? [
        `annotation ${JSON.stringify(ANNOTATION)} is deprecated, please use 'spec.ingressClassName' instead`,
      ]
    : [];

export const validateIngressStatus = ({ status }: Ingress): FieldErrors =>
  eachItem('status.loadBalancer.ingress', status.loadBalancer?.ingress, ({ ip, hostname }, at) => [
    ...(ip ? each(`${at}.ip`, ip, sloppyIpErrors(ip)) : none),
    ...(hostname
      ? [
          ...each(`${at}.hostname`, hostname, dns1123SubdomainErrors(hostname)),
          ...(isIp(hostname) ? [invalid(`${at}.hostname`, hostname, NOT_AN_IP)] : none),
        ]
      : none),
  ]);
