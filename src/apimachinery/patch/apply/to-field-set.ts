/** The fields a value sets. Mirrors structured-merge-diff typed/tofieldset.go. */
import type { Json, JsonObject } from '../../object.ts';
import type { FieldSchema } from '../../schema.ts';
import { isJsonObject } from '../merge.ts';
import { atomOf, elementOf, entryType, type ListAtom, type MapAtom } from './atom.ts';
import { type FieldSet, FieldSetBuilder } from './field-set.ts';
import { fieldElement, type Path } from './path-element.ts';

const isEmptyMap = (value: Json): boolean => isJsonObject(value) && Object.keys(value).length === 0;

function visitList(set: FieldSetBuilder, list: ListAtom, items: readonly Json[], path: Path): void {
  const elements = items.map((item) => elementOf(list, item));
  for (const [at, element] of elements.entries()) {
    const inner = [...path, element];
    const isTwice = elements.indexOf(element) !== elements.lastIndexOf(element);
    if (!isTwice) visit(set, items[at] as Json, list.items, inner);
    set.insert(inner);
  }
}

function visitMap(set: FieldSetBuilder, map: MapAtom, value: JsonObject, path: Path): void {
  for (const [key, inner] of Object.entries(value)) {
    const type = entryType(map, key);
    if (inner === undefined || !type) continue;
    const at = [...path, fieldElement(key)];
    visit(set, inner, type, at);
    const isField = Object.hasOwn(map.fields, key);
    if (!isField || inner === null || isEmptyMap(inner)) set.insert(at);
  }
}

function visit(set: FieldSetBuilder, value: Json, type: FieldSchema, path: Path): void {
  const atom = atomOf(type, value);
  if (atom.is === 'scalar' || atom.isAtomic) {
    set.insert(path);
  } else if (atom.is === 'list') {
    if (Array.isArray(value)) visitList(set, atom, value as readonly Json[], path);
  } else if (isJsonObject(value)) visitMap(set, atom, value, path);
}

/** Every field of a value that has an owner of its own. */
export function toFieldSet(value: Json, type: FieldSchema): FieldSet {
  const set = new FieldSetBuilder();
  visit(set, value, type, []);
  return set.build();
}
