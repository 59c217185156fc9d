/** `kubectl describe role` and `clusterrole`: the rules, one a resource. */

import { breakDown, compactRules, goList, RBAC_GROUP, sortedRules } from '#resources/rbac/rules.ts';
import type { PolicyRule, Role } from '#resources/types/rbac.ts';
import type { Describer } from './describer.ts';
import { writeLabelsAndAnnotations } from './metadata.ts';
import { tabbedText } from './prefix-writer.ts';

/** `deployments.apps/scale`: the first resource of the first group. */
function resourceText({ resources = [], apiGroups = [] }: PolicyRule): string {
  const [resource] = resources;
  if (resource === undefined) return '';
  const slash = resource.indexOf('/');
  const [plural, rest] =
    slash < 0 ? [resource, ''] : [resource.slice(0, slash), resource.slice(slash)];
  return `${plural}${apiGroups[0] ? `.${apiGroups[0]}` : ''}${rest}`;
}

/** The cells of a rule: resources, paths, names, verbs. */
const ruleCells = (rule: PolicyRule): readonly string[] => [
  resourceText(rule),
  goList(rule.nonResourceURLs),
  goList(rule.resourceNames),
  goList(rule.verbs),
];

/** Rules as people read them: each resource once, sorted. */
export const ruleRows = (rules: readonly PolicyRule[]): readonly (readonly string[])[] =>
  sortedRules(compactRules(rules.flatMap(breakDown))).map(ruleCells);

/** Mirrors kubectl pkg/describe/describe.go RoleDescriber. */
export const describeRole = (role: Role): string =>
  tabbedText((w) => {
    w.write(0, `Name:\t${role.metadata.name}\n`);
    writeLabelsAndAnnotations(w, role);
    w.write(0, 'PolicyRule:\n');
    w.write(1, 'Resources\tNon-Resource URLs\tResource Names\tVerbs\n');
    w.write(1, '---------\t-----------------\t--------------\t-----\n');
    for (const cells of ruleRows(role.rules ?? [])) w.write(1, `${cells.join('\t')}\n`);
  });

const describer = (kind: string): Describer => ({
  group: RBAC_GROUP,
  kind,
  describe: async (_world, object) => describeRole(object as Role),
});

export const roleDescriber = describer('Role');
export const clusterRoleDescriber = describer('ClusterRole');
