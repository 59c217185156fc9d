/** Services. Mirrors kubernetes pkg/apis/core/validation/validation.go validateService. */
import {
  duplicate,
  type FieldError,
  forbidden,
  invalid,
  notSupported,
  required,
} from '#apimachinery/field-error.ts';
import {
  dns1123LabelErrors,
  dns1123SubdomainErrors,
  qualifiedNameErrors,
} from '#apimachinery/names.ts';
import type { Block } from '../services/allocate.ts';
import {
  isExternallyAccessible,
  type Service,
  type ServicePort,
  type ServiceSpec,
} from '../services/types.ts';
import { each, eachItem, type FieldErrors, none } from './fields.ts';
import { ipErrors, portNumberErrors } from './formats.ts';
import { validateLabels } from './labels.ts';
import { serviceName, validateMetadata, validateMetadataUpdate } from './metadata.ts';
import { validatePort, validateProtocol } from './pod-spec/ports.ts';
import { validateAllocations } from './service-allocation.ts';
import {
  validateClusterIps,
  validateReachableIp,
  validateSingleStack,
} from './services/addresses.ts';
import {
  validateAffinity,
  validateBalancer,
  validateDistribution,
  validateHealthPort,
} from './services/outside.ts';

const TYPES = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'];
const POLICIES = ['Cluster', 'Local'];

const isHeadless = ({ clusterIPs, clusterIP }: ServiceSpec): boolean =>
  (clusterIPs?.[0] ?? clusterIP) === 'None';

function validateExternalName({
  clusterIPs,
  ipFamilies,
  ipFamilyPolicy,
  externalName,
}: ServiceSpec) {
  const foreign = {
    clusterIPs: clusterIPs?.length,
    ipFamilies: ipFamilies?.length,
    ipFamilyPolicy,
  };
  const errors: FieldError[] = Object.entries(foreign)
    .filter(([, value]) => value)
    .map(([part]) => forbidden(`spec.${part}`, 'may not be set for ExternalName services'));
  const name = (externalName ?? '').replace(/\.$/, '');
  if (!name) return [...errors, required('spec.externalName')];
  return [...errors, ...each('spec.externalName', name, dns1123SubdomainErrors(name))];
}

function validateType(spec: ServiceSpec): FieldErrors {
  const { type = '' } = spec;
  if (type === 'ExternalName') return validateExternalName(spec);
  if (!isHeadless(spec)) return spec.ports?.length ? none : [required('spec.ports')];
  return type === 'LoadBalancer' || type === 'NodePort'
    ? [invalid('spec.clusterIPs[0]', 'None', `may not be set to 'None' for ${type} services`)]
    : none;
}

function validatePortName(
  at: string,
  name: string | undefined,
  isNeeded: boolean,
  seen: Set<string>,
) {
  if (!name) return isNeeded ? [required(at)] : none;
  const isTaken = seen.has(name);
  seen.add(name);
  const errors = each(at, name, dns1123LabelErrors(name));
  return isTaken ? [...errors, duplicate(at, name)] : errors;
}

function validatePorts(ports: readonly ServicePort[] | undefined): FieldErrors {
  const seen = new Set<string>();
  const isNeeded = (ports ?? []).length > 1;
  return eachItem('spec.ports', ports, ({ name, port, protocol, targetPort, appProtocol }, at) => [
    ...validatePortName(`${at}.name`, name, isNeeded, seen),
    ...each(`${at}.port`, port ?? 0, portNumberErrors(port ?? 0)),
    ...validateProtocol(`${at}.protocol`, protocol),
    ...validatePort(`${at}.targetPort`, targetPort),
    ...(appProtocol === undefined
      ? none
      : each(`${at}.appProtocol`, appProtocol, qualifiedNameErrors(appProtocol))),
  ]);
}

