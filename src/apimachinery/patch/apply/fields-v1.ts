/** Sets of fields as managedFields writes them. Mirrors structured-merge-diff fieldpath/serialize.go. */
import { isJsonObject } from '../merge.ts';
import { EMPTY, type FieldSet, FieldSetBuilder, sortedElements } from './field-set.ts';
import { isPathElement, type PathElement } from './path-element.ts';

export interface FieldsV1 {
  readonly [element: string]: FieldsV1;
}

const written = new WeakMap<FieldSet, FieldsV1>();

/** `{f:spec: {f:replicas: {}}}`; `.` says that a path with others below it is in the set itself. */
export function toFieldsV1(set: FieldSet): FieldsV1 {
  const known = written.get(set);
  if (known) return known;
  const fields: Record<string, FieldsV1> = {};
  for (const element of sortedElements(set)) {
    const child = set.children.get(element) ?? EMPTY;
    const below = toFieldsV1(child);
    const isBoth = child.isMember && child.children.size > 0;
    fields[element] = isBoth ? { '.': {}, ...below } : below;
  }
  written.set(set, fields);
  return fields;
}

function read(fields: unknown, builder: FieldSetBuilder, path: readonly PathElement[]): void {
  if (!isJsonObject(fields)) throw new TypeError('fieldsV1 is made of objects');
  const entries = Object.entries(fields);
  const isMember = entries.length === 0 || Object.hasOwn(fields, '.');
  if (isMember) builder.insert(path);
  for (const [element, below] of entries) {
    // What a future version may write is dropped.
    if (isPathElement(element)) read(below, builder, [...path, element]);
    else if (element !== '.' && /^[kvi]:/.test(element)) throw new TypeError(`bad step ${element}`);
  }
}

/** The set that fieldsV1 says; throws TypeError for what is none. */
export function fromFieldsV1(fields: unknown): FieldSet {
  const builder = new FieldSetBuilder();
  read(fields ?? {}, builder, []);
  return builder.build();
}
