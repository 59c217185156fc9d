/** The annotations a Deployment and its ReplicaSets remember a rollout by. */
import type { StringMap } from '#apimachinery/object.ts';
import type { Deployment } from '#resources/deployment.ts';
import type { ReplicaSet } from '#resources/replicaset.ts';
import { replicasOf } from '../replicas.ts';
import { maxSurge } from './bounds.ts';

/** Which rollout it was: 1, 2, 3 … */
export const revisionAnnotation = 'deployment.kubernetes.io/revision';
/** The revisions a ReplicaSet had before it was rolled back to: "1,3". */
const revisionHistoryAnnotation = 'deployment.kubernetes.io/revision-history';
/** How many replicas the Deployment wanted when it last scaled this ReplicaSet. */
export const desiredReplicasAnnotation = 'deployment.kubernetes.io/desired-replicas';
/** That, and maxSurge: what its proportion is reckoned from. */
export const maxReplicasAnnotation = 'deployment.kubernetes.io/max-replicas';

/** What is not copied from a Deployment to its ReplicaSet. */
const notCopied: ReadonlySet<string> = new Set([
  'kubectl.kubernetes.io/last-applied-configuration',
  revisionAnnotation,
  revisionHistoryAnnotation,
  desiredReplicasAnnotation,
  maxReplicasAnnotation,
  'deprecated.deployment.rollback.to',
]);

/** The revision of a ReplicaSet: 0 without one, undefined when it is no number. */
export function revisionOf(set: { readonly metadata: ReplicaSet['metadata'] }): number | undefined {
  const text = set.metadata.annotations?.[revisionAnnotation];
  if (text === undefined) return 0;
  return /^[+-]?\d+$/.test(text) ? Number(text) : undefined;
}

/** A count out of an annotation; undefined without it or when it is no such number. */
export function countAnnotation(set: ReplicaSet, name: string): number | undefined {
  const text = set.metadata.annotations?.[name] ?? '';
  return /^\d+$/.test(text) && Number(text) <= 0x7fffffff ? Number(text) : undefined;
}

/** `annotations` with `more`; itself when it has them already. */
function withAnnotations(annotations: StringMap, more: StringMap): StringMap {
  const differs = Object.entries(more).some(([name, value]) => annotations[name] !== value);
  return differs ? { ...annotations, ...more } : annotations;
}

/** The annotations of a ReplicaSet of `deployment` with desired-replicas and max-replicas up to date. */
export const withReplicaCounts = (annotations: StringMap, deployment: Deployment): StringMap =>
  withAnnotations(annotations, {
    [desiredReplicasAnnotation]: String(replicasOf(deployment)),
    [maxReplicasAnnotation]: String(replicasOf(deployment) + maxSurge(deployment)),
  });

/** "1,3" and "5" ⇒ "1,3,5"; the oldest go when it would pass 2000 characters. */
function withRevision(history: string, revision: string): string {
  if (!history) return revision;
  const revisions = history.split(',');
  while (revisions.length > 0 && revisions.join(',').length + revision.length + 1 > 2000) {
    revisions.shift();
  }
  return [...revisions, revision].join(',');
}

/**
 * The annotations of the new ReplicaSet: the Deployment's copied down, and its revision raised to
 * `newRevision`, the one it had before going into its history. Itself when nothing changes.
 * Mirrors kubernetes pkg/controller/deployment/util/deployment_util.go SetNewReplicaSetAnnotations.
 */
export function newSetAnnotations(
  deployment: Deployment,
  annotations: StringMap,
  newRevision: number,
): StringMap {
  const copied = Object.entries(deployment.metadata.annotations ?? {}).filter(
    ([name]) => !notCopied.has(name),
  );
  const next = withAnnotations(annotations, Object.fromEntries(copied));
  const old = annotations[revisionAnnotation];
  if (old !== undefined && old !== '' && !/^[+-]?\d+$/.test(old)) return next;
  if (Number(old ?? 0) >= newRevision) return next;
  return {
    ...next,
    [revisionAnnotation]: String(newRevision),
    ...(old === undefined
      ? {}
      : { [revisionHistoryAnnotation]: withRevision(next[revisionHistoryAnnotation] ?? '', old) }),
  };
}
