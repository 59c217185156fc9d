/** Policy rules: what they match, broken down, put together again, and whether some cover others. */
import type { PolicyRule } from '../types/rbac.ts';

export const RBAC_GROUP = 'rbac.authorization.k8s.io';

/** One rule a verb, resource, group and name. Mirrors component-helpers auth/rbac/validation BreakdownRule. */
export function breakDown(rule: PolicyRule): readonly PolicyRule[] {
  const { verbs, apiGroups = [], resources = [], resourceNames = [], nonResourceURLs = [] } = rule;
  const ofResources = apiGroups.flatMap((group) =>
    resources.flatMap((resource) =>
      verbs.flatMap((verb): readonly PolicyRule[] => {
        const one = { verbs: [verb], apiGroups: [group], resources: [resource] };
        if (resourceNames.length === 0) return [one];
        return resourceNames.map((name) => ({ ...one, resourceNames: [name] }));
      }),
    ),
  );
  const ofPaths = nonResourceURLs.flatMap((url) =>
    verbs.map((verb): PolicyRule => ({ verbs: [verb], nonResourceURLs: [url] })),
  );
  return [...ofResources, ...ofPaths];
}

/** What rules have in common that may be put together; undefined for those that stay alone. */
function simpleKey(rule: PolicyRule): string | undefined {
  const { apiGroups = [], resources = [], resourceNames = [], nonResourceURLs = [] } = rule;
  if (resourceNames.length > 1 || nonResourceURLs.length > 0) return undefined;
  if (apiGroups.length !== 1 || resources.length !== 1) return undefined;
  return JSON.stringify([apiGroups, resources, resourceNames]);
}

/** Joins rules that differ in their verbs alone, each verb once. Mirrors kubectl pkg/util/rbac/rbac.go CompactRules. */
export function compactRules(rules: readonly PolicyRule[]): readonly PolicyRule[] {
  const alone: PolicyRule[] = [];
  const joined = new Map<string, PolicyRule>();
  for (const rule of rules) {
    const key = simpleKey(rule);
    if (key === undefined) {
      alone.push(rule);
      continue;
    }
    const known = joined.get(key);
    const verbs = [...new Set([...(known?.verbs ?? []), ...rule.verbs])];
    joined.set(key, { ...rule, verbs });
  }
  return [...alone, ...joined.values()];
}

/** `[get list]`, as Go prints a list. */
export const goList = (list: readonly string[] | undefined): string =>
  `[${(list ?? []).join(' ')}]`;

/** A rule as Go's String() writes it, which is how rules are sorted. */
export const ruleText = (rule: PolicyRule): string =>
  `&PolicyRule{Verbs:${goList(rule.verbs)},APIGroups:${goList(rule.apiGroups)},Resources:${goList(rule.resources)},ResourceNames:${goList(rule.resourceNames)},NonResourceURLs:${goList(rule.nonResourceURLs)},}`;

/** The same rules, sorted by their text. */
export function sortedRules(rules: readonly PolicyRule[]): readonly PolicyRule[] {
  const withText = rules.map((rule) => ({ rule, text: ruleText(rule) }));
  withText.sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0));
  return withText.map(({ rule }) => rule);
}

const hasOrAll = (list: readonly string[] | undefined, value: string): boolean =>
  list !== undefined && (list.includes(value) || list.includes('*'));

/** "pods/log" is matched by itself, by star and by star-slash-log. */
function coversResource(owned: readonly string[], resource: string): boolean {
  if (hasOrAll(owned, resource)) return true;
  const slash = resource.indexOf('/');
  return slash >= 0 && owned.includes(`*${resource.slice(slash)}`);
}

/** `/healthz/*` covers `/healthz/etcd`. */
export const coversPath = (owned: string, path: string): boolean =>
  owned === path || (owned.endsWith('*') && path.startsWith(owned.replace(/\*+$/, '')));

/** Whether one rule gives all that a broken-down rule gives. */
function covers(owner: PolicyRule, part: PolicyRule): boolean {
  const { apiGroups = [], resources = [], resourceNames = [], nonResourceURLs = [] } = part;
  const ownNames = owner.resourceNames ?? [];
  return (
    part.verbs.every((verb) => hasOrAll(owner.verbs, verb)) &&
    apiGroups.every((group) => hasOrAll(owner.apiGroups, group)) &&
    resources.every((resource) => coversResource(owner.resources ?? [], resource)) &&
    (ownNames.length === 0 ||
      (resourceNames.length > 0 && resourceNames.every((name) => ownNames.includes(name)))) &&
    nonResourceURLs.every((path) =>
      (owner.nonResourceURLs ?? []).some((owned) => coversPath(owned, path)),
    )
  );
}

/** The parts of `wanted` that no rule of `owned` gives. Mirrors policy_comparator.go Covers. */
export const missingRules = (
  owned: readonly PolicyRule[],
  wanted: readonly PolicyRule[],
): readonly PolicyRule[] =>
  wanted.flatMap(breakDown).filter((part) => !owned.some((rule) => covers(rule, part)));
