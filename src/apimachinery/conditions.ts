/** Conditions of a status: found and set by type. */

export interface ConditionLike {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
  readonly lastTransitionTime?: string | null;
}

/** The condition of a type. */
export function conditionOf<C extends { readonly type: string }>(
  conditions: readonly C[] | undefined,
  type: string,
): C | undefined {
  return conditions?.find((condition) => condition.type === type);
}

/** Whether the condition of a type is "True". */
export const isConditionTrue = (
  conditions: readonly { readonly type: string; readonly status: string }[] | undefined,
  type: string,
): boolean => conditionOf(conditions, type)?.status === 'True';

/**
 * `conditions` with `next` in its type's place, or at the end. Its lastTransitionTime is kept when the
 * status did not change. Gives `conditions` itself when nothing changes.
 */
export function withCondition<C extends ConditionLike>(
  conditions: readonly C[] | undefined,
  next: C,
): readonly C[] {
  const list = conditions ?? [];
  const at = list.findIndex(({ type }) => type === next.type);
  const old = list[at];
  if (!old) return [...list, next];
  const kept =
    old.status === next.status && old.lastTransitionTime
      ? { ...next, lastTransitionTime: old.lastTransitionTime }
      : next;
  const keys = new Set([...Object.keys(old), ...Object.keys(kept)]);
  const isSame = [...keys].every((key) => old[key as keyof C] === kept[key as keyof C]);
  return isSame ? list : list.map((condition, index) => (index === at ? kept : condition));
}

/** `conditions` without the one of a type; itself when there is none. */
export function withoutCondition<C extends { readonly type: string }>(
  conditions: readonly C[] | undefined,
  type: string,
): readonly C[] {
  const list = conditions ?? [];
  return list.some((condition) => condition.type === type)
    ? list.filter((condition) => condition.type !== type)
    : list;
}
