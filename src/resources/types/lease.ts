/** The type of Leases and of its parts. */
import type * as v1 from 'kubernetes-types/coordination/v1';
import type { Immutable, KubeObject } from '#apimachinery/object.ts';

export type LeaseSpec = Immutable<v1.LeaseSpec> & {
  readonly strategy?: string;
  readonly preferredHolder?: string;
};

export interface Lease extends KubeObject {
  readonly spec: LeaseSpec;
}
