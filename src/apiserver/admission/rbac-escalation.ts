/** Nobody gives away more than they hold. Mirrors kubernetes pkg/registry/rbac/{role,rolebinding,…}/policybased/storage.go. */
import type { Call } from '#apimachinery/api.ts';
import { isEqual } from '#apimachinery/equality.ts';
import type { Kind } from '#apimachinery/kind.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import { forbiddenError, notFoundError } from '#apimachinery/status.ts';
import { compactRules, missingRules, RBAC_GROUP } from '#resources/rbac/rules.ts';
import type { ClusterRole, PolicyRule, RoleBinding } from '#resources/types/rbac.ts';
import { aggregate } from '../auth/authorizer.ts';
import { isSuperuser, type UserInfo, userOfActor } from '../auth/user.ts';
import type { AdmissionStep, ServerContext } from '../context.ts';

/** `["a" "b"]`, as Go's %q prints a list. */
const quotedList = (list: readonly string[]): string =>
  `[${list.map((one) => JSON.stringify(one)).join(' ')}]`;

/** `{APIGroups:[""], Resources:["pods"], Verbs:["get"]}` Mirrors pkg/apis/rbac/v1 CompactString. */
function ruleText(rule: PolicyRule): string {
  const parts: readonly (readonly [string, readonly string[] | undefined])[] = [
    ['APIGroups', rule.apiGroups],
    ['Resources', rule.resources],
    ['NonResourceURLs', rule.nonResourceURLs],
    ['ResourceNames', rule.resourceNames],
    ['Verbs', rule.verbs],
  ];
  const shown = parts.flatMap(([name, list]) =>
    list?.length ? [`${name}:${quotedList(list)}`] : [],
  );
  return `{${shown.join(', ')}}`;
}

/** Why `user` may not give `rules` away, or undefined when they hold them all. Mirrors ConfirmNoEscalation. */
function escalation(
  server: ServerContext,
  user: UserInfo,
  namespace: string,
  rules: readonly PolicyRule[],
): string | undefined {
  const held = server.auth.authorizer.rulesFor(user, namespace);
  const missing = missingRules(held.rules, rules);
  if (missing.length === 0) return undefined;
  const lines = [...new Set(compactRules(missing).map(ruleText))].sort();
  const who = `user ${JSON.stringify(user.name)} (groups=${quotedList(user.groups)})`;
  const said = `${who} is attempting to grant RBAC permissions not currently held:\n${lines.join('\n')}`;
  if (held.errors.length === 0) return said;
  return `${said}; resolution errors: [${aggregate(held.errors)}]`;
}

const fullAuthority: readonly PolicyRule[] = [
  { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
  { verbs: ['*'], nonResourceURLs: ['*'] },
];

const isAggregating = (object: KubeObject | undefined): boolean =>
  Boolean((object as ClusterRole | undefined)?.aggregationRule?.clusterRoleSelectors?.length);

/** Who changes a role, and of which kind. */
interface Change {
  readonly server: ServerContext;
  readonly kind: Kind;
  readonly user: UserInfo;
  readonly object: KubeObject;
  readonly old: KubeObject | undefined;
}

function checkRole({ server, kind, user, object, old }: Change): void {
  const { namespace = '', name } = object.metadata;
  const { authorizer } = server.auth;
  const asked = {
    verb: 'escalate',
    group: RBAC_GROUP,
    resource: kind.plural,
    // A create's path names nothing.
    name: old ? name : '',
    namespace,
  };
  if (authorizer.authorize(user, asked).allowed) return;
  const why = escalation(server, user, namespace, (object as ClusterRole).rules ?? []);
  if (why !== undefined) throw forbiddenError(kind, name, why);
  if (!isAggregating(object) && !isAggregating(old)) return;
  if (escalation(server, user, namespace, fullAuthority) === undefined) return;
  throw forbiddenError(kind, name, 'must have cluster-admin privileges to use the aggregationRule');
}

function checkBinding({ server, kind, user, object }: Change): void {
  const { namespace = '', name } = object.metadata;
  const { authorizer } = server.auth;
  const { roleRef } = object as RoleBinding;
  const resource = roleRef.kind === 'Role' ? 'roles' : 'clusterroles';
  const asked = { verb: 'bind', group: RBAC_GROUP, resource, name: roleRef.name, namespace };
  if (authorizer.authorize(user, asked).allowed) return;
  const { rules, errors } = authorizer.rulesOfRole(roleRef, namespace);
  // Upstream's storage takes the missing role for a missing binding.
  if (errors.length > 0) throw notFoundError(kind, roleRef.name);
  const why = escalation(server, user, namespace, rules);
  if (why !== undefined) throw forbiddenError(kind, name, why);
}

/** All that counts: not owners and finalizers, which the garbage collector writes. Mirrors IsOnlyMutatingGCFields. */
const matter = ({ metadata, ...rest }: KubeObject): object => ({
  ...rest,
  labels: metadata.labels,
  annotations: metadata.annotations,
});

function check(
  server: ServerContext,
  kind: Kind,
  object: KubeObject,
  old: KubeObject | undefined,
  call: Call,
): void {
  if (kind.group !== RBAC_GROUP || isSuperuser(call.actor)) return;
  if (old && isEqual(matter(object), matter(old))) return;
  const change = { server, kind, user: userOfActor(call.actor), object, old };
  if (kind.plural.endsWith('bindings')) checkBinding(change);
  else checkRole(change);
}

export const rbacEscalation: AdmissionStep = {
  name: 'RbacEscalation',
  checkComplete: (server, kind, object, call) => check(server, kind, object, undefined, call),
  checkUpdate: (server, kind, next, old, call) => check(server, kind, next, old, call),
};
