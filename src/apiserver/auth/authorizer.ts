/** RBAC: what a user may do, and why. Mirrors kubernetes plugin/pkg/auth/authorizer/rbac and pkg/registry/rbac/validation/rule.go. */
import type { KubeObject } from '#apimachinery/object.ts';
import { RBAC_GROUP } from '#resources/rbac/rules.ts';
import type { PolicyRule, Role, RoleRef, Subject } from '#resources/types/rbac.ts';
import type { Attributes } from './attributes.ts';
import { type Held, heldBy } from './bindings-index.ts';
import type { AuthGround } from './ground.ts';
import { ruleAllows } from './rule-match.ts';
import { isSuperuser, type UserInfo } from './user.ts';

export interface Decision {
  readonly allowed: boolean;
  /** `RBAC: allowed by …`, or which roles could not be found. */
  readonly reason: string;
}

/** Rules that hold for a user in a namespace, and what could not be resolved. */
export interface Rules {
  readonly rules: readonly PolicyRule[];
  readonly errors: readonly string[];
}

export interface Authorizer {
  authorize(user: UserInfo, asked: Attributes): Decision;
  rulesFor(user: UserInfo, namespace: string): Rules;
  /** The rules a binding would give; `errors` says what is missing. */
  rulesOfRole(ref: RoleRef, namespace: string): Rules;
}

const describeSubject = ({ kind, name, namespace }: Subject, home: string): string =>
  kind === 'ServiceAccount' ? `${kind} "${name}/${namespace || home}"` : `${kind} "${name}"`;

/** `RoleBinding "read/default" of Role "reader" to User "jane"` */
function describe({ binding, subject }: Held): string {
  const { name, namespace } = binding.metadata;
  const { kind, name: role } = binding.roleRef;
  const whole = namespace ? `RoleBinding "${name}/${namespace}"` : `ClusterRoleBinding "${name}"`;
  return `${whole} of ${kind} "${role}" to ${describeSubject(subject, namespace ?? '')}`;
}

/** Several errors as one text, each once. Mirrors apimachinery pkg/util/errors Aggregate. */
export function aggregate(errors: readonly string[]): string {
  const unique = [...new Set(errors)];
  return unique.length === 1 ? (unique[0] ?? '') : `[${unique.join(', ')}]`;
}

const NONE: readonly KubeObject[] = [];

/** The objects of one of the four kinds. */
function readers({ kinds, store }: Pick<AuthGround, 'kinds' | 'store'>) {
  const table = (plural: string) => {
    const kind = kinds.find((one) => one.group === RBAC_GROUP && one.plural === plural);
    return kind && store.table(kind);
  };
  const roles = table('roles');
  const clusterRoles = table('clusterroles');
  const roleBindings = table('rolebindings');
  const clusterRoleBindings = table('clusterrolebindings');
  return {
    role: (namespace: string, name: string) => roles?.get(namespace, name) as Role | undefined,
    clusterRole: (name: string) => clusterRoles?.get('', name) as Role | undefined,
    bindings: (namespace: string) => roleBindings?.list(namespace) ?? NONE,
    clusterBindings: () => clusterRoleBindings?.list(undefined) ?? NONE,
  };
}

/** The authorizer of one server's store. Differs: the Node authorizer is not there; kubelets in the process are trusted. */
export function createAuthorizer(server: Pick<AuthGround, 'kinds' | 'store'>): Authorizer {
  const read = readers(server);

  const rulesOfRole: Authorizer['rulesOfRole'] = ({ kind, name }, namespace) => {
    if (kind !== 'Role' && kind !== 'ClusterRole') {
      return { rules: [], errors: [`unsupported role reference kind: "${kind}"`] };
    }
    const role = kind === 'Role' ? read.role(namespace, name) : read.clusterRole(name);
    if (role) return { rules: role.rules ?? [], errors: [] };
    return { rules: [], errors: [`${kind.toLowerCase()}.${RBAC_GROUP} "${name}" not found`] };
  };

  const heldIn = (user: UserInfo, namespace: string): readonly Held[] => {
    const everywhere = heldBy(read.clusterBindings(), user);
    return namespace ? [...everywhere, ...heldBy(read.bindings(namespace), user)] : everywhere;
  };

  const rulesOf = ({ binding }: Held): Rules =>
    rulesOfRole(binding.roleRef, binding.metadata.namespace ?? '');

  return {
    rulesOfRole,
    authorize: (user, asked) => {
      if (isSuperuser(user)) return { allowed: true, reason: '' };
      const errors: string[] = [];
      for (const held of heldIn(user, asked.namespace ?? '')) {
        const found = rulesOf(held);
        if (found.rules.some((rule) => ruleAllows(asked, rule))) {
          return { allowed: true, reason: `RBAC: allowed by ${describe(held)}` };
        }
        errors.push(...found.errors);
      }
      return { allowed: false, reason: errors.length > 0 ? `RBAC: ${aggregate(errors)}` : '' };
    },
    rulesFor: (user, namespace) => {
      const all = heldIn(user, namespace).map(rulesOf);
      return {
        rules: all.flatMap(({ rules }) => rules),
        errors: all.flatMap(({ errors }) => errors),
      };
    },
  };
}
