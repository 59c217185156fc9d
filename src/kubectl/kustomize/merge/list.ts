/** Lists merged element by element, those of the patch first. Mirrors kyaml yaml/walk/associative_sequence.go. */
import {
  fieldOf,
  isEmptyMap,
  isNilOrEmpty,
  isPresent,
  type ListNode,
  list,
  type Node,
  scalar,
  textOf,
} from '../node.ts';
import { findElement, setElement } from './elements.ts';
import { type FieldKind, keysOf } from './schema.ts';

type Values = readonly string[];

/** The texts of an element's keys; "" for one it lacks. */
const valuesOf = (item: Node, keys: readonly string[]): Values =>
  keys.map((key) => {
    const found = fieldOf(item, key);
    return isNilOrEmpty(found) ? '' : textOf(found);
  });

function unique(rows: readonly Values[]): Values[] {
  const seen = new Set<string>();
  return rows.filter((row) => {
    const text = JSON.stringify(row);
    return row.length > 0 && !seen.has(text) && seen.add(text);
  });
}

/** Rows that differ only where one of them is empty are one row. */
function joined(one: Values, other: Values): Values | undefined {
  const clash = one.some((value, at) => value !== other[at] && value !== '' && other[at] !== '');
  const shares = one.some((value, at) => value === other[at]);
  return clash || !shares ? undefined : one.map((value, at) => value || (other[at] ?? ''));
}

function joinRows(rows: readonly Values[]): Values[] {
  const result = [...rows];
  for (let a = 0; a < result.length; a += 1)
    for (let b = 0; b < result.length; b += 1) {
      const both = joined(result[a] ?? [], result[b] ?? []);
      if (!both) continue;
      result[a] = both;
      result[b] = both;
    }
  return result;
}

/** Keys that any row uses, with this row's values of them. */
function usedKeys(
  rows: readonly Values[],
  row: Values,
  keys: readonly string[],
): { readonly keys: readonly string[]; readonly values: Values } {
  const used = keys.map((_, at) => rows.some((values) => values[at] !== ''));
  if (!used.some(Boolean)) return { keys, values: row };
  return {
    keys: keys.filter((_, at) => used[at]),
    values: row.filter((value, at) => value !== '' || used[at]),
  };
}

function elementOf(
  source: ListNode | undefined,
  row: Values,
  keys: readonly string[],
): Node | undefined {
  const own = usedKeys([row], row, keys);
  return source && findElement(source, own.keys, own.values);
}

/** Puts every element of `rest` into `target`, in the place of its like. */
function appendElements(target: ListNode, rest: ListNode, keys: readonly string[]): void {
  for (const item of rest.items) {
    if (!keys[0]) {
      setElement(target, item, [''], [textOf(item)]);
      continue;
    }
    const values: string[] = [];
    for (const key of keys) {
      const found = fieldOf(item, key);
      if (found === undefined) target.items.push(item);
      else values.push(textOf(found));
    }
    if (keys.length > 1) setElement(target, undefined, keys, values);
    setElement(target, item, keys, values);
  }
}

/** How one element is merged with what the patch says of it. */
export type MergeNodes = (
  dest: Node | undefined,
  patch: Node | undefined,
  schema: FieldKind,
) => Node | undefined;

/** The merged list; undefined when nothing of it is left. */
export function mergeElements(
  dest: ListNode,
  patch: ListNode | undefined,
  schema: FieldKind,
  mergeNodes: MergeNodes,
): Node | undefined {
  const known = keysOf(schema);
  const keys = known.length > 0 ? known : [''];
  const sources = [patch, dest].filter((source) => source !== undefined);
  const rowOf = (item: Node): Values => (known.length > 0 ? valuesOf(item, known) : [textOf(item)]);
  const found = unique(sources.flatMap(({ items }) => items.map(rowOf)));
  const rows = keys.length > 1 ? joinRows(found) : found;
  const merged = list();
  let last: readonly string[] = keys;
  for (const row of rows) {
    const used = usedKeys(rows, row, keys);
    last = used.keys;
    const value = mergeNodes(
      elementOf(dest, used.values, used.keys),
      elementOf(patch, used.values, used.keys),
      schema?.items,
    );
    if (!isPresent(value) || isEmptyMap(value)) {
      setElement(dest, undefined, used.keys, used.values);
      continue;
    }
    for (const [at, key] of used.keys.entries())
      if (key && value.kind === 'map' && !value.fields.has(key) && used.values[at])
        value.fields.set(key, scalar(used.values[at] ?? ''));
    setElement(merged, value, used.keys, used.values);
  }
  if (rows.length === 0) return dest;
  appendElements(merged, dest, last);
  return merged;
}
