/** The type of Endpoints. */
import type * as v1 from 'kubernetes-types/core/v1';
import type { Immutable, KubeObject } from '#apimachinery/object.ts';

export type EndpointSubset = Immutable<v1.EndpointSubset>;
export type EndpointAddress = Immutable<v1.EndpointAddress>;
export type EndpointsPort = Immutable<v1.EndpointPort>;

export interface Endpoints extends KubeObject {
  readonly subsets?: readonly EndpointSubset[];
}
