/** What a changed Service keeps and what it loses. Mirrors kubernetes pkg/registry/core/service/strategy.go and storage.go patchAllocatedValues. */
import { isEqual } from '#apimachinery/equality.ts';
import {
  isExternallyAccessible,
  needsClusterIp,
  needsHealthCheck,
  needsNodePort,
  type ServicePort,
  type ServiceSpec,
} from './types.ts';

type Mutable = { -readonly [K in keyof ServiceSpec]: ServiceSpec[K] };

const portKey = ({ protocol, port }: ServicePort): string => `${protocol}/${port}`;

/** A client that leaves out what the server had given gets it back. */
function keepAllocated(next: Mutable, old: ServiceSpec): void {
  if (needsClusterIp(old) && needsClusterIp(next)) {
    if (!next.clusterIP && old.clusterIP) next.clusterIP = old.clusterIP;
    const isSame = next.clusterIP === old.clusterIP;
    if (!next.clusterIPs?.length && isSame && old.clusterIPs) next.clusterIPs = old.clusterIPs;
  }
  if (needsHealthCheck(old) && needsHealthCheck(next) && !next.healthCheckNodePort) {
    next.healthCheckNodePort = old.healthCheckNodePort ?? 0;
  }
  if (!next.ipFamilies?.length && old.ipFamilies) next.ipFamilies = old.ipFamilies;
  if (!next.ipFamilyPolicy && old.ipFamilyPolicy) next.ipFamilyPolicy = old.ipFamilyPolicy;
  if (!needsNodePort(old) || !needsNodePort(next) || !next.ports) return;
  const known = new Map((old.ports ?? []).map((port) => [portKey(port), port.nodePort]));
  const used = new Set(next.ports.map(({ nodePort }) => nodePort));
  next.ports = next.ports.map((port) => {
    const nodePort = known.get(portKey(port));
    return port.nodePort || !nodePort || used.has(nodePort) ? port : { ...port, nodePort };
  });
}

const withoutNodePort = ({ nodePort: _, ...port }: ServicePort): ServicePort => port;

const nodePortsOf = (spec: ServiceSpec): readonly number[] =>
  (spec.ports ?? []).map(({ nodePort }) => nodePort ?? 0);

/** What another type has no use for goes, unless the client changed it too. */
function dropForeign(next: Mutable, old: ServiceSpec): void {
  if (needsClusterIp(old) && !needsClusterIp(next)) {
    if (next.clusterIP === old.clusterIP) {
      delete next.clusterIP;
      delete next.clusterIPs;
    }
    if (isEqual(next.ipFamilies, old.ipFamilies)) delete next.ipFamilies;
    if (next.ipFamilyPolicy === old.ipFamilyPolicy) delete next.ipFamilyPolicy;
  }
  const samePorts = isEqual(nodePortsOf(next), nodePortsOf(old));
  if (needsNodePort(old) && !needsNodePort(next) && samePorts && next.ports) {
    next.ports = next.ports.map(withoutNodePort);
  }
  const leavesBalancer = old.type === 'LoadBalancer' && next.type !== 'LoadBalancer';
  if (leavesBalancer) delete next.allocateLoadBalancerNodePorts;
  if (leavesBalancer && next.loadBalancerClass === old.loadBalancerClass)
    delete next.loadBalancerClass;
  const isSameCheck = next.healthCheckNodePort === old.healthCheckNodePort;
  if (needsHealthCheck(old) && !needsHealthCheck(next) && isSameCheck) {
    delete next.healthCheckNodePort;
  }
  const leavesOutside = isExternallyAccessible(old) && !isExternallyAccessible(next);
  if (leavesOutside && next.externalTrafficPolicy === old.externalTrafficPolicy) {
    delete next.externalTrafficPolicy;
  }
}

/** `next` with the allocated fields of `old`. */
export function keepAllocations(next: ServiceSpec, old: ServiceSpec): ServiceSpec {
  const spec: Mutable = { ...next };
  dropForeign(spec, old);
  keepAllocated(spec, old);
  if (!needsClusterIp(spec) && next.type !== old.type) {
    delete spec.ipFamilies;
    delete spec.ipFamilyPolicy;
  }
  return isEqual(spec, next) ? next : spec;
}
