/** ControllerRevisions. Mirrors kubernetes pkg/apis/apps/validation/validation.go ValidateControllerRevisionCreate. */

import { isEqual } from '#apimachinery/equality.ts';
import { invalid, required } from '#apimachinery/field-error.ts';
import type { ControllerRevision } from '../types/controllerrevision.ts';
import { type FieldErrors, none, nonNegative } from './fields.ts';
import { subdomainName, validateMetadata, validateMetadataUpdate } from './metadata.ts';

function validateData(data: unknown): FieldErrors {
  if (data === undefined || data === null) return [required('data', 'data is mandatory')];
  const isObject = typeof data === 'object' && !Array.isArray(data);
  return isObject ? none : [required('data', 'data must be a valid JSON object')];
}

export const validateControllerRevision = (object: ControllerRevision): FieldErrors => [
  ...validateMetadata(object.metadata, true, subdomainName),
  ...nonNegative('revision', object.revision),
  ...validateData(object.data),
];

export const validateControllerRevisionUpdate = (
  next: ControllerRevision,
  old: ControllerRevision,
): FieldErrors => [
  ...validateMetadataUpdate(next.metadata, old.metadata),
  ...validateMetadata(next.metadata, true, subdomainName),
  ...nonNegative('revision', next.revision),
  ...(isEqual(next.data, old.data)
    ? none
    : [invalid('data', next.data ?? null, 'field is immutable')]),
];
