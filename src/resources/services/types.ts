/** The types of Services. */
import type * as v1 from 'kubernetes-types/core/v1';
import type { Immutable, KubeObject } from '#apimachinery/object.ts';

export type ServicePort = Immutable<v1.ServicePort>;
export type ServiceSpec = Immutable<v1.ServiceSpec>;
export type ServiceStatus = Immutable<v1.ServiceStatus>;

export interface Service extends KubeObject {
  readonly spec: ServiceSpec;
  readonly status: ServiceStatus;
}

/** ExternalName Services are names only: no address, no ports of nodes. */
export const needsClusterIp = ({ type }: ServiceSpec): boolean => type !== 'ExternalName';
export const needsNodePort = ({ type, allocateLoadBalancerNodePorts }: ServiceSpec): boolean =>
  type === 'NodePort' || (type === 'LoadBalancer' && allocateLoadBalancerNodePorts !== false);
/** Whether balancers ask each node if it has a pod. Mirrors NeedsHealthCheck. */
export const needsHealthCheck = ({ type, externalTrafficPolicy }: ServiceSpec): boolean =>
  type === 'LoadBalancer' && externalTrafficPolicy === 'Local';
/** Whether traffic from outside can reach it. Mirrors kubernetes pkg/api/service/util.go ExternallyAccessible. */
export const isExternallyAccessible = ({ type, externalIPs }: ServiceSpec): boolean =>
  type === 'LoadBalancer' ||
  type === 'NodePort' ||
  (type === 'ClusterIP' && (externalIPs ?? []).length > 0);
