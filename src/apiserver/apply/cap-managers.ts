/** At most ten managers that update are told apart; older ones become one. Mirrors apimachinery pkg/util/managedfields/internal/capmanagers.go. */
import { union } from '#apimachinery/patch/apply/field-set.ts';
import type { OwnedFields } from '#apimachinery/patch/apply/updater.ts';
import { identifierOf, type Managed } from './managed.ts';

const MAX_UPDATE_MANAGERS = 10;
const BUCKET = 'ancient-changes';

const bucketOf = (apiVersion: string): string =>
  identifierOf({ manager: BUCKET, operation: 'Update', apiVersion });

/** The managers that update, the longest silent first. */
function oldestFirst({ owners, times }: Managed): readonly string[] {
  const updaters = [...owners].filter(([, owned]) => !owned.isApplied).map(([id]) => id);
  const rank = (id: string): string => `${times.get(id) ?? ''} ${id}`;
  return updaters.sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
}

/** Joins the oldest managers of a version until there are ten. */
export function capManagers(managed: Managed): Managed {
  const updaters = oldestFirst(managed);
  if (updaters.length <= MAX_UPDATE_MANAGERS) return managed;
  const owners = new Map<string, OwnedFields>(managed.owners);
  const times = new Map(managed.times);
  const firstOf = new Map<string, string>();
  let count = updaters.length;
  for (const id of updaters) {
    const owned = owners.get(id);
    if (count <= MAX_UPDATE_MANAGERS || !owned) continue;
    const first = firstOf.get(owned.apiVersion);
    if (first === undefined) {
      firstOf.set(owned.apiVersion, id);
      continue;
    }
    const bucket = bucketOf(owned.apiVersion);
    const before = owners.get(bucket) ?? owners.get(first) ?? owned;
    if (!owners.has(bucket)) owners.delete(first);
    owners.delete(id);
    owners.set(bucket, { ...owned, set: union(owned.set, before.set) });
    const time = times.get(id);
    if (time) times.set(bucket, time);
    count -= 1;
  }
  return { owners, times };
}
