/** Filling in what was left out, without touching what was given. */

const isMissing = (value: unknown): boolean => value === undefined || value === '';

/** `object` with each missing field of `values`; the object itself when none is missing. */
export function withDefaults<T extends object>(object: T, values: Partial<T>): T {
  let next: T | undefined;
  for (const key in values) {
    const value = values[key];
    if (value === undefined || value === object[key] || !isMissing(object[key])) continue;
    next ??= { ...object };
    next[key] = value;
  }
  return next ?? object;
}

/** `object` with `field` replaced, or itself when it is the same already or both are undefined. */
export const replaced = <T extends object, K extends keyof T>(
  object: T,
  field: K,
  value: T[K] | undefined,
): T => (value === undefined || object[field] === value ? object : { ...object, [field]: value });

/** `list` with `work` done on each item; the list itself when no item changed. */
export function mapShared<T>(
  list: readonly T[] | undefined,
  work: (item: T) => T,
): readonly T[] | undefined {
  if (!list) return undefined;
  const next = list.map(work);
  return next.some((item, at) => item !== list[at]) ? next : list;
}
