/** What a role must become to hold what a file says. Mirrors component-helpers auth/rbac/reconciliation/reconcile_role.go. */
import { isEqual } from '#apimachinery/equality.ts';
import type { KubeObject, StringMap } from '#apimachinery/object.ts';
import { missingRules } from '#resources/rbac/rules.ts';
import type { ClusterRole, PolicyRule } from '#resources/types/rbac.ts';

export type Operation = '' | 'create' | 'update' | 'recreate';

interface RoleResult {
  readonly object: ClusterRole;
  readonly operation: Operation;
  readonly missing: readonly PolicyRule[];
  readonly extra: readonly PolicyRule[];
}

/** The object with the file's labels and annotations under its own. */
export function withMeta<T extends KubeObject>(existing: T, expected: T): T {
  const merged = (a: StringMap | undefined, b: StringMap | undefined): StringMap | undefined =>
    a || b ? { ...a, ...b } : undefined;
  const labels = merged(expected.metadata.labels, existing.metadata.labels);
  const annotations = merged(expected.metadata.annotations, existing.metadata.annotations);
  const metadata = {
    ...existing.metadata,
    ...(labels ? { labels } : {}),
    ...(annotations ? { annotations } : {}),
  };
  return isEqual(metadata, existing.metadata) ? existing : { ...existing, metadata };
}

type Aggregation = NonNullable<ClusterRole['aggregationRule']>;

function aggregationOf(
  existing: Aggregation | undefined,
  expected: Aggregation | undefined,
  removeExtra: boolean,
): Aggregation | undefined {
  if (!expected || removeExtra) return expected;
  const own = existing?.clusterRoleSelectors ?? [];
  const wanted = expected.clusterRoleSelectors ?? [];
  const missing = wanted.filter((one) => !own.some((known) => isEqual(known, one)));
  return missing.length === 0 && existing
    ? existing
    : { clusterRoleSelectors: [...own, ...missing] };
}

/** The role as it should be; its own object when nothing differs. */
export function reconciledRole(
  existing: ClusterRole,
  expected: ClusterRole,
  removeExtra: boolean,
): RoleResult {
  const [own, wanted] = [existing.rules ?? [], expected.rules ?? []];
  const isAggregated = Boolean(expected.aggregationRule && existing.aggregationRule);
  const extra = isAggregated ? [] : missingRules(wanted, own);
  const missing = missingRules(own, wanted);
  const isOff = missing.length > 0 || (removeExtra && extra.length > 0);
  const rules = removeExtra ? wanted : [...own, ...missing];
  const { aggregationRule, ...rest } = withMeta(existing, expected);
  const aggregation = aggregationOf(aggregationRule, expected.aggregationRule, removeExtra);
  const object: ClusterRole = {
    ...rest,
    ...(isOff ? { rules } : {}),
    ...(aggregation ? { aggregationRule: aggregation } : {}),
  };
  return { object, operation: isEqual(object, existing) ? '' : 'update', missing, extra };
}
