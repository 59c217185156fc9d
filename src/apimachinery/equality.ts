/** Whether two pieces of data say the same; shared parts are recognised without a look inside. */

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

function sameArrays(a: readonly unknown[], b: readonly unknown[]): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at += 1) if (!isEqual(a[at], b[at])) return false;
  return true;
}

/** A property that is undefined counts as absent. */
function sameRecords(
  a: Readonly<Record<string, unknown>>,
  b: Readonly<Record<string, unknown>>,
): boolean {
  for (const key in a) if (!isEqual(a[key], b[key])) return false;
  for (const key in b) if (a[key] === undefined && b[key] !== undefined) return false;
  return true;
}

/** Deep equality of JSON-like data. */
export function isEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (!isObject(a) || !isObject(b)) return false;
  if (Array.isArray(a)) return Array.isArray(b) && sameArrays(a, b);
  return !Array.isArray(b) && sameRecords(a, b);
}

/** `next` with every part that equals its part in `old` replaced by the old one, so that memory and later comparisons stay small. */
export function share<T>(next: T, old: unknown): T {
  if (next === old || !isObject(next) || !isObject(old)) return next;
  if (Array.isArray(next) !== Array.isArray(old)) return next;
  if (isEqual(next, old)) return old as T;
  if (Array.isArray(next)) {
    const before = old as unknown as readonly unknown[];
    return next.map((item, at) => share(item, before[at])) as T;
  }
  const shared: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(next)) shared[key] = share(value, old[key]);
  return shared as T;
}
