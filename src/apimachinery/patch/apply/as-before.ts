/** An applied object without what was only counted as there: the reverse of writing it as Go does. */
import { isEqual } from '../../equality.ts';
import type { Json, JsonObject } from '../../object.ts';
import type { FieldSchema } from '../../schema.ts';
import { isJsonObject, setKey } from '../merge.ts';
import { emptyOf } from './as-written.ts';
import { atomOf, elementOf, entryType, type ListAtom, type MapAtom } from './atom.ts';

/** Whether a value is what stands in a field that nobody set. */
function isUnset(value: Json, type: FieldSchema): boolean {
  if (type.always && type.ref) return isEqual(value, emptyOf(type.ref));
  return type.zero !== undefined && isEqual(value, type.zero);
}

function mapAsBefore(
  value: JsonObject,
  live: JsonObject,
  config: JsonObject,
  map: MapAtom,
): JsonObject {
  const next: Record<string, Json> = {};
  let isChanged = false;
  for (const [key, inner] of Object.entries(value)) {
    const type = entryType(map, key);
    const [old, given] = [live, config].map((one) =>
      Object.hasOwn(one, key) ? one[key] : undefined,
    );
    if (type && old === undefined && given === undefined && isUnset(inner, type)) {
      isChanged = true;
      continue;
    }
    const kept = type ? asBefore(inner, old, given, type) : inner;
    isChanged ||= kept !== inner;
    setKey(next, key, kept);
  }
  return isChanged ? next : value;
}

function itemsOf(list: ListAtom, value: Json | undefined): ReadonlyMap<string, Json> {
  const items = Array.isArray(value) ? (value as readonly Json[]) : [];
  return new Map(items.map((item) => [elementOf(list, item), item]));
}

function listAsBefore(
  value: readonly Json[],
  live: Json | undefined,
  config: Json | undefined,
  list: ListAtom,
): readonly Json[] {
  const [old, given] = [itemsOf(list, live), itemsOf(list, config)];
  const next = value.map((item) => {
    const element = elementOf(list, item);
    return asBefore(item, old.get(element), given.get(element), list.items);
  });
  return next.every((item, at) => item === value[at]) ? value : next;
}

/** `value` without the unset fields that neither the live object nor the configuration names. */
export function asBefore(
  value: Json,
  live: Json | undefined,
  config: Json | undefined,
  type: FieldSchema,
): Json {
  const atom = atomOf(type, value);
  if (atom.is === 'scalar' || value === null) return value;
  if (atom.isAtomic) return isEqual(config, value) || live === undefined ? value : live;
  if (atom.is === 'list') {
    return Array.isArray(value)
      ? listAsBefore(value as readonly Json[], live, config, atom)
      : value;
  }
  if (!isJsonObject(value)) return value;
  const record = (one: Json | undefined): JsonObject => (isJsonObject(one) ? one : {});
  return mapAsBefore(value, record(live), record(config), atom);
}
