/** ValidatingAdmissionPolicy: its names, defaults, validation and columns. */
import type { Kind } from '#apimachinery/kind.ts';
import { policyDefaults } from './admissionregistration/defaults.ts';
import { registrationParts } from './admissionregistration/parts.ts';
import { ageColumn, column, nameColumn } from './columns.ts';
import { replaced } from './defaults/with-defaults.ts';
import type { AdmissionPolicy } from './types/admissionregistration.ts';
import { validatePolicy } from './validation/admissionregistration.ts';

export const validatingAdmissionPolicyKind: Kind<AdmissionPolicy> = {
  ...registrationParts,
  kind: 'ValidatingAdmissionPolicy',
  plural: 'validatingadmissionpolicies',
  singular: 'validatingadmissionpolicy',
  schema: 'io.k8s.api.admissionregistration.v1.ValidatingAdmissionPolicy',
  hasStatus: true,
  columns: [
    nameColumn,
    column(
      'Validations',
      'How many there are.',
      ({ spec }: AdmissionPolicy) => spec.validations?.length ?? 0,
      { type: 'integer' },
    ),
    column('ParamKind', 'What its parameters are.', ({ spec: { paramKind } }: AdmissionPolicy) =>
      paramKind ? `${paramKind.apiVersion ?? ''}/${paramKind.kind ?? ''}` : '<unset>',
    ),
    ageColumn,
  ],
  defaults: policyDefaults,
  prepareCreate: (policy) => ({ ...policy, status: {} }),
  prepareUpdate: (next, old) => replaced(next, 'status', old.status),
  validate: validatePolicy,
};
