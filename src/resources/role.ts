/** Role: its names, defaults, validation and columns. */
import type { Kind } from '#apimachinery/kind.ts';
import { roleColumns } from './rbac/columns.ts';
import { roleDefaults } from './rbac/defaults.ts';
import { RBAC_GROUP } from './rbac/rules.ts';
import type { Role } from './types/rbac.ts';
import { validateRole, validateRoleUpdate } from './validation/rbac.ts';
import { allVerbs } from './verbs.ts';

export type { Role } from './types/rbac.ts';

export const roleKind: Kind<Role> = {
  group: RBAC_GROUP,
  version: 'v1',
  kind: 'Role',
  plural: 'roles',
  singular: 'role',
  shortNames: [],
  categories: [],
  namespaced: true,
  verbs: allVerbs,
  schema: 'io.k8s.api.rbac.v1.Role',
  hasStatus: false,
  hasGeneration: false,
  columns: roleColumns,
  defaults: roleDefaults,
  validate: validateRole,
  validateUpdate: validateRoleUpdate,
};
