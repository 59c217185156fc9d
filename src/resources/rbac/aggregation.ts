/** The rules a ClusterRole gathers from others by their labels. Mirrors kubernetes pkg/controller/clusterroleaggregation. */
import { isEqual } from '#apimachinery/equality.ts';
import { type LabelSelectorObject, selectorOfObject } from '#apimachinery/selector.ts';
import type { PolicyRule } from '../types/rbac.ts';

/** What aggregation reads of a ClusterRole. */
interface RoleLike {
  readonly metadata: { readonly name?: string; readonly labels?: Readonly<Record<string, string>> };
  readonly rules?: readonly PolicyRule[] | null;
}

const byName = (a: RoleLike, b: RoleLike): number =>
  (a.metadata.name ?? '') < (b.metadata.name ?? '') ? -1 : 1;

/** Rules of every role a selector finds, by the roles' names, each rule once; `own` is the name of the role itself. */
export function aggregatedRules(
  rule: { readonly clusterRoleSelectors?: readonly LabelSelectorObject[] },
  roles: readonly RoleLike[],
  own: string,
): readonly PolicyRule[] {
  const gathered: PolicyRule[] = [];
  for (const selector of rule.clusterRoleSelectors ?? []) {
    const { matches } = selectorOfObject(selector);
    const found = roles.filter(
      ({ metadata }) => metadata.name !== own && matches(metadata.labels ?? {}),
    );
    for (const one of found.sort(byName).flatMap(({ rules }) => rules ?? [])) {
      if (!gathered.some((known) => isEqual(known, one))) gathered.push(one);
    }
  }
  return gathered;
}
