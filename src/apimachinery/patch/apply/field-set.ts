/** Sets of paths to fields, as trees that share what they have in common. Mirrors structured-merge-diff fieldpath/set.go. */
import { compareElements, type Path, type PathElement } from './path-element.ts';

/** A node says whether the path to it is in the set, and what is below. Immutable. */
export interface FieldSet {
  readonly isMember: boolean;
  readonly children: ReadonlyMap<PathElement, FieldSet>;
}

const NO_CHILDREN: ReadonlyMap<PathElement, FieldSet> = new Map();
export const EMPTY: FieldSet = { isMember: false, children: NO_CHILDREN };
const LEAF: FieldSet = { isMember: true, children: NO_CHILDREN };

/** Nodes without children are the same two everywhere. */
const nodeOf = (isMember: boolean, children: ReadonlyMap<PathElement, FieldSet>): FieldSet => {
  if (children.size > 0) return { isMember, children };
  return isMember ? LEAF : EMPTY;
};

/** No path is in the set; a node that holds nothing is never kept, so this needs no look inside. */
export const isEmpty = (set: FieldSet): boolean => set === EMPTY;

/** A set that grows while it is being worked out. */
export class FieldSetBuilder {
  private readonly children = new Map<PathElement, FieldSetBuilder>();
  private isMember = false;

  /** Adds a path; the empty path is no member of anything. */
  insert(path: Path): void {
    let node: FieldSetBuilder = this;
    for (const element of path) {
      let next = node.children.get(element);
      if (!next) {
        next = new FieldSetBuilder();
        node.children.set(element, next);
      }
      node = next;
    }
    if (path.length > 0) node.isMember = true;
  }

  build(): FieldSet {
    const children = new Map<PathElement, FieldSet>();
    for (const [element, child] of this.children) children.set(element, child.build());
    return nodeOf(this.isMember, children);
  }
}

/** A set of the paths given. */
export function setOf(...paths: readonly Path[]): FieldSet {
  const builder = new FieldSetBuilder();
  for (const path of paths) builder.insert(path);
  return builder.build();
}

/** What is in either. */
export function union(a: FieldSet, b: FieldSet): FieldSet {
  if (a === b || b === EMPTY) return a;
  if (a === EMPTY) return b;
  let children: Map<PathElement, FieldSet> | undefined;
  for (const [element, other] of b.children) {
    const mine = a.children.get(element);
    const joined = mine ? union(mine, other) : other;
    if (joined === mine) continue;
    children ??= new Map(a.children);
    children.set(element, joined);
  }
  const isMember = a.isMember || b.isMember;
  return !children && isMember === a.isMember ? a : nodeOf(isMember, children ?? a.children);
}

/** What is in both. */
export function intersection(a: FieldSet, b: FieldSet): FieldSet {
  if (a === b) return a;
  const children = new Map<PathElement, FieldSet>();
  for (const [element, mine] of a.children) {
    const other = b.children.get(element);
    const both = other ? intersection(mine, other) : EMPTY;
    if (both !== EMPTY) children.set(element, both);
  }
  return nodeOf(a.isMember && b.isMember, children);
}

/** `a` without the children that `change` empties. */
function changed(
  a: FieldSet,
  isMember: boolean,
  change: (element: PathElement, child: FieldSet) => FieldSet,
): FieldSet {
  let children: Map<PathElement, FieldSet> | undefined;
  for (const [element, mine] of a.children) {
    const next = change(element, mine);
    if (next === mine) continue;
    children ??= new Map(a.children);
    if (next === EMPTY) children.delete(element);
    else children.set(element, next);
  }
  return !children && isMember === a.isMember ? a : nodeOf(isMember, children ?? a.children);
}

/** What is in `a` and not in `b`, path by path. */
export function difference(a: FieldSet, b: FieldSet): FieldSet {
  if (b === EMPTY || a === EMPTY) return a;
  if (a === b) return EMPTY;
  return changed(a, a.isMember && !b.isMember, (element, mine) => {
    const other = b.children.get(element);
    return other ? difference(mine, other) : mine;
  });
}

/** What is in `a` and neither in `b` nor below a member of `b`. */
export function recursiveDifference(a: FieldSet, b: FieldSet): FieldSet {
  if (b === EMPTY || a === EMPTY) return a;
  return changed(a, a.isMember, (element, mine) => {
    const other = b.children.get(element);
    if (!other) return mine;
    return other.isMember ? EMPTY : recursiveDifference(mine, other);
  });
}

/** Whether a path is in the set. */
export function has(set: FieldSet, path: Path): boolean {
  let node: FieldSet | undefined = set;
  for (const element of path) node = node?.children.get(element);
  return path.length > 0 && node?.isMember === true;
}

/** What is below one step. */
export const below = (set: FieldSet, element: PathElement): FieldSet =>
  set.children.get(element) ?? EMPTY;

/** The steps of a node in order. */
export const sortedElements = (set: FieldSet): readonly PathElement[] =>
  [...set.children.keys()].sort(compareElements);

/** Every path in the set, members of a level before what is below them: upstream's order of conflicts. */
export function pathsOf(set: FieldSet, prefix: Path = []): readonly Path[] {
  const elements = sortedElements(set);
  const here = elements
    .filter((element) => set.children.get(element)?.isMember)
    .map((element) => [...prefix, element]);
  const under = elements.flatMap((element) => pathsOf(below(set, element), [...prefix, element]));
  return [...here, ...under];
}
