/** ReplicationControllers. Mirrors kubernetes pkg/apis/core/validation/validation.go ValidateReplicationController. */
import { required } from '#apimachinery/field-error.ts';
import { selectorOfSet } from '#apimachinery/selector.ts';
import type {
  ReplicationController,
  ReplicationControllerSpec,
} from '../types/replicationcontroller.ts';
import { type FieldErrors, none, nonNegative } from './fields.ts';
import { subdomainName, validateMetadata, validateMetadataUpdate } from './metadata.ts';
import { validateTemplate } from './pod.ts';
import { validateEndless, validateTemplateLabels } from './workload.ts';

function validateTemplateOf({ selector = {}, template }: ReplicationControllerSpec): FieldErrors {
  if (!template) return [required('spec.template')];
  return [
    ...validateTemplateLabels(selectorOfSet(selector), template.metadata?.labels),
    ...validateTemplate(template),
    ...validateEndless(template, 'ReplicationController'),
  ];
}

const validateSpec = (spec: ReplicationControllerSpec): FieldErrors => [
  ...nonNegative('spec.minReadySeconds', spec.minReadySeconds),
  ...(Object.keys(spec.selector ?? {}).length === 0 ? [required('spec.selector')] : none),
  ...(spec.replicas === undefined
    ? [required('spec.replicas')]
    : nonNegative('spec.replicas', spec.replicas)),
  ...validateTemplateOf(spec),
];

export const validateReplicationController = ({
  metadata,
  spec,
}: ReplicationController): FieldErrors => [
  ...validateMetadata(metadata, true, subdomainName),
  ...validateSpec(spec),
];

export const validateReplicationControllerUpdate = (
  next: ReplicationController,
  old: ReplicationController,
): FieldErrors => validateMetadataUpdate(next.metadata, old.metadata);