/** One number of a protocol only once, in the cluster and on the nodes. */
function validateUnique({ ports = [], type }: ServiceSpec): FieldErrors {
  const field = 'spec.ports';
  const outside = eachItem(field, ports, ({ nodePort }, at) =>
    type === 'ClusterIP' && nodePort
      ? [forbidden(`${at}.nodePort`, "may not be used when `type` is 'ClusterIP'")]
      : none,
  );
  const onNodes = new Set<string>();
  const nodes = eachItem(field, ports, ({ nodePort, protocol }, at) => {
    if (!nodePort) return none;
    const key = `${protocol}/${nodePort}`;
    if (onNodes.has(key)) {
      return [invalid(`${at}.nodePort`, nodePort, 'provided port is already allocated')];
    }
    onNodes.add(key);
    return none;
  });
  const inCluster = new Set<string>();
  const cluster = eachItem(field, ports, ({ port, protocol }, at) => {
    const key = `${protocol}/${port}`;
    if (!inCluster.has(key)) {
      inCluster.add(key);
      return none;
    }
    const zero = { Name: '', Protocol: protocol, AppProtocol: null, Port: port };
    return [duplicate(at, { ...zero, TargetPort: 0, NodePort: 0 })];
  });
  return [...outside, ...nodes, ...cluster];
}

function validatePolicies(spec: ServiceSpec): FieldErrors {
  const { externalTrafficPolicy: outside, internalTrafficPolicy: inside } = spec;
  const field = 'spec.externalTrafficPolicy';
  const errors: FieldError[] = [];
  if (!isExternallyAccessible(spec)) {
    const why = 'may only be set for externally-accessible services';
    if (outside) errors.push(invalid(field, outside, why));
  } else if (!outside) errors.push(required(field));
  else if (!POLICIES.includes(outside)) errors.push(notSupported(field, outside, POLICIES));
  errors.push(...validateHealthPort(spec));
  if (inside && !POLICIES.includes(inside)) {
    errors.push(notSupported('spec.internalTrafficPolicy', inside, POLICIES));
  }
  return errors;
}

const validateExternalIps = ({ externalIPs }: ServiceSpec): FieldErrors =>
  eachItem('spec.externalIPs', externalIPs, (ip, at) => {
    const wrong = each(at, ip, ipErrors(ip));
    return wrong.length > 0 ? wrong : validateReachableIp(at, ip);
  });

const validateSpec = (service: Service): FieldErrors => {
  const { spec } = service;
  return [
    ...validateType(spec),
    ...validatePorts(spec.ports),
    ...validateLabels('spec.selector', spec.selector),
    ...validateAffinity(spec),
    ...(spec.type === 'ExternalName' ? none : validateClusterIps(spec)),
    ...validateExternalIps(spec),
    ...(TYPES.includes(spec.type ?? '') ? none : [notSupported('spec.type', spec.type, TYPES)]),
    ...validateUnique(spec),
    ...validateBalancer(service),
    ...validatePolicies(spec),
    ...validateDistribution(spec),
  ];
};

/** Addresses and ports are checked against others' only when the rest is well. */
export function validateService(
  service: Service,
  others: readonly Service[],
  blocks: readonly Block[],
): FieldErrors {
  const errors = [
    ...validateMetadata(service.metadata, true, serviceName),
    ...validateSpec(service),
  ];
  if (errors.length > 0) return errors;
  const stack = validateSingleStack(service.spec);
  return stack.length > 0 ? stack : validateAllocations(service, others, blocks);
}

/** A cluster IP stays while the Service has one. */
function validateFixedIp({ spec: next }: Service, { spec: old }: Service): FieldErrors {
  if (next.type === 'ExternalName' || old.type === 'ExternalName') return none;
  if (isHeadless(next) && isHeadless(old)) return none;
  const [ip] = next.clusterIPs ?? [];
  const [before] = old.clusterIPs ?? [];
  if (before === undefined || ip === before) return none;
  const why = ip === undefined ? 'primary clusterIP can not be unset' : 'may not change once set';
  return [invalid('spec.clusterIPs[0]', next.clusterIPs ?? [], why)];
}

function validateFixedClass({ spec: next }: Service, { spec: old }: Service): FieldErrors {
  const isBalanced = next.type === 'LoadBalancer' && old.type === 'LoadBalancer';
  const { loadBalancerClass: name } = next;
  if (!isBalanced || name === old.loadBalancerClass) return none;
  return [invalid('spec.loadBalancerClass', name ?? null, 'may not change once set')];
}

export function validateServiceUpdate(
  next: Service,
  old: Service,
  others: readonly Service[],
  blocks: readonly Block[],
): FieldErrors {
  const errors = [
    ...validateMetadataUpdate(next.metadata, old.metadata),
    ...validateFixedIp(next, old),
    ...validateFixedClass(next, old),
    ...validateSpec(next),
  ];
  return errors.length > 0 ? errors : validateAllocations(next, others, blocks);
}
