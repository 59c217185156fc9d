/** The order of a merged list. Mirrors apimachinery pkg/util/strategicpatch normalizeElementOrder. */
import type { Json } from '../object.ts';

type KeyOf = (item: Json) => Json | undefined;

/**
 * Items the patch orders come in that order; the server's own stay next to their old neighbours.
 * `order` is what the patch says of it, else the patch's own items: `[side]` into `[nginx]` ⇒ `[side, nginx]`.
 */
export function ordered(
  merged: readonly Json[],
  before: readonly Json[],
  order: readonly Json[],
  keyOf: KeyOf,
): readonly Json[] {
  const wanted = order.map((one) => keyOf(one) ?? one);
  const named = merged.filter((item) => wanted.includes(keyOf(item) as Json));
  named.sort((a, b) => wanted.indexOf(keyOf(a) as Json) - wanted.indexOf(keyOf(b) as Json));
  const others = merged.filter((item) => !wanted.includes(keyOf(item) as Json));
  return interleaved(named, others, before, keyOf);
}

/** Merges two ordered lists: an item of `others` goes before a named one that came after it. */
function interleaved(
  named: readonly Json[],
  others: readonly Json[],
  before: readonly Json[],
  keyOf: KeyOf,
): readonly Json[] {
  const place = (item: Json): number => before.findIndex((one) => keyOf(one) === keyOf(item));
  const result: Json[] = [];
  let at = 0;
  for (const item of named) {
    const old = place(item);
    while (old >= 0 && at < others.length && place(others[at] as Json) < old) {
      result.push(others[at] as Json);
      at += 1;
    }
    result.push(item);
  }
  return [...result, ...others.slice(at)];
}
