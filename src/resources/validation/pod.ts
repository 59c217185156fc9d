/** Pods and templates of pods. Mirrors kubernetes pkg/apis/core/validation/validation.go ValidatePodCreate and ValidatePodTemplateSpec. */
import { forbidden, invalid } from '#apimachinery/field-error.ts';
import { memoised } from '#apimachinery/intern.ts';
import type { StringMap } from '#apimachinery/object.ts';
import type { Pod, PodSpec, PodTemplateSpec } from '../pods/types.ts';
import { type FieldErrors, none } from './fields.ts';
import { validateLabels } from './labels.ts';
import { subdomainName, validateAnnotations, validateMetadata } from './metadata.ts';
import { validateImages } from './pod-spec/containers.ts';
import { validatePodSpec } from './pod-spec/pod-spec.ts';

const DELETION_COST = 'controller.kubernetes.io/pod-deletion-cost';

/** "-5" is a cost, "05", "x" and 2³¹ are not. */
function validatePodAnnotations(field: string, annotations: StringMap | undefined): FieldErrors {
  const cost = annotations?.[DELETION_COST];
  if (cost === undefined) return none;
  const isInteger = /^(-?[1-9]\d*|0)$/.test(cost) && Math.abs(Number(cost)) < 2 ** 31;
  return isInteger
    ? none
    : [invalid(`${field}[${DELETION_COST}]`, cost, 'must be a 32bit integer')];
}

/** A pod's own spec; remembered by identity: pods of one template share it. */
const ownSpecErrors = memoised(
  (spec: PodSpec): FieldErrors => [
    ...validatePodSpec('spec', spec, true),
    ...validateImages('spec.containers', spec.containers),
    ...validateImages('spec.initContainers', spec.initContainers),
  ],
);

/** What creating and changing a pod have in common. */
export const validatePodParts = (pod: Pod): FieldErrors => [
  ...validateMetadata(pod.metadata, true, subdomainName),
  ...validatePodAnnotations('metadata.annotations', pod.metadata.annotations),
  ...ownSpecErrors(pod.spec),
];

export function validatePod(pod: Pod): FieldErrors {
  const { ephemeralContainers, nodeName, schedulingGates } = pod.spec;
  const gate = 'cannot be set until all schedulingGates have been cleared';
  return [
    ...validatePodParts(pod),
    ...(ephemeralContainers?.length
      ? [forbidden('spec.ephemeralContainers', 'cannot be set on create')]
      : none),
    ...(nodeName && schedulingGates?.length ? [forbidden('spec.nodeName', gate)] : none),
  ];
}

const EPHEMERAL = 'ephemeral containers not allowed in pod template';

/** A template standing at `field`: `spec.template`. */
export const validateTemplateAt = (
  field: string,
  { metadata, spec = { containers: [] } }: PodTemplateSpec,
): FieldErrors => [
  ...validateLabels(`${field}.labels`, metadata?.labels),
  ...validateAnnotations(`${field}.annotations`, metadata?.annotations),
  ...validatePodAnnotations(`${field}.annotations`, metadata?.annotations),
  ...validatePodSpec(`${field}.spec`, spec, false),
  ...(spec.ephemeralContainers?.length
    ? [forbidden(`${field}.spec.ephemeralContainers`, EPHEMERAL)]
    : none),
];

/** A workload's own template; remembered by identity. */
export const validateTemplate: (template: PodTemplateSpec) => FieldErrors = memoised(
  (template: PodTemplateSpec): FieldErrors => validateTemplateAt('spec.template', template),
);
