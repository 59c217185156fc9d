/** The revision of a Deployment, of its ReplicaSets and of a ControllerRevision never goes back. */
import type { Api } from '#apimachinery/api.ts';
import type { Kind } from '#apimachinery/kind.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import { deploymentKind } from '#resources/deployment.ts';
import { replicaSetKind } from '#resources/replicaset.ts';
import type { Invariant } from './invariant.ts';

const annotation = 'deployment.kubernetes.io/revision';

/** The number an object carries, if it carries one. */
const revisionOf = (object: KubeObject): number => {
  const written = object.metadata.annotations?.[annotation];
  return Number(written ?? (object as { readonly revision?: number }).revision ?? 0);
};

/** A Deployment starts again from the revisions that are left when a person deletes the newest ReplicaSet. */
const isReset = (api: Api, object: KubeObject, before: number): boolean =>
  api
    .byOwner(replicaSetKind as unknown as Kind, object.metadata.uid)
    .every((set) => revisionOf(set) < before);

export const revisionsGrow: Invariant = {
  name: 'revisions-grow',
  start:
    (api) =>
    ({ kind, type, object, previous, actor }) => {
      if (type !== 'MODIFIED' || !previous || !actor.endsWith('-controller')) return undefined;
      const [now, before] = [revisionOf(object), revisionOf(previous)];
      if (now >= before) return undefined;
      if (kind.kind === deploymentKind.kind && isReset(api, object, before)) return undefined;
      return `${object.kind} ${object.metadata.name} went from revision ${before} to ${now}`;
    },
};
