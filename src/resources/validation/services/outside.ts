/** How a Service is reached from outside, and who among its pods answers. Mirrors kubernetes pkg/apis/core/validation/validation.go ValidateService. */
import { forbidden, invalid, notSupported, required } from '#apimachinery/field-error.ts';
import { qualifiedNameErrors } from '#apimachinery/names.ts';
import type { Service, ServiceSpec } from '../../services/types.ts';
import { each, eachItem, type FieldErrors, none } from '../fields.ts';
import { portNumberErrors } from '../formats.ts';
import { sloppyCidrErrors } from '../ip.ts';

const AFFINITIES = ['ClientIP', 'None'];
const DISTRIBUTIONS = ['PreferClose', 'PreferSameZone', 'PreferSameNode'];
const RANGES_ANNOTATION = 'service.beta.kubernetes.io/load-balancer-source-ranges';
const BALANCED_ONLY = "may only be used when `type` is 'LoadBalancer'";
const DAY_SECONDS = 86_400;

function validateTimeout({ sessionAffinityConfig: config }: ServiceSpec): FieldErrors {
  const field = 'spec.sessionAffinityConfig';
  if (!config) return [required(field, 'when session affinity type is ClientIP')];
  if (!config.clientIP)
    return [required(`${field}.clientIP`, 'when session affinity type is ClientIP')];
  const seconds = config.clientIP.timeoutSeconds;
  const at = `${field}.clientIP.timeoutSeconds`;
  if (seconds === undefined) return [required(at, 'when session affinity type is ClientIP')];
  const why = `must be greater than 0 and less than ${DAY_SECONDS}`;
  return seconds <= 0 || seconds > DAY_SECONDS ? [invalid(at, seconds, why)] : none;
}

/** Whether a client stays with its pod, and for how long. */
export function validateAffinity(spec: ServiceSpec): FieldErrors {
  const { sessionAffinity = '' } = spec;
  if (sessionAffinity === 'ClientIP') return validateTimeout(spec);
  return AFFINITIES.includes(sessionAffinity)
    ? none
    : [notSupported('spec.sessionAffinity', sessionAffinity, AFFINITIES)];
}

function validateRanges({ metadata, spec }: Service): FieldErrors {
  const field = 'spec.LoadBalancerSourceRanges';
  const annotated = metadata.annotations?.[RANGES_ANNOTATION];
  const at = `metadata.annotations[${RANGES_ANNOTATION}]`;
  const isBalanced = spec.type === 'LoadBalancer';
  if (spec.loadBalancerSourceRanges?.length) {
    if (!isBalanced) return [forbidden(field, BALANCED_ONLY)];
    return eachItem(field, spec.loadBalancerSourceRanges, (range, here) => {
      const text = range.trim();
      return each(here, text, sloppyCidrErrors(text));
    });
  }
  if (annotated === undefined) return none;
  if (!isBalanced) return [forbidden(at, BALANCED_ONLY)];
  const text = annotated.trim();
  return text === ''
    ? none
    : text.split(',').flatMap((range) => each(at, text, sloppyCidrErrors(range.trim())));
}

/** What only load balancers have. */
export function validateBalancer(service: Service): FieldErrors {
  const { spec } = service;
  const { loadBalancerClass: name } = spec;
  const isBalanced = spec.type === 'LoadBalancer';
  const field = 'spec.loadBalancerClass';
  const ofClass = isBalanced
    ? each(field, name, qualifiedNameErrors(name ?? ''))
    : [forbidden(field, BALANCED_ONLY)];
  return [
    ...validateRanges(service),
    ...(spec.allocateLoadBalancerNodePorts !== undefined && !isBalanced
      ? [forbidden('spec.allocateLoadBalancerNodePorts', BALANCED_ONLY)]
      : none),
    ...(name === undefined ? none : ofClass),
  ];
}

/** A port to ask a node whether it has a pod. */
export function validateHealthPort({
  type,
  externalTrafficPolicy,
  healthCheckNodePort: port,
}: ServiceSpec): FieldErrors {
  const field = 'spec.healthCheckNodePort';
  if (type === 'LoadBalancer' && externalTrafficPolicy === 'Local') {
    return port ? each(field, port, portNumberErrors(port)) : [required(field)];
  }
  const why =
    "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'";
  return port ? [invalid(field, port, why)] : none;
}

export const validateDistribution = ({ trafficDistribution: how }: ServiceSpec): FieldErrors =>
  how === undefined || DISTRIBUTIONS.includes(how)
    ? none
    : [notSupported('spec.trafficDistribution', how, DISTRIBUTIONS)];
