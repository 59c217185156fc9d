/** The types of Ingresses, policies and addresses. */
import type * as networking from 'kubernetes-types/networking/v1';
import type { Immutable, KubeObject } from '#apimachinery/object.ts';

export type IngressSpec = Immutable<networking.IngressSpec>;
export type IngressStatus = Immutable<networking.IngressStatus>;
export type IngressBackend = Immutable<networking.IngressBackend>;
export type IngressRule = Immutable<networking.IngressRule>;
export type IngressPath = Immutable<networking.HTTPIngressPath>;
export type IngressClassSpec = Immutable<networking.IngressClassSpec>;
export type NetworkPolicySpec = Immutable<networking.NetworkPolicySpec>;
export type NetworkPolicyPort = Immutable<networking.NetworkPolicyPort>;
export type NetworkPolicyPeer = Immutable<networking.NetworkPolicyPeer>;

export interface Ingress extends KubeObject {
  readonly spec: IngressSpec;
  readonly status: IngressStatus;
}
export interface IngressClass extends KubeObject {
  readonly spec: IngressClassSpec;
}
export interface NetworkPolicy extends KubeObject {
  readonly spec: NetworkPolicySpec;
}

export interface ParentReference {
  readonly group?: string;
  readonly resource: string;
  readonly namespace?: string;
  readonly name: string;
}
export interface IpAddress extends KubeObject {
  readonly spec: { readonly parentRef?: ParentReference };
}

export interface ServiceCidrCondition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
  readonly lastTransitionTime?: string;
}
export interface ServiceCidr extends KubeObject {
  readonly spec: { readonly cidrs?: readonly string[] };
  readonly status?: { readonly conditions?: readonly ServiceCidrCondition[] };
}
