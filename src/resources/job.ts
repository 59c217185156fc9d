/** Job: its names, defaults, validation and columns. */
import type { Kind } from '#apimachinery/kind.ts';
import { countSpecChanges, firstGeneration, keepStatus } from './generation.ts';
import { jobColumns } from './jobs/columns.ts';
import { defaultJob, withTemplateLabels } from './jobs/defaults.ts';
import { withGeneratedSelector } from './jobs/selector.ts';
import { nameWarnings, podSpecWarnings } from './pods/warnings.ts';
import type { Job, JobSpec, JobStatus } from './types/job.ts';
import { validateJob, validateJobStatus, validateJobUpdate } from './validation/job/index.ts';
import { allVerbs } from './verbs.ts';

export type * from './types/job.ts';

const noStatus: JobStatus = {};

const MANY =
  'In Indexed Jobs with a number of completions higher than 10^5 and a parallelism higher than 10^4, Kubernetes might not be able to track completedIndexes when a big number of indexes fail';

/** Mirrors kubernetes pkg/api/job/warnings.go WarningsForJobSpec; `field` is "spec". */
export const jobSpecWarnings = (field: string, spec: JobSpec): readonly string[] => {
  const { completions = 0, parallelism = 0, completionMode } = spec;
  const isHuge = completionMode === 'Indexed' && completions > 100_000 && parallelism > 10_000;
  const template = spec.template?.spec ?? { containers: [] };
  return [
    ...(isHuge ? [`${field}: ${MANY}`] : []),
    ...podSpecWarnings(`${field}.template.spec.`, template),
  ];
};

export const jobKind: Kind<Job> = {
  group: 'batch',
  version: 'v1',
  kind: 'Job',
  plural: 'jobs',
  singular: 'job',
  shortNames: [],
  categories: ['all'],
  namespaced: true,
  verbs: allVerbs,
  schema: 'io.k8s.api.batch.v1.Job',
  hasStatus: true,
  hasGeneration: true,
  columns: jobColumns,
  fields: { 'status.successful': ({ status }) => String(status.succeeded ?? 0) },
  defaultPropagation: 'Orphan',
  defaults: defaultJob,
  prepareCreate: (job) =>
    firstGeneration(withTemplateLabels({ ...withGeneratedSelector(job), status: noStatus })),
  prepareUpdate: (next, old) => countSpecChanges(keepStatus(next, old), old),
  validate: validateJob,
  validateUpdate: validateJobUpdate,
  validateStatusUpdate: validateJobStatus,
  warnings: ({ metadata, spec }) => [
    ...nameWarnings(metadata.name, 'Pod names and hostnames'),
    ...jobSpecWarnings('spec', spec),
  ],
};
