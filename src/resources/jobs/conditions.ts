/** Where a Job stands, as its conditions say it. Mirrors kubernetes pkg/controller/job/util/utils.go. */
import { isConditionTrue } from '#apimachinery/conditions.ts';
import type { Job } from '../types/job.ts';

/** Whether a Job's condition of a type is "True". */
export const hasJobCondition = ({ status }: Pick<Job, 'status'>, type: string): boolean =>
  isConditionTrue(status.conditions, type);

export const isJobComplete = (job: Job): boolean => hasJobCondition(job, 'Complete');
export const isJobFailed = (job: Job): boolean => hasJobCondition(job, 'Failed');

/** The condition that says a Job is over: `Complete` or `Failed`; undefined while it is not. */
export const finishedCondition = (job: Job) =>
  job.status.conditions?.find(
    ({ type, status }) => (type === 'Complete' || type === 'Failed') && status === 'True',
  );

export const isJobFinished = (job: Job): boolean => finishedCondition(job) !== undefined;

export const isIndexed = ({ spec }: Pick<Job, 'spec'>): boolean =>
  spec.completionMode === 'Indexed';
