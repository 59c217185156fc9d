/** What a binding must become to hold what a file says. Mirrors component-helpers auth/rbac/reconciliation/reconcile_rolebindings.go. */
import { isEqual } from '#apimachinery/equality.ts';
import type { RoleBinding, Subject } from '#resources/types/rbac.ts';
import { type Operation, withMeta } from './reconcile-role.ts';

interface BindingResult {
  readonly object: RoleBinding;
  readonly operation: Operation;
  readonly missing: readonly Subject[];
  readonly extra: readonly Subject[];
}

/** Subjects of the first list that the second has not, each once. */
function without(list: readonly Subject[], other: readonly Subject[]): readonly Subject[] {
  const left = list.filter((one) => !other.some((known) => isEqual(known, one)));
  return left.filter((one, at) => left.findIndex((known) => isEqual(known, one)) === at);
}

/** The binding as it should be; its own object when nothing differs. */
export function reconciledBinding(
  existing: RoleBinding,
  expected: RoleBinding,
  removeExtra: boolean,
): BindingResult {
  if (!isEqual(existing.roleRef, expected.roleRef)) {
    return { object: expected, operation: 'recreate', missing: [], extra: [] };
  }
  const [own, wanted] = [existing.subjects ?? [], expected.subjects ?? []];
  const missing = without(wanted, own);
  const extra = without(own, wanted);
  const isOff = missing.length > 0 || (removeExtra && extra.length > 0);
  const subjects = removeExtra ? wanted : [...own, ...missing];
  const object = { ...withMeta(existing, expected), ...(isOff ? { subjects } : {}) };
  return { object, operation: isEqual(object, existing) ? '' : 'update', missing, extra };
}
