/** Defaults of roles and bindings. Mirrors kubernetes pkg/apis/rbac/v1/defaults.go. */
import { mapShared, replaced, withDefaults } from '../defaults/with-defaults.ts';
import type { Role, RoleBinding, Subject } from '../types/rbac.ts';
import { RBAC_GROUP } from './rules.ts';

const withGroup = (subject: Subject): Subject =>
  subject.kind === 'User' || subject.kind === 'Group'
    ? withDefaults(subject, { apiGroup: RBAC_GROUP })
    : subject;

/** A role without rules says so. */
export const roleDefaults = <T extends Role>(role: T): T =>
  role.rules === undefined ? { ...role, rules: null } : role;

export function bindingDefaults(binding: RoleBinding): RoleBinding {
  const given = binding.roleRef as RoleBinding['roleRef'] | undefined;
  const roleRef = given && withDefaults(given, { apiGroup: RBAC_GROUP });
  const subjects = mapShared(binding.subjects, withGroup);
  return replaced(replaced(binding, 'roleRef', roleRef), 'subjects', subjects);
}
