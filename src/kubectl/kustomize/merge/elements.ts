/** Finding, putting and taking elements of lists by their keys. Mirrors kyaml yaml/fns.go ElementSetter, ElementMatcher. */
import { fieldOf, isEmptyMap, isPresent, type ListNode, type Node, textOf } from '../node.ts';

/** The first map of a list whose keys have just these texts; of plain values, the one with the text. */
export function findElement(
  { items }: ListNode,
  keys: readonly string[],
  values: readonly string[],
): Node | undefined {
  if (!keys[0]) return items.find((item) => textOf(item) === (values[0] ?? ''));
  return items.find(
    (item) =>
      item.kind === 'map' &&
      keys.every((key, at) => {
        const found = fieldOf(item, key);
        return found !== undefined && textOf(found) === values[at];
      }),
  );
}

function isMatch(item: Node, keys: readonly string[], values: readonly string[]): boolean {
  let found: Node | undefined;
  for (const [at, key] of keys.entries()) {
    const value = values[at];
    if (value !== undefined) {
      if (key === '') found = textOf(item) === value ? item : undefined;
      else {
        const field = fieldOf(item, key);
        found = field && (value === '' || textOf(field) === value) ? field : undefined;
      }
    }
    if (found === undefined) return false;
  }
  return true;
}

/** Replaces the elements with these keys by `element`, or appends it; without one takes them away. Empty elements go too. */
export function setElement(
  target: ListNode,
  element: Node | undefined,
  keys: readonly string[],
  values: readonly string[],
): void {
  const isForMaps = Boolean(keys[0]) && Boolean(values[0]);
  const kept: Node[] = [];
  let isThere = false;
  for (const item of target.items) {
    if (!isPresent(item) || isEmptyMap(item)) continue;
    if (item.kind !== 'map' && isForMaps) kept.push(item);
    else if (!isMatch(item, keys, values)) {
      if (values.length > 0) kept.push(item);
    } else {
      isThere = true;
      if (element) kept.push(element);
    }
  }
  if (isPresent(element) && !isThere) kept.push(element);
  target.items = kept;
}
