/** Security contexts. Mirrors kubernetes pkg/apis/core/validation/validation.go ValidateSecurityContext. */
import { invalid } from '#apimachinery/field-error.ts';
import type { Container, PodSpec } from '../../pods/types.ts';
import { each, eachItem, type FieldErrors, none } from '../fields.ts';
import { idErrors } from '../formats.ts';

const validateId = (field: string, id: number | undefined): FieldErrors =>
  id === undefined ? none : each(field, id, idErrors(id));

export function validateSecurity(
  field: string,
  context: Container['securityContext'],
): FieldErrors {
  if (!context) return none;
  const { runAsUser, runAsGroup, privileged, allowPrivilegeEscalation } = context;
  const why = 'cannot set `allowPrivilegeEscalation` to false and `privileged` to true';
  return [
    ...validateId(`${field}.runAsUser`, runAsUser),
    ...validateId(`${field}.runAsGroup`, runAsGroup),
    ...(allowPrivilegeEscalation === false && privileged ? [invalid(field, context, why)] : none),
  ];
}

export function validatePodSecurity(
  field: string,
  context: PodSpec['securityContext'],
): FieldErrors {
  if (!context) return none;
  return [
    ...validateId(`${field}.fsGroup`, context.fsGroup),
    ...validateId(`${field}.runAsUser`, context.runAsUser),
    ...validateId(`${field}.runAsGroup`, context.runAsGroup),
    ...eachItem(`${field}.supplementalGroups`, context.supplementalGroups, (id, at) =>
      validateId(at, id),
    ),
  ];
}
