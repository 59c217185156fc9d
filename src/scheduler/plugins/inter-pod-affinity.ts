/** InterPodAffinity: pods near to, or away from, pods with certain labels. */
import type { Pod } from '#resources/pod.ts';
import { meansPods, type OwnedTerm, preferredTerms, requiredTerms } from '../affinity-term.ts';
import type { ClusterEvent } from '../cluster-event.ts';
import type { LabelGroup, NodeInfo } from '../node-info.ts';
import { type Cycle, MAX_SCORE, type Plugin, type Refusal, type Scorer } from '../plugin.ts';

const refuse = (reason: string, isResolvable: boolean): Refusal => ({
  reasons: [reason],
  isResolvable,
});
const NOT_NEAR = refuse("node(s) didn't match pod affinity rules", false);
const TOO_NEAR = refuse("node(s) didn't match pod anti-affinity rules", true);
const REPELLED = refuse("node(s) didn't satisfy existing pods anti-affinity rules", true);

/** Amounts by topology key and value. */
class Topology {
  private readonly byKey = new Map<string, Map<string, number>>();

  get isEmpty(): boolean {
    return this.byKey.size === 0;
  }

  add(key: string, { node }: NodeInfo, amount: number): void {
    const value = node.metadata.labels?.[key];
    if (value === undefined) return;
    const values = this.byKey.get(key) ?? new Map<string, number>();
    this.byKey.set(key, values);
    values.set(value, (values.get(value) ?? 0) + amount);
  }

  at(key: string, { node }: NodeInfo): number {
    const value = node.metadata.labels?.[key];
    return value === undefined ? 0 : (this.byKey.get(key)?.get(value) ?? 0);
  }

  /** The sum over all keys the node has. */
  sumAt(node: NodeInfo): number {
    let sum = 0;
    for (const key of this.byKey.keys()) sum += this.at(key, node);
    return sum;
  }
}

type Means = (term: OwnedTerm, group: Pick<LabelGroup, 'namespace' | 'labels'>) => boolean;

const meaningIn =
  (cycle: Cycle): Means =>
  (term, { namespace, labels }) =>
    meansPods(term, namespace, labels, (name) => cycle.labelsOfNamespace(name));

const groupOf = ({ metadata }: Pod): Pick<LabelGroup, 'namespace' | 'labels'> => ({
  namespace: metadata.namespace ?? '',
  labels: metadata.labels ?? {},
});

/** Where the pods are that the new one wants to be near to (all its terms mean them), or away from (any does). */
function countAround(
  { nodes }: Cycle,
  near: readonly OwnedTerm[],
  away: readonly OwnedTerm[],
  means: Means,
): { readonly wanted: Topology; readonly unwanted: Topology } {
  const wanted = new Topology();
  const unwanted = new Topology();
  if (near.length + away.length === 0) return { wanted, unwanted };
  for (const node of nodes) {
    for (const group of node.labelGroups()) {
      if (near.length > 0 && near.every((term) => means(term, group))) {
        for (const { key } of near) wanted.add(key, node, group.count);
      }
      for (const term of away) if (means(term, group)) unwanted.add(term.key, node, group.count);
    }
  }
  return { wanted, unwanted };
}

/** Where pods already placed keep the new one away. */
function countRepelled({ pod, affineNodes }: Cycle, means: Means): Topology {
  const repelled = new Topology();
  const group = groupOf(pod);
  for (const node of affineNodes) {
    for (const other of node.affine.values()) {
      for (const term of requiredTerms(other, 'podAntiAffinity')) {
        if (means(term, group)) repelled.add(term.key, node, 1);
      }
    }
  }
  return repelled;
}

/** A pod that is the first of its kind may go anywhere that has the labels. */
function isNear(
  node: NodeInfo,
  near: readonly OwnedTerm[],
  wanted: Topology,
  isFirst: () => boolean,
): boolean {
  const labels = node.node.metadata.labels ?? {};
  if (near.some(({ key }) => labels[key] === undefined)) return false;
  return near.every(({ key }) => wanted.at(key, node) > 0) || (wanted.isEmpty && isFirst());
}

/** Scores from −… to … brought to 0 … 100. Mirrors interpodaffinity/scoring.go NormalizeScore. */
function spread(scores: number[]): void {
  const min = Math.min(...scores);
  const range = Math.max(...scores) - min;
  for (const [at, score] of scores.entries()) {
    scores[at] = range === 0 ? 0 : Math.trunc((MAX_SCORE * (score - min)) / range);
  }
}

/** What the new pod would like of others, and others of it. Mirrors processExistingPod. */
function scorer(cycle: Cycle): Scorer | undefined {
  const means = meaningIn(cycle);
  const own = preferredTerms(cycle.pod);
  const group = groupOf(cycle.pod);
  const total = new Topology();
  for (const node of own.length > 0 ? cycle.nodes : []) {
    for (const other of node.labelGroups()) {
      for (const term of own) {
        if (means(term, other)) total.add(term.key, node, term.weight * other.count);
      }
    }
  }
  for (const node of cycle.affineNodes) {
    for (const other of node.affine.values()) {
      for (const term of [...requiredTerms(other, 'podAffinity'), ...preferredTerms(other)]) {
        if (means(term, group)) total.add(term.key, node, term.weight);
      }
    }
  }
  return total.isEmpty ? undefined : { score: (node) => total.sumAt(node), normalize: spread };
}

/** Pods that come, go or are relabelled may help, and nodes with other labels. */
function mayHelp(event: ClusterEvent): boolean {
  switch (event.type) {
    case 'pod-deleted':
      return true;
    case 'pod':
      return event.pod.metadata.labels !== event.before?.metadata.labels;
    case 'node':
      return event.node.metadata.labels !== event.before?.metadata.labels;
    default:
      return event.type === 'other' && event.kind === 'Namespace';
  }
}

export const interPodAffinity: Plugin = {
  name: 'InterPodAffinity',
  weight: 2,
  filter: (cycle) => {
    const { pod } = cycle;
    const near = requiredTerms(pod, 'podAffinity');
    const away = requiredTerms(pod, 'podAntiAffinity');
    const means = meaningIn(cycle);
    const repelled = countRepelled(cycle, means);
    if (near.length + away.length === 0 && repelled.isEmpty) return undefined;
    const { wanted, unwanted } = countAround(cycle, near, away, means);
    const isFirst = (): boolean => near.every((term) => means(term, groupOf(pod)));
    return (node) => {
      if (near.length > 0 && !isNear(node, near, wanted, isFirst)) return NOT_NEAR;
      if (away.some(({ key }) => unwanted.at(key, node) > 0)) return TOO_NEAR;
      return repelled.sumAt(node) > 0 ? REPELLED : undefined;
    };
  },
  score: scorer,
  mayHelp,
};
