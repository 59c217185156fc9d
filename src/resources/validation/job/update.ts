/** What of a Job may change once it is made. Mirrors kubernetes pkg/apis/batch/validation/validation.go ValidateJobSpecUpdate. */
import { isEqual } from '#apimachinery/equality.ts';
import { invalid } from '#apimachinery/field-error.ts';
import type { PodSpec, PodTemplateSpec } from '../../pods/types.ts';
import type { Job, JobSpec } from '../../types/job.ts';
import { type FieldErrors, immutable, none } from '../fields.ts';
import { validateMetadataUpdate } from '../metadata.ts';
import { internalPodSpec } from '../pod-spec-internal.ts';

const TANDEM = 'can only be modified in tandem with spec.parallelism';

function validateCompletions(next: JobSpec, old: JobSpec): FieldErrors {
  const field = 'spec.completions';
  if (next.completionMode !== 'Indexed') return immutable(field, next.completions, old.completions);
  if (next.completions === old.completions || next.completions === undefined) return none;
  return next.completions === next.parallelism ? none : [invalid(field, next.completions, TANDEM)];
}

/** The old spec with what says where pods may run taken from the new one. */
function withPlacement(old: PodSpec, next: PodSpec): PodSpec {
  const { nodeAffinity: _before, ...kept } = old.affinity ?? {};
  const { nodeAffinity } = next.affinity ?? {};
  const affinity = { ...kept, ...(nodeAffinity ? { nodeAffinity } : {}) };
  const {
    affinity: _affinity,
    nodeSelector: _n,
    tolerations: _t,
    schedulingGates: _g,
    ...rest
  } = old;
  return {
    ...rest,
    ...(next.affinity || Object.keys(affinity).length > 0 ? { affinity } : {}),
    ...(next.nodeSelector ? { nodeSelector: next.nodeSelector } : {}),
    ...(next.tolerations ? { tolerations: next.tolerations } : {}),
    ...(next.schedulingGates ? { schedulingGates: next.schedulingGates } : {}),
  };
}

/** The template as it was, with what a Job that waits may change taken from the new one. */
function withDirectives(old: PodTemplateSpec, next: PodTemplateSpec): PodTemplateSpec {
  const { labels: _l, annotations: _a, ...meta } = old.metadata ?? {};
  const { labels, annotations } = next.metadata ?? {};
  const none: PodSpec = { containers: [] };
  const metadata = {
    ...meta,
    ...(labels ? { labels } : {}),
    ...(annotations ? { annotations } : {}),
  };
  return {
    ...old,
    ...(old.metadata || next.metadata ? { metadata } : {}),
    spec: withPlacement(old.spec ?? none, next.spec ?? none),
  };
}

/** The template with Go's names of its fields, as the real server shows it. */
const shown = ({ metadata, spec }: PodTemplateSpec) => ({
  ...metadata,
  Spec: internalPodSpec(spec ?? { containers: [] }),
});

/** A Job that waits and never ran may still be moved elsewhere; nothing else of its template changes. */
function validateTemplateUpdate(next: Job, old: Job): FieldErrors {
  const isWaiting = old.spec.suspend === true && old.status.startTime === undefined;
  const before = isWaiting
    ? withDirectives(old.spec.template, next.spec.template)
    : old.spec.template;
  return isEqual(next.spec.template, before)
    ? none
    : [invalid('spec.template', shown(next.spec.template), 'field is immutable')];
}

const FIXED = ['backoffLimitPerIndex', 'managedBy', 'successPolicy'] as const;

export const validateJobUpdate = (next: Job, old: Job): FieldErrors => [
  ...validateMetadataUpdate(next.metadata, old.metadata),
  ...validateCompletions(next.spec, old.spec),
  ...immutable('spec.selector', next.spec.selector, old.spec.selector),
  ...validateTemplateUpdate(next, old),
  ...immutable('spec.completionMode', next.spec.completionMode, old.spec.completionMode),
  ...immutable('spec.podFailurePolicy', next.spec.podFailurePolicy, old.spec.podFailurePolicy),
  ...FIXED.flatMap((name) => immutable(`spec.${name}`, next.spec[name], old.spec[name])),
];
