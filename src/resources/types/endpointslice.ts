/** The type of EndpointSlices and of its parts. */
import type * as v1 from 'kubernetes-types/discovery/v1';
import type { Immutable, KubeObject } from '#apimachinery/object.ts';

export type Endpoint = Immutable<v1.Endpoint>;
export type EndpointPort = Immutable<v1.EndpointPort>;

export interface EndpointSlice extends KubeObject {
  readonly addressType: string;
  /** Lists without entries are kept, and printed, as null. */
  readonly endpoints: readonly Endpoint[] | null;
  readonly ports?: readonly EndpointPort[] | null;
}
