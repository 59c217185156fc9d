/** The owners of an object's fields and when they last wrote, read from managedFields and written back. Mirrors apimachinery pkg/util/managedfields/internal/managedfields.go. */
import type { ManagedFieldsEntry } from '#apimachinery/object.ts';
import { fromFieldsV1, toFieldsV1 } from '#apimachinery/patch/apply/fields-v1.ts';
import type { OwnedFields, Owners } from '#apimachinery/patch/apply/updater.ts';

type Entries = readonly ManagedFieldsEntry[];

export interface Managed {
  readonly owners: Owners;
  /** By identifier; an owner that changed nothing when it came has none. */
  readonly times: ReadonlyMap<string, string>;
}

export const NOBODY: Managed = { owners: new Map(), times: new Map() };

interface Identity {
  readonly manager?: string;
  readonly operation?: string;
  readonly apiVersion?: string;
  readonly subresource?: string;
}

/** One text for one manager: who, how, in which version (unless applied) and where. */
export function identifierOf(identity: Identity): string {
  const { manager, operation, apiVersion, subresource } = identity;
  return JSON.stringify({
    ...(manager ? { manager } : {}),
    ...(operation ? { operation } : {}),
    ...(apiVersion && operation !== 'Apply' ? { apiVersion } : {}),
    ...(subresource ? { subresource } : {}),
  });
}

export const identityOf = (identifier: string): Identity => JSON.parse(identifier) as Identity;

const refuse = (why: string): never => {
  throw new TypeError(why);
};

function checkEntry({ operation, apiVersion, fieldsType }: ManagedFieldsEntry, at: number): void {
  if (operation !== 'Apply' && operation !== 'Update') {
    refuse('operation must be `Apply` or `Update`');
  }
  if (!apiVersion) refuse('apiVersion must not be empty');
  if (!fieldsType) refuse(`missing fieldsType in managed fields entry ${at}`);
  if (fieldsType !== 'FieldsV1') {
    refuse(`invalid fieldsType ${JSON.stringify(fieldsType)} in managed fields entry ${at}`);
  }
}

/** Reads managedFields; throws TypeError for entries that say nothing sensible. */
export function decodeManaged(entries: Entries): Managed {
  const owners = new Map<string, OwnedFields>();
  const times = new Map<string, string>();
  for (const [at, entry] of entries.entries()) {
    checkEntry(entry, at);
    const { apiVersion = '', operation, time } = entry;
    const identifier = identifierOf(entry);
    const set = fromFieldsV1(entry.fieldsV1);
    owners.set(identifier, { set, apiVersion, isApplied: operation === 'Apply' });
    if (time) times.set(identifier, time);
  }
  return { owners, times };
}

function encodeEntry(identifier: string, owned: OwnedFields, time?: string): ManagedFieldsEntry {
  const { manager, operation, subresource } = identityOf(identifier);
  return {
    ...(manager ? { manager } : {}),
    operation: owned.isApplied ? 'Apply' : (operation ?? 'Update'),
    apiVersion: owned.apiVersion,
    ...(time ? { time } : {}),
    fieldsType: 'FieldsV1',
    fieldsV1: toFieldsV1(owned.set),
    ...(subresource ? { subresource } : {}),
  };
}

const SORT_BY = ['operation', 'time', 'manager', 'apiVersion', 'subresource'] as const;

function byRank(a: ManagedFieldsEntry, b: ManagedFieldsEntry): number {
  for (const key of SORT_BY) {
    const [left, right] = [a[key] ?? '', b[key] ?? ''];
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}

/** managedFields in upstream's order: appliers first, then by time. */
export function encodeManaged({ owners, times }: Managed): Entries {
  const entries = [...owners].map(([id, owned]) => encodeEntry(id, owned, times.get(id)));
  return entries.sort(byRank);
}
