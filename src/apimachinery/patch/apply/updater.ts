/** Who owns what after an update or an apply. Mirrors structured-merge-diff merge/update.go. */
import { isEqual } from '../../equality.ts';
import type { Json } from '../../object.ts';
import type { FieldSchema } from '../../schema.ts';
import { type Comparison, compare, withoutFields } from './compare.ts';
import { ApplyConflict } from './conflict.ts';
import {
  difference,
  EMPTY,
  type FieldSet,
  intersection,
  isEmpty,
  recursiveDifference,
  union,
} from './field-set.ts';
import { mergeValues } from './merge.ts';
import { withNamedFields } from './named-fields.ts';
import { removeFields } from './remove.ts';
import { toFieldSet } from './to-field-set.ts';

/** What one manager owns. */
export interface OwnedFields {
  readonly set: FieldSet;
  readonly apiVersion: string;
  readonly isApplied: boolean;
}

/** By the manager's identifier. */
export type Owners = ReadonlyMap<string, OwnedFields>;

export interface Typing {
  readonly type: FieldSchema;
  /** Fields this endpoint resets: nobody owns them by writing here. */
  readonly ignored: FieldSet;
}

interface Changed {
  readonly owners: Map<string, OwnedFields>;
  readonly comparison: Comparison;
}

/** Takes what changed from all but the writer. Differs: every set is read in the version at hand, none is converted. */
function taken(
  before: Json,
  after: Json,
  owners: Owners,
  writer: string,
  { type, ignored }: Typing,
  force: boolean,
): Changed {
  const comparison = withoutFields(compare(before, after, type), ignored);
  const touched = union(comparison.modified, comparison.added);
  const next = new Map(owners);
  const conflicts = new Map<string, FieldSet>();
  for (const [manager, owned] of owners) {
    if (manager === writer) continue;
    const conflict = intersection(owned.set, touched);
    if (!isEmpty(conflict)) conflicts.set(manager, conflict);
    const left = difference(difference(owned.set, conflict), comparison.removed);
    if (left !== owned.set) next.set(manager, { ...owned, set: left });
  }
  if (!force && conflicts.size > 0) throw new ApplyConflict(conflicts);
  for (const [manager, { set }] of next) if (isEmpty(set)) next.delete(manager);
  return { owners: next, comparison };
}

/** The owners after `writer` made `after` of `before`: it owns what it added and changed. */
export function ownersAfterUpdate(
  before: Json,
  after: Json,
  owners: Owners,
  writer: string,
  apiVersion: string,
  typing: Typing,
): Owners {
  const { owners: next, comparison } = taken(before, after, owners, writer, typing, true);
  const { removed, modified, added } = comparison;
  const mine = next.get(writer)?.set ?? EMPTY;
  const all = union(union(difference(mine, removed), modified), added);
  const set = recursiveDifference(all, typing.ignored);
  if (isEmpty(set)) next.delete(writer);
  else next.set(writer, { set, apiVersion, isApplied: false });
  return next;
}

/** What is owned by anybody, of the fields that a value has. */
function addBackOwned(merged: Json, pruned: Json, owners: Owners, type: FieldSchema): Json {
  let owned: FieldSet = EMPTY;
  for (const { set } of owners.values()) owned = union(owned, set);
  const named = (set: FieldSet): FieldSet => withNamedFields(set, type);
  const kept = union(named(toFieldSet(pruned, type)), named(owned));
  return removeFields(merged, difference(named(toFieldSet(merged, type)), kept), type);
}

/** Fields that hang below what goes, and that the applier never owned, stay. */
function addBackDangling(merged: Json, pruned: Json, last: FieldSet, type: FieldSchema): Json {
  const named = (set: FieldSet): FieldSet => withNamedFields(set, type);
  const gone = difference(named(toFieldSet(merged, type)), named(toFieldSet(pruned, type)));
  return removeFields(merged, intersection(gone, named(last)), type);
}

/** Takes out what the applier used to set, sets no more, and nobody else owns. */
function pruned(merged: Json, owners: Owners, last: FieldSet, type: FieldSchema): Json {
  if (isEmpty(last)) return merged;
  const without = removeFields(merged, withNamedFields(last, type), type);
  const back = addBackOwned(merged, without, owners, type);
  return addBackDangling(merged, back, last, type);
}

export interface Applied {
  /** Undefined when applying changes nothing. */
  readonly value: Json | undefined;
  readonly owners: Owners;
}

/** Applies `config` to `live` as `applier`; throws ApplyConflict unless forced. */
export function apply(
  live: Json,
  config: Json,
  owners: Owners,
  applier: string,
  apiVersion: string,
  typing: Typing,
  force: boolean,
): Applied {
  const { type, ignored } = typing;
  const merged = mergeValues(live, config, type) ?? {};
  const last = owners.get(applier)?.set ?? EMPTY;
  const set = recursiveDifference(toFieldSet(config, type), ignored);
  const mine = new Map(owners).set(applier, { set, apiVersion, isApplied: true });
  const value = pruned(merged, mine, last, type);
  const { owners: next } = taken(live, value, mine, applier, typing, force);
  return { value: isEqual(live, value) ? undefined : value, owners: next };
}
