/** RoleBinding: its names, defaults, validation and columns. */
import type { Kind } from '#apimachinery/kind.ts';
import { bindingColumns } from './rbac/columns.ts';
import { bindingDefaults } from './rbac/defaults.ts';
import { RBAC_GROUP } from './rbac/rules.ts';
import type { RoleBinding } from './types/rbac.ts';
import { validateRoleBinding, validateRoleBindingUpdate } from './validation/rbac.ts';
import { allVerbs } from './verbs.ts';

export type { RoleBinding } from './types/rbac.ts';

export const roleBindingKind: Kind<RoleBinding> = {
  group: RBAC_GROUP,
  version: 'v1',
  kind: 'RoleBinding',
  plural: 'rolebindings',
  singular: 'rolebinding',
  shortNames: [],
  categories: [],
  namespaced: true,
  verbs: allVerbs,
  schema: 'io.k8s.api.rbac.v1.RoleBinding',
  hasStatus: false,
  hasGeneration: false,
  columns: bindingColumns,
  defaults: bindingDefaults,
  validate: validateRoleBinding,
  validateUpdate: validateRoleBindingUpdate,
};
