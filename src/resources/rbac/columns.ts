/** Columns of roles and bindings. Mirrors kubernetes pkg/printers/internalversion/printers.go printRoleBinding. */
import type { Column } from '#apimachinery/kind.ts';
import { ageColumn, column, nameColumn } from '../columns.ts';
import type { RoleBinding, Subject } from '../types/rbac.ts';

/** Roles show when they were made, not how old they are. */
export const roleColumns: readonly Column[] = [
  nameColumn,
  column('Created At', 'When the role was made.', (role) => role.metadata.creationTimestamp, {
    type: 'date',
  }),
];

/** "default/jenkins", or "jenkins" without a namespace. */
const nameOf = ({ kind, name, namespace }: Subject): string =>
  kind === 'ServiceAccount' && namespace ? `${namespace}/${name}` : name;

const subjects =
  (kind: string) =>
  ({ subjects: all = [] }: RoleBinding): string =>
    all
      .filter((subject) => subject.kind === kind)
      .map(nameOf)
      .join(', ');

const wide = { wide: true };

export const bindingColumns: readonly Column<RoleBinding>[] = [
  nameColumn,
  column('Role', 'The role that is given.', ({ roleRef }) => `${roleRef.kind}/${roleRef.name}`),
  ageColumn,
  column('Users', 'Users it is given to.', subjects('User'), wide),
  column('Groups', 'Groups it is given to.', subjects('Group'), wide),
  column('ServiceAccounts', 'Accounts it is given to.', subjects('ServiceAccount'), wide),
];
