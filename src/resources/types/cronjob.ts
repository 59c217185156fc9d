/** The types of CronJobs and of their parts. */
import type * as v1 from 'kubernetes-types/batch/v1';
import type { Immutable, KubeObject, ObjectMeta } from '#apimachinery/object.ts';
import type { JobSpec } from './job.ts';

export interface JobTemplateSpec {
  readonly metadata?: Partial<ObjectMeta>;
  readonly spec: JobSpec;
}
export type CronJobSpec = Omit<Immutable<v1.CronJobSpec>, 'jobTemplate'> & {
  readonly jobTemplate: JobTemplateSpec;
};
export type CronJobStatus = Immutable<v1.CronJobStatus>;

export interface CronJob extends KubeObject {
  readonly spec: CronJobSpec;
  readonly status: CronJobStatus;
}
