/** One term of a pod's affinity to other pods. Mirrors kube-scheduler framework AffinityTerm. */
import { memoised } from '#apimachinery/intern.ts';
import type { StringMap } from '#apimachinery/object.ts';
import { type Selector, selectorOfObject } from '#apimachinery/selector.ts';
import type { Pod } from '#resources/pod.ts';

type Affinity = NonNullable<NonNullable<Pod['spec']['affinity']>['podAffinity']>;
type TermSpec = NonNullable<Affinity['requiredDuringSchedulingIgnoredDuringExecution']>[number];
type WeightedSpec = NonNullable<
  Affinity['preferredDuringSchedulingIgnoredDuringExecution']
>[number];

interface Term {
  readonly key: string;
  readonly selector: Selector;
  /** Empty with no `namespaceSelector`: the namespace of the pod that has the term. */
  readonly namespaces: readonly string[];
  readonly namespaceSelector: Selector | undefined;
}

const compiled = memoised(
  ({ labelSelector, topologyKey, namespaces = [], namespaceSelector }: TermSpec): Term => ({
    key: topologyKey,
    selector: selectorOfObject(labelSelector),
    namespaces,
    namespaceSelector: namespaceSelector ? selectorOfObject(namespaceSelector) : undefined,
  }),
);

export interface OwnedTerm extends Term {
  /** Where the pod that has the term is. */
  readonly home: string;
  readonly weight: number;
}

const owned = (pod: Pod, spec: TermSpec, weight: number): OwnedTerm => ({
  ...compiled(spec),
  home: pod.metadata.namespace ?? '',
  weight,
});

type Side = 'podAffinity' | 'podAntiAffinity';

/** What a pod insists on. */
export const requiredTerms = (pod: Pod, side: Side): readonly OwnedTerm[] =>
  (pod.spec.affinity?.[side]?.requiredDuringSchedulingIgnoredDuringExecution ?? []).map((spec) =>
    owned(pod, spec, 1),
  );

/** What a pod would like; anti-affinity with weights below 0. */
export function preferredTerms(pod: Pod): readonly OwnedTerm[] {
  const side = (name: Side, sign: number): readonly OwnedTerm[] =>
    (pod.spec.affinity?.[name]?.preferredDuringSchedulingIgnoredDuringExecution ?? []).map(
      ({ weight, podAffinityTerm }: WeightedSpec) => owned(pod, podAffinityTerm, sign * weight),
    );
  return [...side('podAffinity', 1), ...side('podAntiAffinity', -1)];
}

/** Whether a term means pods with these labels in this namespace. */
export function meansPods(
  { selector, namespaces, namespaceSelector, home }: OwnedTerm,
  namespace: string,
  labels: StringMap | undefined,
  labelsOfNamespace: (name: string) => StringMap | undefined,
): boolean {
  const isThere =
    namespaces.includes(namespace) ||
    (namespaceSelector
      ? namespaceSelector.matches(labelsOfNamespace(namespace))
      : namespaces.length === 0 && namespace === home);
  return isThere && selector.matches(labels);
}
