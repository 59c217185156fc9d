/** Who wrote what: `metadata.managedFields`, kept cheap. Mirrors apimachinery pkg/util/managedfields. */
import type { Call, WriteOptions } from '#apimachinery/api.ts';
import { apiVersionOf, type Kind } from '#apimachinery/kind.ts';
import type { ManagedFieldsEntry } from '#apimachinery/object.ts';
import { printTime } from '#apimachinery/time.ts';

type Entries = readonly ManagedFieldsEntry[];

/** The last entry made for each manager, so that writes of the same second share it. */
const recent = new Map<string, ManagedFieldsEntry[]>();
const alone = new WeakMap<ManagedFieldsEntry, Entries>();

/** The name a write is recorded under. */
export const managerOf = (call: Call, options: WriteOptions | undefined): string =>
  options?.fieldManager || call.actor.manager || call.actor.name;

function entryOf(
  manager: string,
  apiVersion: string,
  subresource: string,
  nowMs: number,
): ManagedFieldsEntry {
  const time = printTime(nowMs);
  const made = recent.get(manager) ?? [];
  const at = made.findIndex(
    (one) => (one.subresource ?? '') === subresource && one.apiVersion === apiVersion,
  );
  const last = made[at];
  if (last?.time === time) return last;
  const entry: ManagedFieldsEntry = {
    manager,
    operation: 'Update',
    apiVersion,
    time,
    fieldsType: 'FieldsV1',
    ...(subresource ? { subresource } : {}),
  };
  made[at < 0 ? made.length : at] = entry;
  recent.set(manager, made);
  return entry;
}

const isSameManager = (a: ManagedFieldsEntry, b: ManagedFieldsEntry): boolean =>
  a.manager === b.manager &&
  a.subresource === b.subresource &&
  a.operation === b.operation &&
  a.apiVersion === b.apiVersion;

/**
 * `old` with an entry for this write. `fieldsV1` is not kept: it is worked out when somebody reads it.
 * Differs: upstream tracks each field's owner; server-side apply, which needs that, is not here yet.
 */
export function withManager(
  old: Entries | undefined,
  kind: Kind,
  manager: string,
  subresource: string,
  nowMs: number,
): Entries {
  const entry = entryOf(manager, apiVersionOf(kind), subresource, nowMs);
  if (!old || old.length === 0) {
    const known = alone.get(entry);
    if (known) return known;
    const list = [entry];
    alone.set(entry, list);
    return list;
  }
  const at = old.findIndex((one) => isSameManager(one, entry));
  return old[at] === entry ? old : replacedBy(old, at, entry);
}

/** The last list each list became: objects that share their writers share the list of them. */
const successors = new WeakMap<Entries, Entries>();

/** `old` with `entry` at a place, or at the end. */
function replacedBy(old: Entries, at: number, entry: ManagedFieldsEntry): Entries {
  const known = successors.get(old);
  const place = at < 0 ? old.length : at;
  if (known && known.length === Math.max(old.length, place + 1) && known[place] === entry) {
    return known;
  }
  const next = at < 0 ? [...old, entry] : old.with(at, entry);
  successors.set(old, next);
  return next;
}
