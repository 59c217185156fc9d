/** Whether a rule allows what is asked. Mirrors kubernetes plugin/pkg/auth/authorizer/rbac/rbac.go RuleAllows. */
import { coversPath } from '#resources/rbac/rules.ts';
import type { PolicyRule } from '#resources/types/rbac.ts';
import type { Attributes } from './attributes.ts';

const allows = (list: readonly string[] | undefined, value: string): boolean =>
  list !== undefined && (list.includes(value) || list.includes('*'));

function allowsResource(
  list: readonly string[] | undefined,
  resource: string,
  subresource: string,
): boolean {
  if (!subresource) return allows(list, resource);
  return (
    allows(list, `${resource}/${subresource}`) || (list?.includes(`*/${subresource}`) ?? false)
  );
}

/** Whether `rule` allows what `asked` says. */
export function ruleAllows(asked: Attributes, rule: PolicyRule): boolean {
  if (!allows(rule.verbs, asked.verb)) return false;
  const { path } = asked;
  if (path !== undefined) {
    return (rule.nonResourceURLs ?? []).some((url) => url === '*' || coversPath(url, path));
  }
  const { group = '', resource = '', subresource = '', name = '' } = asked;
  return (
    allows(rule.apiGroups, group) &&
    allowsResource(rule.resources, resource, subresource) &&
    (!rule.resourceNames?.length || rule.resourceNames.includes(name))
  );
}
