/** What a change adds, changes and takes away, field by field. Mirrors structured-merge-diff typed/compare.go. */
import { isEqual } from '../../equality.ts';
import type { Json, JsonObject } from '../../object.ts';
import type { FieldSchema } from '../../schema.ts';
import { isJsonObject } from '../merge.ts';
import { type Atom, atomOf, elementOf, entryType, type ListAtom, type MapAtom } from './atom.ts';
import { type FieldSet, FieldSetBuilder, recursiveDifference } from './field-set.ts';
import { fieldElement, type Path, type PathElement } from './path-element.ts';

export interface Comparison {
  readonly removed: FieldSet;
  readonly modified: FieldSet;
  readonly added: FieldSet;
}

const isNothing = (value: Json | undefined): boolean => {
  if (value === undefined || value === null) return true;
  return Array.isArray(value) ? value.length === 0 : Object.keys(value).length === 0;
};

class Comparer {
  readonly removed = new FieldSetBuilder();
  readonly modified = new FieldSetBuilder();
  readonly added = new FieldSetBuilder();

  private leaf(before: Json | undefined, after: Json | undefined, path: Path): void {
    if (before === undefined) this.added.insert(path);
    else if (after === undefined) this.removed.insert(path);
    else if (!isEqual(before, after)) this.modified.insert(path);
  }

  /** Compares as the atom says; true when the value counts as one. */
  private asAtom(
    atom: Atom,
    before: Json | undefined,
    after: Json | undefined,
    path: Path,
  ): boolean {
    if (atom.is === 'scalar' || atom.isAtomic || (isNothing(before) && isNothing(after))) {
      this.leaf(before, after, path);
      return true;
    }
    if (atom.is === 'list') this.lists(atom, before, after, path);
    else this.maps(atom, before, after, path);
    return false;
  }

  value(before: Json | undefined, after: Json | undefined, type: FieldSchema, path: Path): void {
    // Shared parts are the same without a look inside.
    if (before === after) return;
    const [left, right] = [atomOf(type, before), atomOf(type, after)];
    let isLeaf: boolean;
    if (after === undefined) isLeaf = this.asAtom(left, before, after, path);
    else if (before === undefined || left.is === right.is) {
      isLeaf = this.asAtom(right, before, after, path);
    } else {
      this.leaf(before, after, path);
      isLeaf = true;
    }
    if (isLeaf) return;
    if (before === undefined) this.added.insert(path);
    else if (after === undefined) this.removed.insert(path);
  }

  private maps(map: MapAtom, before: Json | undefined, after: Json | undefined, path: Path): void {
    const old: JsonObject = isJsonObject(before) ? before : {};
    const next: JsonObject = isJsonObject(after) ? after : {};
    for (const key of Object.keys(old)) this.entry(map, key, old, next, path);
    for (const key of Object.keys(next)) {
      if (!Object.hasOwn(old, key)) this.entry(map, key, old, next, path);
    }
  }

  private entry(map: MapAtom, key: string, old: JsonObject, next: JsonObject, path: Path): void {
    const before = Object.hasOwn(old, key) ? old[key] : undefined;
    const after = Object.hasOwn(next, key) ? next[key] : undefined;
    if (before === after) return;
    const type = entryType(map, key);
    if (type) this.value(before, after, type, [...path, fieldElement(key)]);
  }

  private lists(
    list: ListAtom,
    before: Json | undefined,
    after: Json | undefined,
    path: Path,
  ): void {
    const old = grouped(list, before);
    const next = grouped(list, after);
    for (const element of new Set([...old.keys(), ...next.keys()])) {
      this.items(list, old.get(element) ?? [], next.get(element) ?? [], [...path, element]);
    }
  }

  /** Items that share a key count as one value, which no one can look into. */
  private items(list: ListAtom, old: readonly Json[], next: readonly Json[], path: Path): void {
    if (old.length <= 1 && next.length <= 1) {
      this.value(old[0], next[0], list.items, path);
    } else if (old.length >= 2 && next.length >= 2) {
      if (!isEqual(old, next)) this.modified.insert(path);
    } else if (old.length >= 2) {
      this.value(undefined, next[0], list.items, path);
      this.removed.insert(path);
    } else {
      this.value(old[0], undefined, list.items, path);
      this.added.insert(path);
    }
  }
}

function grouped(list: ListAtom, value: Json | undefined): Map<PathElement, Json[]> {
  const groups = new Map<PathElement, Json[]>();
  for (const item of Array.isArray(value) ? (value as readonly Json[]) : []) {
    const element = elementOf(list, item);
    const group = groups.get(element);
    if (group) group.push(item);
    else groups.set(element, [item]);
  }
  return groups;
}

/** The difference of two values of one type. */
export function compare(before: Json, after: Json, type: FieldSchema): Comparison {
  const comparer = new Comparer();
  comparer.value(before, after, type, []);
  return {
    removed: comparer.removed.build(),
    modified: comparer.modified.build(),
    added: comparer.added.build(),
  };
}

/** The comparison without the fields below `ignored`. */
export const withoutFields = (
  { removed, modified, added }: Comparison,
  ignored: FieldSet,
): Comparison => ({
  removed: recursiveDifference(removed, ignored),
  modified: recursiveDifference(modified, ignored),
  added: recursiveDifference(added, ignored),
});
