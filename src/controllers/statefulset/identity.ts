/** Who a pod of a StatefulSet is: its place in the row, and the name that follows from it. */
import type { Pod } from '#resources/pod.ts';
import type { StatefulSet } from '#resources/statefulset.ts';
import { replicasOf } from '../replicas.ts';

const podNameLabel = 'statefulset.kubernetes.io/pod-name';
const podIndexLabel = 'apps.kubernetes.io/pod-index';
export const revisionLabel = 'controller-revision-hash';

type Named = { readonly metadata: { readonly name: string } };

/** "db-0" ⇒ { parent: "db", ordinal: 0 }; any other name ⇒ ordinal -1. Mirrors getParentNameAndOrdinal. */
export function placeOf({ metadata }: Named): { parent: string; ordinal: number } {
  const found = /^(.*)-(\d+)$/s.exec(metadata.name);
  if (!found) return { parent: '', ordinal: -1 };
  const number = Number(found[2]);
  return { parent: found[1] ?? '', ordinal: number <= 0x7fffffff ? number : -1 };
}

export const ordinalOf = (pod: Named): number => placeOf(pod).ordinal;

/** The first ordinal: 0 unless `spec.ordinals.start` says so. */
export const startOf = ({ spec }: StatefulSet): number => spec.ordinals?.start ?? 0;

/** Whether an ordinal is among those that shall be there. */
export const isInRange = (set: StatefulSet, ordinal: number): boolean =>
  ordinal >= startOf(set) && ordinal < startOf(set) + replicasOf(set);

export const podName = (set: StatefulSet, ordinal: number): string =>
  `${set.metadata.name}-${ordinal}`;

/** Whether a pod carries the name of the set. Mirrors isMemberOf. */
export const isMember = (set: StatefulSet, pod: Pod): boolean =>
  placeOf(pod).parent === set.metadata.name;

/** The labels that follow from a pod's name. */
export const identityLabels = (
  set: StatefulSet,
  ordinal: number,
): Readonly<Record<string, string>> => ({
  [podNameLabel]: podName(set, ordinal),
  [podIndexLabel]: String(ordinal),
});

/** Whether a pod is who its name says. Mirrors stateful_set_utils.go identityMatches. */
export const identityMatches = (set: StatefulSet, pod: Pod): boolean =>
  pod.metadata.name === podName(set, ordinalOf(pod)) &&
  pod.metadata.labels?.[podNameLabel] === pod.metadata.name;

/** The name of the revision a pod was made from; "" when it says none. */
export const revisionOf = (pod: Pod): string => pod.metadata.labels?.[revisionLabel] ?? '';
