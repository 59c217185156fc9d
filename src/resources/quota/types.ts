/** The types of ResourceQuotas and LimitRanges. */
import type * as v1 from 'kubernetes-types/core/v1';
import type { Immutable, KubeObject } from '#apimachinery/object.ts';
import type { ResourceList } from '../pods/requests.ts';

export type ResourceQuotaSpec = Immutable<v1.ResourceQuotaSpec>;
export interface ResourceQuotaStatus {
  readonly hard?: ResourceList;
  readonly used?: ResourceList;
}
export interface ResourceQuota extends KubeObject {
  readonly spec: ResourceQuotaSpec;
  readonly status: ResourceQuotaStatus;
}

/** One scope of a quota, as a requirement on objects. */
export interface ScopeRequirement {
  readonly scopeName: string;
  readonly operator: string;
  readonly values?: readonly string[];
}

export type LimitRangeItem = Immutable<v1.LimitRangeItem>;
export interface LimitRange extends KubeObject {
  readonly spec: { readonly limits: readonly LimitRangeItem[] };
}
