/** The types of Jobs and of their parts. */
import type * as v1 from 'kubernetes-types/batch/v1';
import type { Immutable, KubeObject } from '#apimachinery/object.ts';
import type { PodTemplateSpec } from '../pods/types.ts';

export type PodFailurePolicy = Immutable<v1.PodFailurePolicy>;
export type PodFailurePolicyRule = PodFailurePolicy['rules'][number];
export type SuccessPolicy = Immutable<v1.SuccessPolicy>;
export type JobCondition = Immutable<v1.JobCondition>;

export type JobSpec = Omit<Immutable<v1.JobSpec>, 'template'> & {
  readonly template: PodTemplateSpec;
};
/** Invariant: a finished Job's status has no uncounted pods. */
export type JobStatus = Immutable<v1.JobStatus>;

export interface Job extends KubeObject {
  readonly spec: JobSpec;
  readonly status: JobStatus;
}
