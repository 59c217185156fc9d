/** InterPodAffinity: pods near to, or away from, pods with certain labels. */
import { type Selector, selectorOfObject } from '#apimachinery/selector.ts';
import type { Pod } from '#resources/pod.ts';
import type { NodeInfo } from '../node-info.ts';
import { type Cycle, MAX_SCORE, type Plugin, type Refusal } from '../plugin.ts';

type Affinity = NonNullable<NonNullable<Pod['spec']['affinity']>['podAffinity']>;
type AffinityTerm = NonNullable<Affinity['requiredDuringSchedulingIgnoredDuringExecution']>[number];

interface Term {
  readonly key: string;
  readonly selector: Selector;
  readonly namespaces: readonly string[];
}

const refuse = (reason: string, isResolvable: boolean): Refusal => ({
  reasons: [reason],
  isResolvable,
});
const NOT_NEAR = refuse("node(s) didn't match pod affinity rules", false);
const TOO_NEAR = refuse("node(s) didn't match pod anti-affinity rules", true);
const REPELLED = refuse("node(s) didn't satisfy existing pods anti-affinity rules", true);

/** Differs: `namespaceSelector` is read only when it is empty (all namespaces are then the pod's own). */
const termOf = ({ labelSelector, topologyKey, namespaces }: AffinityTerm, pod: Pod): Term => ({
  key: topologyKey,
  selector: selectorOfObject(labelSelector),
  namespaces: namespaces?.length ? namespaces : [pod.metadata.namespace ?? ''],
});

const valueOn = ({ node }: NodeInfo, key: string): string | undefined =>
  node.metadata.labels?.[key];

const meets = ({ selector, namespaces }: Term, { metadata }: Pod): boolean =>
  namespaces.includes(metadata.namespace ?? '') && selector.matches(metadata.labels);

/** Matching pods per value of the term's topology. */
function countByValue(nodes: readonly NodeInfo[], term: Term): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const node of nodes) {
    const value = valueOn(node, term.key);
    if (value === undefined) continue;
    const here = term.namespaces.reduce(
      (sum, namespace) => sum + node.countMatching(namespace, term.selector),
      0,
    );
    if (here > 0) counts.set(value, (counts.get(value) ?? 0) + here);
  }
  return counts;
}

/** The values of topologies that pods already placed keep this one away from: "zone=a". */
function repelledValues({ pod, nodes }: Cycle): ReadonlySet<string> {
  const values = new Set<string>();
  for (const node of nodes) {
    for (const other of node.repelling.values()) {
      const terms =
        other.spec.affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
      for (const term of (terms ?? []).map((one) => termOf(one, other))) {
        const value = valueOn(node, term.key);
        if (value !== undefined && meets(term, pod)) values.add(`${term.key}=${value}`);
      }
    }
  }
  return values;
}

const isRepelled = ({ node }: NodeInfo, values: ReadonlySet<string>): boolean =>
  [...values].some((pair) => {
    const [key = '', value = ''] = pair.split('=');
    return node.metadata.labels?.[key] === value;
  });

interface Counted {
  readonly term: Term;
  readonly counts: ReadonlyMap<string, number>;
}

/** A pod that is the first of its kind may go anywhere that has the label. */
function isNear(node: NodeInfo, near: readonly Counted[], pod: Pod): boolean {
  const isFirst =
    near.every(({ counts }) => counts.size === 0) && near.every(({ term }) => meets(term, pod));
  return near.every(({ term, counts }) => {
    const value = valueOn(node, term.key);
    return value !== undefined && (isFirst || (counts.get(value) ?? 0) > 0);
  });
}

/** Scores from −… to … brought to 0 … 100. Mirrors interpodaffinity/scoring.go NormalizeScore. */
function spread(scores: number[]): void {
  const min = Math.min(...scores);
  const range = Math.max(...scores) - min;
  for (const [at, score] of scores.entries()) {
    scores[at] = range === 0 ? 0 : Math.trunc((MAX_SCORE * (score - min)) / range);
  }
}

export const interPodAffinity: Plugin = {
  name: 'InterPodAffinity',
  weight: 2,
  filter: (cycle) => {
    const { pod, nodes } = cycle;
    const { podAffinity, podAntiAffinity } = pod.spec.affinity ?? {};
    const counted = (terms: readonly AffinityTerm[] | undefined): readonly Counted[] =>
      (terms ?? []).map((one) => {
        const term = termOf(one, pod);
        return { term, counts: countByValue(nodes, term) };
      });
    const near = counted(podAffinity?.requiredDuringSchedulingIgnoredDuringExecution);
    const away = counted(podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution);
    const repelled = repelledValues(cycle);
    if (near.length + away.length + repelled.size === 0) return undefined;
    return (node) => {
      if (near.length > 0 && !isNear(node, near, pod)) return NOT_NEAR;
      for (const { term, counts } of away) {
        if ((counts.get(valueOn(node, term.key) ?? '') ?? 0) > 0) return TOO_NEAR;
      }
      return isRepelled(node, repelled) ? REPELLED : undefined;
    };
  },
  score: ({ pod, nodes }) => {
    const { podAffinity, podAntiAffinity } = pod.spec.affinity ?? {};
    const wants = [
      ...(podAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? []).map((one) => ({
        sign: 1,
        ...one,
      })),
      ...(podAntiAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? []).map((one) => ({
        sign: -1,
        ...one,
      })),
    ].map(({ sign, weight, podAffinityTerm }) => {
      const term = termOf(podAffinityTerm, pod);
      return { weight: sign * weight, term, counts: countByValue(nodes, term) };
    });
    if (wants.length === 0) return undefined;
    return {
      score: (node) =>
        wants.reduce(
          (sum, { weight, term, counts }) =>
            sum + weight * (counts.get(valueOn(node, term.key) ?? '') ?? 0),
          0,
        ),
      normalize: spread,
    };
  },
};
