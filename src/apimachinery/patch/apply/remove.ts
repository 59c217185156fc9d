/** A value without some of its fields. Mirrors structured-merge-diff typed/remove.go. */
import type { Json, JsonObject } from '../../object.ts';
import type { FieldSchema } from '../../schema.ts';
import { isJsonObject, setKey } from '../merge.ts';
import { atomOf, elementOf, entryType, type ListAtom, type MapAtom } from './atom.ts';
import { below, type FieldSet, isEmpty } from './field-set.ts';
import { fieldElement } from './path-element.ts';

function removeFromList(items: readonly Json[], removed: FieldSet, list: ListAtom): Json {
  const kept: Json[] = [];
  for (const item of items) {
    const element = elementOf(list, item);
    const inner = below(removed, element);
    if (inner.isMember) continue;
    kept.push(isEmpty(inner) ? item : removeFields(item, inner, list.items));
  }
  return kept.length > 0 ? kept : null;
}

function removeFromMap(value: JsonObject, removed: FieldSet, map: MapAtom): Json {
  const kept: Record<string, Json> = {};
  for (const [key, item] of Object.entries(value)) {
    const inner = below(removed, fieldElement(key));
    if (inner.isMember) continue;
    const type = entryType(map, key);
    setKey(kept, key, isEmpty(inner) || !type ? item : removeFields(item, inner, type));
  }
  return Object.keys(kept).length > 0 ? kept : null;
}

/** `value` without the fields of `removed`; null where nothing is left. */
export function removeFields(value: Json, removed: FieldSet, type: FieldSchema): Json {
  if (isEmpty(removed)) return value;
  const atom = atomOf(type, value);
  if (atom.is === 'scalar') return value;
  if (atom.isAtomic) return null;
  if (atom.is === 'list') {
    return Array.isArray(value) ? removeFromList(value as readonly Json[], removed, atom) : null;
  }
  return isJsonObject(value) ? removeFromMap(value, removed, atom) : null;
}
