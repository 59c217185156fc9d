/** The ControllerRevisions of a workload: found, adopted, put in order. */
import { isEqual } from '#apimachinery/equality.ts';
import type { JsonObject } from '#apimachinery/object.ts';
import { selectorOfObject } from '#apimachinery/selector.ts';
import type { Client } from '#client/client.ts';
import { type ControllerRevision, controllerRevisionKind } from '#resources/controllerrevision.ts';
import { claim, type SelectingOwner } from '../claim.ts';
import type { Orphans } from '../orphans.ts';

type Revisions = readonly ControllerRevision[];

/** Lower numbers first, then the older, then by name. Mirrors kubernetes pkg/controller/history byRevision. */
function byRevision(a: ControllerRevision, b: ControllerRevision): number {
  if (a.revision !== b.revision) return a.revision - b.revision;
  const { creationTimestamp: at, name } = a.metadata;
  const { creationTimestamp: bt, name: other } = b.metadata;
  if (at !== bt) return at < bt ? -1 : 1;
  return name < other ? -1 : 1;
}

export const sortRevisions = (revisions: Revisions): Revisions => [...revisions].sort(byRevision);

/** Those of `owner`, matching orphans adopted, in order. Mirrors controller_history.go ListControllerRevisions. */
export function ownRevisions(
  client: Client,
  owner: SelectingOwner,
  orphans: Orphans<ControllerRevision>,
): Revisions {
  const { uid, namespace = '' } = owner.metadata;
  const selector = selectorOfObject(owner.spec.selector);
  const owned = client
    .byOwner(controllerRevisionKind, uid)
    .filter(({ metadata }) => selector.matches(metadata.labels));
  const free = orphans.in(namespace);
  const all =
    free.length > 0 ? claim(client, owner, controllerRevisionKind, [...owned, ...free]) : owned;
  return sortRevisions(all);
}

/** One more than the highest. */
export const nextRevision = (revisions: Revisions): number => (revisions.at(-1)?.revision ?? 0) + 1;

export const keeps = ({ data }: ControllerRevision, patch: JsonObject): boolean =>
  data === patch || isEqual(data, patch);

/** A revision with another number, stored. */
export const renumber = (
  client: Client,
  revision: ControllerRevision,
  number: number,
): ControllerRevision =>
  revision.revision === number
    ? revision
    : client.update(controllerRevisionKind, { ...revision, revision: number });
