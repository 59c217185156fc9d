/** The change that brings a Deployment back to an earlier revision. Mirrors kubectl pkg/polymorphichelpers/rollback.go. */
import type { StringMap } from '#apimachinery/object.ts';
import type { Deployment } from '#resources/deployment.ts';
import type { ReplicaSet } from '#resources/replicaset.ts';
import { withoutHash } from '../../deployment-sets.ts';

/** Annotations that stay the Deployment's own when it goes back. */
const KEPT = new Set([
  'kubectl.kubernetes.io/last-applied-configuration',
  'deployment.kubernetes.io/revision',
  'deployment.kubernetes.io/revision-history',
  'deployment.kubernetes.io/desired-replicas',
  'deployment.kubernetes.io/max-replicas',
  'deprecated.deployment.rollback.to',
]);

const pick = (map: StringMap | undefined, wanted: (key: string) => boolean): StringMap =>
  Object.fromEntries(Object.entries(map ?? {}).filter(([key]) => wanted(key)));

/** One operation of a JSON patch. */
export interface PatchOperation {
  readonly op: 'replace';
  readonly path: string;
  readonly value: unknown;
}

/** A JSON patch: the revision's template and annotations, but for those that stay. */
export const rollbackPatch = (
  deployment: Deployment,
  target: ReplicaSet,
): readonly PatchOperation[] => [
  { op: 'replace', path: '/spec/template', value: withoutHash(target.spec.template) },
  {
    op: 'replace',
    path: '/metadata/annotations',
    value: {
      ...pick(deployment.metadata.annotations, (key) => KEPT.has(key)),
      ...pick(target.metadata.annotations, (key) => !KEPT.has(key)),
    },
  },
];
