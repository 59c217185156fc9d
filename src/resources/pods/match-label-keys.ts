/** `matchLabelKeys` become requirements of the selectors beside them when a pod is made. Mirrors kubernetes pkg/registry/core/pod/strategy.go mutatePodAffinity and mutateTopologySpreadConstraints. */
import type { StringMap } from '#apimachinery/object.ts';
import type { Affinity, Pod, PodSpec } from './types.ts';

type Constraints = NonNullable<PodSpec['topologySpreadConstraints']>;
type PodAffinity = NonNullable<Affinity['podAffinity']>;
type Term = NonNullable<PodAffinity['requiredDuringSchedulingIgnoredDuringExecution']>[number] & {
  readonly matchLabelKeys?: readonly string[];
  readonly mismatchLabelKeys?: readonly string[];
};
type Selector = NonNullable<Term['labelSelector']>;

/** ["track"] of { track: "blue" } ⇒ track in (blue). Keys the pod does not have count for nothing. */
function merged(
  selector: Selector,
  keys: readonly string[] | undefined,
  operator: 'In' | 'NotIn',
  labels: StringMap,
): Selector {
  const more = (keys ?? []).flatMap((key) => {
    const value = labels[key];
    return value === undefined ? [] : [{ key, operator, values: [value] }];
  });
  if (more.length === 0) return selector;
  return { ...selector, matchExpressions: [...(selector.matchExpressions ?? []), ...more] };
}

function mergedTerm<T extends Term>(term: T, labels: StringMap): T {
  const { labelSelector, matchLabelKeys, mismatchLabelKeys } = term;
  if (!labelSelector) return term;
  const near = merged(labelSelector, matchLabelKeys, 'In', labels);
  const selector = merged(near, mismatchLabelKeys, 'NotIn', labels);
  return selector === labelSelector ? term : { ...term, labelSelector: selector };
}

function mergedSide(side: PodAffinity, labels: StringMap): PodAffinity {
  const required = side.requiredDuringSchedulingIgnoredDuringExecution;
  const preferred = side.preferredDuringSchedulingIgnoredDuringExecution;
  return {
    ...side,
    ...(preferred
      ? {
          preferredDuringSchedulingIgnoredDuringExecution: preferred.map((one) => ({
            ...one,
            podAffinityTerm: mergedTerm(one.podAffinityTerm, labels),
          })),
        }
      : {}),
    ...(required
      ? {
          requiredDuringSchedulingIgnoredDuringExecution: required.map((one) =>
            mergedTerm(one, labels),
          ),
        }
      : {}),
  };
}

function mergedAffinity(affinity: Affinity, labels: StringMap): Affinity {
  const { podAffinity, podAntiAffinity } = affinity;
  if (!podAffinity && !podAntiAffinity) return affinity;
  return {
    ...affinity,
    ...(podAffinity ? { podAffinity: mergedSide(podAffinity, labels) } : {}),
    ...(podAntiAffinity ? { podAntiAffinity: mergedSide(podAntiAffinity, labels) } : {}),
  };
}

const mergedConstraints = (constraints: Constraints, labels: StringMap): Constraints =>
  constraints.map((one) => {
    if (!one.labelSelector) return one;
    const selector = merged(one.labelSelector, one.matchLabelKeys, 'In', labels);
    return selector === one.labelSelector ? one : { ...one, labelSelector: selector };
  });

/** The spec of a new pod with its selectors completed; the spec itself for nearly all pods. */
export function withLabelKeys({ metadata, spec }: Pod): PodSpec {
  const { affinity, topologySpreadConstraints } = spec;
  if (!affinity && !topologySpreadConstraints) return spec;
  const labels = metadata.labels ?? {};
  return {
    ...spec,
    ...(affinity ? { affinity: mergedAffinity(affinity, labels) } : {}),
    ...(topologySpreadConstraints
      ? { topologySpreadConstraints: mergedConstraints(topologySpreadConstraints, labels) }
      : {}),
  };
}
