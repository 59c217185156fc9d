/** The revisions of a DaemonSet: the one of its template, made when there is none, and the old ones. */
import { templateHash } from '#apimachinery/hash.ts';
import type { Draft } from '#apimachinery/object.ts';
import { controllerReference } from '#apimachinery/owner-references.ts';
import { StatusError } from '#apimachinery/status.ts';
import { type ControllerRevision, controllerRevisionKind } from '#resources/controllerrevision.ts';
import { type DaemonSet, daemonSetKind } from '#resources/daemonset.ts';
import { type Pod, podKind } from '#resources/pod.ts';
import { claim } from '../claim.ts';
import type { ControllerDeps } from '../controller.ts';
import { patchOf } from '../history/revision-data.ts';
import { keeps, renumber, sortRevisions } from '../history/revisions.ts';
import type { Orphans } from '../orphans.ts';
import { isAlreadyExists } from '../refusals.ts';
import { hashLabel } from './template.ts';

export interface History {
  readonly current: ControllerRevision;
  /** Lowest first. */
  readonly old: readonly ControllerRevision[];
}

type Revisions = readonly ControllerRevision[];

export const hashOf = ({ metadata }: ControllerRevision): string =>
  metadata.labels?.[hashLabel] ?? '';

function draftRevision(set: DaemonSet, revision: number): Draft<ControllerRevision> {
  const { template } = set.spec;
  const { name, namespace = '', annotations } = set.metadata;
  const hash = templateHash(template, set.status.collisionCount);
  return {
    apiVersion: 'apps/v1',
    kind: 'ControllerRevision',
    metadata: {
      name: `${name}-${hash}`,
      namespace,
      labels: { ...template.metadata?.labels, [hashLabel]: hash },
      ...(annotations ? { annotations } : {}),
      ownerReferences: [controllerReference(set)],
    },
    data: patchOf(template),
    revision,
  };
}

/** A name taken by other data is a collision: it is counted, and the next look makes another name. Mirrors update.go snapshot. */
function createRevision(deps: ControllerDeps, set: DaemonSet, number: number): ControllerRevision {
  const { client } = deps;
  const draft = draftRevision(set, number);
  try {
    return client.create(controllerRevisionKind, draft);
  } catch (refusal) {
    if (!(refusal instanceof StatusError) || !isAlreadyExists(refusal)) throw refusal;
    const { namespace = '', name = '' } = draft.metadata;
    const taken = client.get(controllerRevisionKind, namespace, name);
    if (taken && keeps(taken, patchOf(set.spec.template))) return taken;
    const collisionCount = (set.status.collisionCount ?? 0) + 1;
    client.updateStatus(daemonSetKind, { ...set, status: { ...set.status, collisionCount } });
    throw refusal;
  }
}

/** Of several revisions of one template the highest stays, and the pods become its own. Mirrors dedupCurHistories. */
function keepOne(
  { client }: ControllerDeps,
  same: Revisions,
  pods: readonly Pod[],
): ControllerRevision | undefined {
  const kept = same.reduce<ControllerRevision | undefined>(
    (highest, one) => (highest && highest.revision > one.revision ? highest : one),
    undefined,
  );
  if (!kept || same.length === 1) return kept;
  const labels = { [hashLabel]: hashOf(kept) };
  for (const pod of pods) {
    if (pod.metadata.labels?.[hashLabel] === hashOf(kept)) continue;
    client.patch(podKind, pod, 'merge', { metadata: { labels } });
  }
  for (const one of same) if (one !== kept) client.delete(controllerRevisionKind, one);
  return kept;
}

/** Mirrors kubernetes pkg/controller/daemon/update.go constructHistory. */
export function findHistory(
  deps: ControllerDeps,
  set: DaemonSet,
  orphans: Orphans<ControllerRevision>,
  pods: readonly Pod[],
): History {
  const { client } = deps;
  const { uid, namespace = '' } = set.metadata;
  const candidates = [...client.byOwner(controllerRevisionKind, uid), ...orphans.in(namespace)];
  const revisions = sortRevisions(claim(client, set, controllerRevisionKind, candidates));
  const patch = patchOf(set.spec.template);
  const same = revisions.filter((revision) => keeps(revision, patch));
  const old = revisions.filter((revision) => !same.includes(revision));
  const number = (old.at(-1)?.revision ?? 0) + 1;
  const kept = keepOne(deps, same, pods);
  if (!kept) return { current: createRevision(deps, set, number), old };
  const current = kept.revision < number ? renumber(client, kept, number) : kept;
  return { current, old };
}

/** Deletes the oldest revisions beyond `revisionHistoryLimit` of which no pod is left. Mirrors update.go cleanupHistory. */
export function truncateHistory(
  { client }: ControllerDeps,
  { spec }: DaemonSet,
  old: Revisions,
  pods: readonly Pod[],
): void {
  const excess = old.length - (spec.revisionHistoryLimit ?? 10);
  if (excess <= 0) return;
  const live = new Set(pods.map(({ metadata }) => metadata.labels?.[hashLabel]));
  const dead = old.filter((revision) => !live.has(hashOf(revision)));
  for (const revision of dead.slice(0, excess)) client.delete(controllerRevisionKind, revision);
}
