/** CronJob: its names, defaults, validation and columns. */
import { memoised } from '#apimachinery/intern.ts';
import type { Column, Kind } from '#apimachinery/kind.ts';
import { formatLabelSelector } from '#apimachinery/selector.ts';
import { ageColumn, column, nameColumn, since } from './columns.ts';
import { replaced, withDefaults } from './defaults/with-defaults.ts';
import { countSpecChanges, firstGeneration, keepStatus } from './generation.ts';
import { jobSpecWarnings } from './job.ts';
import { defaultJobTemplateSpec } from './jobs/defaults.ts';
import { nameWarnings } from './pods/warnings.ts';
import type { CronJob, CronJobSpec, CronJobStatus } from './types/cronjob.ts';
import type { JobSpec } from './types/job.ts';
import { validateCronJob, validateCronJobUpdate } from './validation/cronjob.ts';
import { allVerbs } from './verbs.ts';
import { containerColumns, selectorColumn } from './workloads.ts';

export type * from './types/cronjob.ts';

const NONE = '<none>';
const containersOf = ({ spec }: CronJob) => spec.jobTemplate.spec.template.spec?.containers ?? [];

/** true ⇒ "True" */
const boolText = (value: boolean | undefined): string =>
  value === undefined ? '<unset>' : value ? 'True' : 'False';

const columns: readonly Column<CronJob>[] = [
  nameColumn,
  column('Schedule', 'When Jobs are made, as a cron expression.', ({ spec }) => spec.schedule),
  column('Timezone', 'The time zone of the schedule.', ({ spec }) => spec.timeZone ?? NONE),
  column('Suspend', 'Whether no new Jobs are made.', ({ spec }) => boolText(spec.suspend), {
    type: 'boolean',
  }),
  column('Active', 'How many of its Jobs run.', ({ status }) => status.active?.length ?? 0, {
    type: 'integer',
  }),
  column('Last Schedule', 'How long ago a Job was made.', ({ status }, nowMs) =>
    status.lastScheduleTime ? since(status.lastScheduleTime, nowMs) : NONE,
  ),
  ageColumn,
  ...containerColumns(containersOf),
  selectorColumn(
    ({ spec }) => formatLabelSelector(spec.jobTemplate.spec.selector),
    "Which pods are its Jobs'.",
  ),
];

const noSpec = {} as JobSpec;

/** Mirrors kubernetes pkg/apis/batch/v1/defaults.go SetDefaults_CronJob. */
const defaultSpec = memoised((spec: CronJobSpec): CronJobSpec => {
  const next = withDefaults(spec, {
    concurrencyPolicy: 'Allow',
    suspend: false,
    successfulJobsHistoryLimit: 3,
    failedJobsHistoryLimit: 1,
  });
  const template = next.jobTemplate ?? { spec: noSpec };
  const filled = defaultJobTemplateSpec(template.spec ?? noSpec);
  return replaced(next, 'jobTemplate', replaced(template, 'spec', filled));
});

const noStatus: CronJobStatus = {};

export const cronJobKind: Kind<CronJob> = {
  group: 'batch',
  version: 'v1',
  kind: 'CronJob',
  plural: 'cronjobs',
  singular: 'cronjob',
  shortNames: ['cj'],
  categories: ['all'],
  namespaced: true,
  verbs: allVerbs,
  schema: 'io.k8s.api.batch.v1.CronJob',
  hasStatus: true,
  hasGeneration: true,
  columns,
  defaults: (object) => replaced(object, 'spec', defaultSpec(object.spec ?? {})),
  prepareCreate: (object) => firstGeneration({ ...object, status: noStatus }),
  prepareUpdate: (next, old) => countSpecChanges(keepStatus(next, old), old),
  validate: validateCronJob,
  validateUpdate: validateCronJobUpdate,
  warnings: ({ metadata, spec }) => [
    ...nameWarnings(metadata.name, 'Pod names and hostnames'),
    ...jobSpecWarnings('spec.jobTemplate.spec', spec.jobTemplate.spec),
  ],
};
