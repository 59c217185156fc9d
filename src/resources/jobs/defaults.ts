/** What a Job's spec says when it does not say it. Mirrors kubernetes pkg/apis/batch/v1/defaults.go. */
import { memoised } from '#apimachinery/intern.ts';
import { defaultTemplate } from '../defaults/pod-spec.ts';
import { mapShared, replaced, withDefaults } from '../defaults/with-defaults.ts';
import type { Job, JobSpec, PodFailurePolicy, PodFailurePolicyRule } from '../types/job.ts';

const BACKOFF_LIMIT = 6;
/** With a limit for each index the Job's own counts for nothing. */
const NO_LIMIT = 2_147_483_647;

/** A pattern of conditions without a status means "True". */
const defaultRule = (rule: PodFailurePolicyRule): PodFailurePolicyRule =>
  replaced(
    rule,
    'onPodConditions',
    mapShared(rule.onPodConditions, (pattern) => withDefaults(pattern, { status: 'True' })),
  );

const defaultPolicy = (policy: PodFailurePolicy): PodFailurePolicy =>
  replaced(policy, 'rules', mapShared(policy.rules, defaultRule));

/** What Jobs and the Jobs that CronJobs make have in common. */
export const defaultJobTemplateSpec = memoised((spec: JobSpec): JobSpec => {
  const next = replaced(spec, 'template', defaultTemplate(spec.template ?? {}));
  return next.podFailurePolicy
    ? replaced(next, 'podFailurePolicy', defaultPolicy(next.podFailurePolicy))
    : next;
});

const defaultSpec = memoised((spec: JobSpec): JobSpec => {
  const isSingle = spec.completions === undefined && spec.parallelism === undefined;
  const next = isSingle ? { ...spec, completions: 1 } : spec;
  return defaultJobTemplateSpec(
    withDefaults(next, {
      parallelism: 1,
      backoffLimit: spec.backoffLimitPerIndex === undefined ? BACKOFF_LIMIT : NO_LIMIT,
      completionMode: 'NonIndexed',
      suspend: false,
      podReplacementPolicy: spec.podFailurePolicy ? 'Failed' : 'TerminatingOrFailed',
      manualSelector: false,
    }),
  );
});

/** A Job without labels has its template's: they are copied whenever it is read. */
export function withTemplateLabels(job: Job): Job {
  const { labels } = job.spec.template?.metadata ?? {};
  const isLabelled = Object.keys(job.metadata.labels ?? {}).length > 0;
  if (!labels || isLabelled || Object.keys(labels).length === 0) return job;
  return { ...job, metadata: { ...job.metadata, labels } };
}

/** Mirrors SetDefaults_Job. */
export const defaultJob = (job: Job): Job =>
  withTemplateLabels(replaced(job, 'spec', defaultSpec(job.spec ?? {})));
