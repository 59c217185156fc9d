/** ClusterRole: its names, defaults, validation and columns. */
import type { Kind } from '#apimachinery/kind.ts';
import { roleColumns } from './rbac/columns.ts';
import { roleDefaults } from './rbac/defaults.ts';
import { RBAC_GROUP } from './rbac/rules.ts';
import type { ClusterRole } from './types/rbac.ts';
import { validateClusterRole, validateClusterRoleUpdate } from './validation/rbac.ts';
import { allVerbs } from './verbs.ts';

export type { ClusterRole } from './types/rbac.ts';

export const clusterRoleKind: Kind<ClusterRole> = {
  group: RBAC_GROUP,
  version: 'v1',
  kind: 'ClusterRole',
  plural: 'clusterroles',
  singular: 'clusterrole',
  shortNames: [],
  categories: [],
  namespaced: false,
  verbs: allVerbs,
  schema: 'io.k8s.api.rbac.v1.ClusterRole',
  hasStatus: false,
  hasGeneration: false,
  columns: roleColumns,
  defaults: roleDefaults,
  validate: validateClusterRole,
  validateUpdate: validateClusterRoleUpdate,
};
