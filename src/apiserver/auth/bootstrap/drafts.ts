/** The roles and bindings a cluster is born with, as they go into the store. Made once a process: they never change. */
import { aggregatedRules } from '#resources/rbac/aggregation.ts';
import { RBAC_GROUP } from '#resources/rbac/rules.ts';
import type { PolicyRule, Subject } from '#resources/types/rbac.ts';
import { clusterBindings, localRoles } from './bindings.ts';
import { controllerRoles } from './controller-roles.ts';
import { parseRule, type RoleTable } from './rule-text.ts';
import { systemRoles } from './system-roles.ts';

/** An object without what the server adds. */
interface PolicyDraft {
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations: Readonly<Record<string, string>>;
  };
}

interface RoleDraft extends PolicyDraft {
  readonly aggregationRule?: { readonly clusterRoleSelectors: readonly object[] };
  readonly rules: readonly PolicyRule[] | null;
}

const annotations = { 'rbac.authorization.kubernetes.io/autoupdate': 'true' };
const bootstrapping = { 'kubernetes.io/bootstrapping': 'rbac-defaults' };
const labelFor = (role: string): string => `rbac.authorization.k8s.io/aggregate-to-${role}`;

/** Role ⇒ the role that takes its rules over. */
const feeds: Readonly<Record<string, string>> = {
  'system:aggregate-to-view': 'view',
  view: 'edit',
  'system:aggregate-to-edit': 'edit',
  edit: 'admin',
  'system:aggregate-to-admin': 'admin',
};

const metadataOf = (name: string, namespace?: string): PolicyDraft['metadata'] => {
  const fed = feeds[name];
  const labels = fed ? { ...bootstrapping, [labelFor(fed)]: 'true' } : bootstrapping;
  return { name, ...(namespace ? { namespace } : {}), labels, annotations };
};

const plainRoles = (table: RoleTable): readonly RoleDraft[] =>
  Object.entries(table).map(([name, lines]) => ({
    metadata: metadataOf(name),
    rules: lines.length > 0 ? lines.map(parseRule) : null,
  }));

/** view, edit and admin, each with the rules of those that feed it. */
function clusterRoles(): readonly RoleDraft[] {
  let roles = [...plainRoles(systemRoles), ...plainRoles(controllerRoles)];
  for (const name of ['view', 'edit', 'admin']) {
    const selector = { matchLabels: { [labelFor(name)]: 'true' } };
    const aggregationRule = { clusterRoleSelectors: [selector] };
    const rules = aggregatedRules(aggregationRule, roles, name);
    roles = [...roles, { metadata: metadataOf(name), aggregationRule, rules }];
  }
  return roles;
}

const subjectOf = (text: string): Subject => {
  const name = text.slice(2);
  if (text.startsWith('a:')) return { kind: 'ServiceAccount', name, namespace: 'kube-system' };
  return { apiGroup: RBAC_GROUP, kind: text.startsWith('g:') ? 'Group' : 'User', name };
};

function bindingDraft(
  kind: string,
  role: string,
  subjects: readonly string[],
  name = role,
  namespace?: string,
): PolicyDraft {
  const draft = {
    metadata: { ...metadataOf('', namespace), name },
    roleRef: { apiGroup: RBAC_GROUP, kind, name: role },
    ...(subjects.length > 0 ? { subjects: subjects.map(subjectOf) } : {}),
  };
  return draft;
}

const controllerPrefix = 'system:controller:';

const clusterRoleBindings = (): readonly PolicyDraft[] => [
  ...Object.entries(clusterBindings).map(([role, subjects]) =>
    bindingDraft('ClusterRole', role, subjects),
  ),
  ...Object.keys(controllerRoles).map((role) =>
    bindingDraft('ClusterRole', role, [`a:${role.slice(controllerPrefix.length)}`]),
  ),
];

type Policy = readonly (readonly [plural: string, drafts: readonly PolicyDraft[]])[];

function makePolicy(): Policy {
  const roles = localRoles.map(({ namespace, name, rules }) => ({
    metadata: metadataOf(name, namespace),
    rules: rules.map(parseRule),
  }));
  const bindings = localRoles.map(({ namespace, name, bindingName, subjects }) =>
    bindingDraft('Role', name, subjects, bindingName, namespace),
  );
  return [
    ['clusterroles', clusterRoles()],
    ['clusterrolebindings', clusterRoleBindings()],
    ['roles', roles],
    ['rolebindings', bindings],
  ];
}

let policy: Policy | undefined;

/** Resource ⇒ its objects. */
export function bootstrapPolicy(): Policy {
  policy ??= makePolicy();
  return policy;
}
