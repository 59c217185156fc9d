/** ServiceAccount: its names, defaults, validation and columns. */
import type { Kind } from '#apimachinery/kind.ts';
import { ageColumn, nameColumn } from './columns.ts';
import type { ServiceAccount } from './types/serviceaccount.ts';
import { validateServiceAccount, validateServiceAccountUpdate } from './validation/small.ts';
import { allVerbs } from './verbs.ts';

export type * from './types/serviceaccount.ts';

export const serviceAccountKind: Kind<ServiceAccount> = {
  group: '',
  version: 'v1',
  kind: 'ServiceAccount',
  plural: 'serviceaccounts',
  singular: 'serviceaccount',
  shortNames: ['sa'],
  categories: [],
  namespaced: true,
  verbs: allVerbs,
  schema: 'io.k8s.api.core.v1.ServiceAccount',
  hasStatus: false,
  hasGeneration: false,
  returnsDeleted: true,
  columns: [nameColumn, ageColumn],
  defaults: (object) => object,
  validate: validateServiceAccount,
  validateUpdate: validateServiceAccountUpdate,
};
