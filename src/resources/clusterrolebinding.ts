/** ClusterRoleBinding: its names, defaults, validation and columns. */
import type { Kind } from '#apimachinery/kind.ts';
import { bindingColumns } from './rbac/columns.ts';
import { bindingDefaults } from './rbac/defaults.ts';
import { RBAC_GROUP } from './rbac/rules.ts';
import type { ClusterRoleBinding } from './types/rbac.ts';
import { validateClusterRoleBinding, validateClusterRoleBindingUpdate } from './validation/rbac.ts';
import { allVerbs } from './verbs.ts';

export type { ClusterRoleBinding } from './types/rbac.ts';

export const clusterRoleBindingKind: Kind<ClusterRoleBinding> = {
  group: RBAC_GROUP,
  version: 'v1',
  kind: 'ClusterRoleBinding',
  plural: 'clusterrolebindings',
  singular: 'clusterrolebinding',
  shortNames: [],
  categories: [],
  namespaced: false,
  verbs: allVerbs,
  schema: 'io.k8s.api.rbac.v1.ClusterRoleBinding',
  hasStatus: false,
  hasGeneration: false,
  columns: bindingColumns,
  defaults: bindingDefaults,
  validate: validateClusterRoleBinding,
  validateUpdate: validateClusterRoleBindingUpdate,
};
