/** Sets in which a struct's field counts as a member when something below it does. Mirrors structured-merge-diff fieldpath/set.go EnsureNamedFieldsAreMembers. */
import type { FieldSchema } from '../../schema.ts';
import { type Atom, atomOf, entryType } from './atom.ts';
import type { FieldSet } from './field-set.ts';
import { fieldNameOf, type PathElement } from './path-element.ts';

function typeBelow(atom: Atom | undefined, element: PathElement): FieldSchema | undefined {
  const name = fieldNameOf(element);
  if (atom?.is === 'map' && name !== undefined) return entryType(atom, name);
  return atom?.is === 'list' && element.startsWith('k:') ? atom.items : undefined;
}

/** `{spec: {replicas}}` ⇒ `{spec, spec: {replicas}}` */
export function withNamedFields(set: FieldSet, type: FieldSchema | undefined): FieldSet {
  if (set.children.size === 0) return set;
  const atom = type && atomOf(type, {});
  const children = new Map<PathElement, FieldSet>();
  for (const [element, child] of set.children) {
    const name = fieldNameOf(element);
    const isField = name !== undefined && atom?.is === 'map' && Object.hasOwn(atom.fields, name);
    const inner = withNamedFields(child, typeBelow(atom, element));
    const isNew = isField && child.children.size > 0 && !inner.isMember;
    children.set(element, isNew ? { ...inner, isMember: true } : inner);
  }
  return { isMember: set.isMember, children };
}
