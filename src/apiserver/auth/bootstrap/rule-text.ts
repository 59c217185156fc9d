/** Policy rules in one line each: `get,list core,apps pods,deployments web`, and `get /healthz` for paths. */
import type { PolicyRule } from '#resources/types/rbac.ts';

/** Role ⇒ its rules, one a line. */
export type RoleTable = Readonly<Record<string, readonly string[]>>;

const listOf = (word: string): readonly string[] => word.split(',');

/** "get,list core pods web" ⇒ verbs, API groups, resources and names; two words are verbs and paths. */
export function parseRule(line: string): PolicyRule {
  const [verbs = '', groups = '', resources, names] = line.split(' ');
  if (resources === undefined) return { nonResourceURLs: listOf(groups), verbs: listOf(verbs) };
  return {
    apiGroups: listOf(groups).map((group) => (group === 'core' ? '' : group)),
    ...(names === undefined ? {} : { resourceNames: listOf(names) }),
    resources: listOf(resources),
    verbs: listOf(verbs),
  };
}
