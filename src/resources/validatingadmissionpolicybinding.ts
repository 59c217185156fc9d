/** ValidatingAdmissionPolicyBinding: its names, defaults, validation and columns. */
import type { Kind } from '#apimachinery/kind.ts';
import { formatLabelSelector } from '#apimachinery/selector.ts';
import { policyBindingDefaults } from './admissionregistration/defaults.ts';
import { registrationParts } from './admissionregistration/parts.ts';
import { ageColumn, column, nameColumn } from './columns.ts';
import type { AdmissionPolicyBinding } from './types/admissionregistration.ts';
import { validatePolicyBinding } from './validation/admissionregistration.ts';

/** `default/limits`, or a star for a namespace that isn't said. */
function parameter({ spec: { paramRef } }: AdmissionPolicyBinding): string {
  if (!paramRef) return '<unset>';
  if (paramRef.name) return `${paramRef.namespace || '*'}/${paramRef.name}`;
  return paramRef.selector ? formatLabelSelector(paramRef.selector) : '<unset>';
}

export const validatingAdmissionPolicyBindingKind: Kind<AdmissionPolicyBinding> = {
  ...registrationParts,
  kind: 'ValidatingAdmissionPolicyBinding',
  plural: 'validatingadmissionpolicybindings',
  singular: 'validatingadmissionpolicybinding',
  schema: 'io.k8s.api.admissionregistration.v1.ValidatingAdmissionPolicyBinding',
  columns: [
    nameColumn,
    column(
      'PolicyName',
      'The policy that is bound.',
      ({ spec }: AdmissionPolicyBinding) => spec.policyName ?? '',
    ),
    column('ParamRef', 'Where its parameters are.', parameter),
    ageColumn,
  ],
  defaults: policyBindingDefaults,
  validate: validatePolicyBinding,
};
