/** PodTemplates. Mirrors kubernetes pkg/apis/core/validation/validation.go ValidatePodTemplate. */
import type { PodTemplate } from '../types/podtemplate.ts';
import type { FieldErrors } from './fields.ts';
import { subdomainName, validateMetadata, validateMetadataUpdate } from './metadata.ts';
import { validateTemplateAt } from './pod.ts';

export const validatePodTemplate = ({ metadata, template }: PodTemplate): FieldErrors => [
  ...validateMetadata(metadata, true, subdomainName),
  ...validateTemplateAt('template', template ?? {}),
];

export const validatePodTemplateUpdate = (next: PodTemplate, old: PodTemplate): FieldErrors =>
  validateMetadataUpdate(next.metadata, old.metadata);
