/** How many old revisions a StatefulSet keeps. */
import { type ControllerRevision, controllerRevisionKind } from '#resources/controllerrevision.ts';
import type { Pod } from '#resources/pod.ts';
import type { StatefulSet } from '#resources/statefulset.ts';
import type { ControllerDeps } from '../controller.ts';
import { revisionOf } from './identity.ts';
import type { Versions } from './versions.ts';

/**
 * Deletes the oldest revisions beyond `revisionHistoryLimit` that neither the set nor a pod of it is at.
 * Mirrors kubernetes pkg/controller/statefulset/stateful_set_control.go truncateHistory.
 */
export function truncateHistory(
  { client }: ControllerDeps,
  { spec }: StatefulSet,
  { current, update }: Versions,
  revisions: readonly ControllerRevision[],
  pods: readonly Pod[],
): void {
  const limit = spec.revisionHistoryLimit ?? 10;
  if (limit < 0 || revisions.length <= limit) return;
  const live = new Set([current.metadata.name, update.metadata.name, ...pods.map(revisionOf)]);
  const past = revisions.filter(({ metadata }) => !live.has(metadata.name));
  const excess = Math.max(0, past.length - limit);
  for (const revision of past.slice(0, excess)) client.delete(controllerRevisionKind, revision);
}
