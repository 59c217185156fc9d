/** Lists of a strategic merge patch: paired by key, deleted from, replaced. Mirrors apimachinery pkg/util/strategicpatch/patch.go mergeSlice. */
import type { Json, JsonObject } from '../object.ts';
import { goTypeName, printGoText, printGoValue } from './go-print.ts';
import { isJsonObject } from './merge.ts';
import { PatchError } from './patch-error.ts';
import { ordered } from './strategic-order.ts';

export const DIRECTIVE = '$patch';

type List = readonly Json[];

export interface ListPatch {
  readonly items: List;
  readonly order: List | undefined;
  readonly deleted: List;
}

/** How an item that is there is merged with what the patch says of it. */
export type MergeItem = (before: JsonObject, patch: JsonObject) => JsonObject;

export const badDirective = (patch: JsonObject): PatchError =>
  new PatchError(
    `unknown patch type: ${printGoText(patch[DIRECTIVE])} in map: ${printGoValue(patch)}`,
    500,
  );

const kindOf = (item: Json): string => {
  if (isJsonObject(item)) return 'map';
  return Array.isArray(item) ? 'list' : goTypeName(item);
};

/** Items of one list are of one kind. */
function checkKinds(before: List, items: List): void {
  const kinds = new Set([...before, ...items].map(kindOf));
  if (kinds.has('list')) throw new PatchError('lists of lists are not supported', 500);
  if (kinds.size <= 1) return;
  const shown = printGoValue([before, items]);
  throw new PatchError(`list element types are not identical: ${shown}`, 500);
}

const keyIn = (item: Json, mergeKey: string): Json | undefined =>
  isJsonObject(item) ? item[mergeKey] : undefined;

function requiredKey(item: JsonObject, mergeKey: string): Json {
  const key = item[mergeKey];
  if (key !== undefined) return key;
  throw new PatchError(
    `map: ${printGoValue(item)} does not contain declared merge key: ${mergeKey}`,
    500,
  );
}

interface Special {
  /** What is left of the list that was there; undefined when the patch replaces it. */
  readonly kept: List | undefined;
  readonly plain: readonly JsonObject[];
}

/** Carries out `$patch: delete` and finds `$patch: replace` among the items. */
function withoutSpecial(before: List, items: readonly JsonObject[], mergeKey: string): Special {
  let kept: List | undefined = before;
  let isReplaced = false;
  const plain: JsonObject[] = [];
  for (const item of items) {
    const directive = item[DIRECTIVE];
    if (directive === undefined) plain.push(item);
    else if (directive === 'delete') {
      const key = requiredKey(item, mergeKey);
      kept = kept.filter((one) => keyIn(one, mergeKey) !== key);
    } else if (directive === 'replace') isReplaced = true;
    else if (directive === 'merge') {
      throw new PatchError('merging lists cannot yet be specified in the patch', 500);
    } else throw badDirective(item);
  }
  if (isReplaced) kept = undefined;
  return { kept, plain };
}

/** The order must name what the patch names, in the same order. */
function checkOrder({ items, order }: ListPatch, mergeKey: string | undefined): void {
  if (!order || order.length === 0 || items.length === 0) return;
  const keyOf = (item: Json): Json | undefined => (mergeKey ? keyIn(item, mergeKey) : item);
  const named = items.filter((item) => !isJsonObject(item) || !(DIRECTIVE in item));
  let at = 0;
  for (const one of order) {
    const next = named[at];
    if (next !== undefined && keyOf(next) === keyOf(one)) at += 1;
  }
  if (at >= named.length) return;
  throw new PatchError(
    `The order in patch list:\n${printGoValue(items)}\n doesn't match $setElementOrder list:\n${printGoValue(order)}\n`,
    500,
  );
}

/** Merges lists of plain values: those of the patch are added, those deleted go. */
function mergePrimitives(before: List, { items, order, deleted }: ListPatch): List {
  const kept = before.filter((item) => !deleted.includes(item));
  const merged = [...kept, ...items.filter((item) => !kept.includes(item))];
  return ordered(merged, before, order ?? items, (item) => item);
}

/** A list after what a patch says of it. */
export function mergeLists(
  before: List,
  patch: ListPatch,
  mergeKey: string | undefined,
  mergeItem: MergeItem,
): List {
  checkOrder(patch, mergeKey);
  checkKinds(before, patch.items);
  if (!mergeKey) return mergePrimitives(before, patch);
  const { kept, plain } = withoutSpecial(before, patch.items.filter(isJsonObject), mergeKey);
  if (!kept) return plain;
  const list = [...kept];
  for (const item of plain) {
    const key = requiredKey(item, mergeKey);
    const at = list.findIndex((one) => keyIn(one, mergeKey) === key);
    const old = list[at];
    if (isJsonObject(old)) list[at] = mergeItem(old, item);
    else list.push(mergeItem({}, item));
  }
  return ordered(list, before, patch.order ?? plain, (item) => keyIn(item, mergeKey));
}
