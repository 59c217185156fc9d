/** The two revisions between which a StatefulSet stands: the current one and the one it updates to. */
import type { Draft } from '#apimachinery/object.ts';
import { controllerReference } from '#apimachinery/owner-references.ts';
import { type ControllerRevision, controllerRevisionKind } from '#resources/controllerrevision.ts';
import type { PodTemplateSpec } from '#resources/pods/types.ts';
import type { StatefulSet } from '#resources/statefulset.ts';
import type { ControllerDeps } from '../controller.ts';
import { patchOf, revisionHash, templateOfRevision } from '../history/revision-data.ts';
import { keeps, nextRevision, renumber } from '../history/revisions.ts';

export interface Versions {
  readonly current: ControllerRevision;
  readonly currentTemplate: PodTemplateSpec;
  readonly update: ControllerRevision;
  readonly collisionCount: number;
}

const hashLabel = 'controller.kubernetes.io/hash';

function draftRevision(
  set: StatefulSet,
  revision: number,
  collisionCount: number,
): Draft<ControllerRevision> {
  const { template } = set.spec;
  const { name, namespace = '', annotations } = set.metadata;
  const data = patchOf(template);
  const hash = revisionHash(data, collisionCount);
  return {
    apiVersion: 'apps/v1',
    kind: 'ControllerRevision',
    metadata: {
      name: `${name.slice(0, 223)}-${hash}`,
      namespace,
      labels: { ...template.metadata?.labels, [hashLabel]: hash },
      ...(annotations ? { annotations } : {}),
      ownerReferences: [controllerReference(set)],
    },
    data,
    revision,
  };
}

/** Makes the revision; a name that other data has taken is a collision, and counts into the next hash. */
function createRevision(
  { client }: ControllerDeps,
  set: StatefulSet,
  number: number,
): { readonly update: ControllerRevision; readonly collisionCount: number } {
  for (let collisionCount = set.status.collisionCount ?? 0; ; collisionCount += 1) {
    const draft = draftRevision(set, number, collisionCount);
    const { namespace = '', name = '' } = draft.metadata;
    const taken = client.get(controllerRevisionKind, namespace, name);
    if (!taken) return { update: client.create(controllerRevisionKind, draft), collisionCount };
    if (keeps(taken, patchOf(set.spec.template))) return { update: taken, collisionCount };
  }
}

function findUpdate(
  deps: ControllerDeps,
  set: StatefulSet,
  revisions: readonly ControllerRevision[],
): { readonly update: ControllerRevision; readonly collisionCount: number } {
  const { collisionCount = 0 } = set.status;
  const patch = patchOf(set.spec.template);
  const number = nextRevision(revisions);
  const same = revisions.findLast((revision) => keeps(revision, patch));
  if (!same) return createRevision(deps, set, number);
  const isNewest = same === revisions.at(-1);
  return { update: isNewest ? same : renumber(deps.client, same, number), collisionCount };
}

/**
 * The revision of the set's template, made or renumbered when it isn't the newest, and the one its
 * status calls current. Mirrors kubernetes pkg/controller/statefulset/stateful_set_control.go getStatefulSetRevisions.
 */
export function findVersions(
  deps: ControllerDeps,
  set: StatefulSet,
  revisions: readonly ControllerRevision[],
): Versions {
  const { update, collisionCount } = findUpdate(deps, set, revisions);
  const known = revisions.find(({ metadata }) => metadata.name === set.status.currentRevision);
  const current = known ?? update;
  const kept =
    current.metadata.uid === update.metadata.uid ? undefined : templateOfRevision(current);
  return { current, currentTemplate: kept ?? set.spec.template, update, collisionCount };
}
