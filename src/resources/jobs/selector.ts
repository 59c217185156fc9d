/** The selector that a Job is given, and the labels on its template that answer to it. Mirrors kubernetes pkg/registry/batch/job/strategy.go generateSelector. */
import type { Job } from '../types/job.ts';
import { CONTROLLER_UID, JOB_NAME, OLD_CONTROLLER_UID, OLD_JOB_NAME } from './labels.ts';

/** The Job as it is stored; itself when it chose its selector by hand. What the user said stays, for validation to judge. */
export function withGeneratedSelector(job: Job): Job {
  if (job.spec.manualSelector) return job;
  const { name, uid } = job.metadata;
  const { template, selector } = job.spec;
  const labels = {
    [CONTROLLER_UID]: uid,
    [JOB_NAME]: name,
    [OLD_CONTROLLER_UID]: uid,
    [OLD_JOB_NAME]: name,
    ...template.metadata?.labels,
  };
  const matchLabels = { [CONTROLLER_UID]: uid, ...selector?.matchLabels };
  return {
    ...job,
    spec: {
      ...job.spec,
      selector: { ...selector, matchLabels },
      template: { ...template, metadata: { ...template.metadata, labels } },
    },
  };
}
