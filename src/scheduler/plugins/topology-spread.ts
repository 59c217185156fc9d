/** PodTopologySpread: pods of one owner or Service apart from each other, over nodes and zones. */
import {
  type Selector,
  selectorOf,
  selectorOfObject,
  selectorOfSet,
} from '#apimachinery/selector.ts';
import { insistsOnNodes, matchesNode } from '#resources/nodes/selection.ts';
import type { Pod } from '#resources/pod.ts';
import type { ClusterEvent } from '../cluster-event.ts';
import { defaultSelector } from '../default-selector.ts';
import type { NodeInfo } from '../node-info.ts';
import { type Cycle, MAX_SCORE, type Plugin, type Refusal, type Scorer } from '../plugin.ts';
import { toleratesAll } from '../tolerations.ts';

const HOSTNAME = 'kubernetes.io/hostname';
const ZONE = 'topology.kubernetes.io/zone';

interface Constraint {
  readonly key: string;
  readonly maxSkew: number;
  readonly minDomains: number;
  readonly selector: Selector;
  readonly honorsAffinity: boolean;
  readonly honorsTaints: boolean;
}

const NOT_MATCHED: Refusal = {
  reasons: ["node(s) didn't match pod topology spread constraints"],
  isResolvable: true,
};
const NO_LABEL: Refusal = {
  reasons: ["node(s) didn't match pod topology spread constraints (missing required label)"],
  isResolvable: false,
};

const labelOf = ({ node }: NodeInfo, key: string): string | undefined =>
  node.metadata.labels?.[key];

function explicitConstraints(pod: Pod, action: string): readonly Constraint[] {
  return (pod.spec.topologySpreadConstraints ?? [])
    .filter(({ whenUnsatisfiable }) => whenUnsatisfiable === action)
    .map((constraint) => {
      const { matchLabelKeys = [], labelSelector } = constraint;
      const extra = matchLabelKeys.flatMap((key) => {
        const value = pod.metadata.labels?.[key];
        return value === undefined ? [] : selectorOfSet({ [key]: value }).requirements;
      });
      const own = selectorOfObject(labelSelector);
      return {
        key: constraint.topologyKey,
        maxSkew: constraint.maxSkew,
        minDomains: constraint.minDomains ?? 1,
        selector:
          labelSelector && extra.length > 0 ? selectorOf([...own.requirements, ...extra]) : own,
        honorsAffinity: constraint.nodeAffinityPolicy !== 'Ignore',
        honorsTaints: constraint.nodeTaintsPolicy === 'Honor',
      };
    });
}

/** Upstream's system defaults: hostname 3, zone 5, both only asked for. */
function defaultConstraints(cycle: Cycle): readonly Constraint[] {
  const selector = defaultSelector(cycle);
  if (!selector) return [];
  const base = { minDomains: 1, selector, honorsAffinity: true, honorsTaints: false };
  return [
    { key: HOSTNAME, maxSkew: 3, ...base },
    { key: ZONE, maxSkew: 5, ...base },
  ];
}

function counts(
  { honorsAffinity, honorsTaints }: Constraint,
  pod: Pod,
  { node }: NodeInfo,
): boolean {
  if (honorsAffinity && insistsOnNodes(pod.spec) && !matchesNode(pod.spec, node)) return false;
  const hard = (node.spec.taints ?? []).filter(({ effect }) => effect !== 'PreferNoSchedule');
  return !honorsTaints || toleratesAll(pod.spec.tolerations, hard);
}

/** An empty selector is met by the pod itself, but counts nobody. Mirrors countPodsMatchSelector. */
const fellows = (node: NodeInfo, namespace: string, { selector }: Constraint): number =>
  selector.requirements.length === 0 ? 0 : node.countMatching(namespace, selector);

/** Matching pods per value of the topology key, on nodes that have all of `keys`. */
function countByValue(
  cycle: Cycle,
  constraint: Constraint,
  keys: readonly string[],
): ReadonlyMap<string, number> {
  const { pod, nodes } = cycle;
  const byValue = new Map<string, number>();
  for (const node of nodes) {
    const value = labelOf(node, constraint.key);
    if (value === undefined || !counts(constraint, pod, node)) continue;
    if (keys.some((key) => labelOf(node, key) === undefined)) continue;
    const count = fellows(node, pod.metadata.namespace ?? '', constraint);
    byValue.set(value, (byValue.get(value) ?? 0) + count);
  }
  return byValue;
}

/** A constraint with the pods in its domains; `least`: in the one with fewest. */
interface CountedConstraint {
  readonly constraint: Constraint;
  readonly byValue: ReadonlyMap<string, number>;
  readonly least: number;
  /** 1 when the pod counts itself. */
  readonly self: number;
}

function countedConstraints(
  cycle: Cycle,
  hard: readonly Constraint[],
): readonly CountedConstraint[] {
  const keys = hard.map(({ key }) => key);
  return hard.map((constraint) => {
    const byValue = countByValue(cycle, constraint, keys);
    const least =
      byValue.size < constraint.minDomains
        ? 0
        : [...byValue.values()].reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
    const self = constraint.selector.matches(cycle.pod.metadata.labels) ? 1 : 0;
    return { constraint, byValue, least, self };
  });
}

function refusalOf(counted: CountedConstraint, node: NodeInfo): Refusal | undefined {
  const { constraint, byValue, least, self } = counted;
  const value = labelOf(node, constraint.key);
  if (value === undefined) return NO_LABEL;
  const skew = (byValue.get(value) ?? 0) + self - least;
  return skew > constraint.maxSkew ? NOT_MATCHED : undefined;
}

/** Mirrors podtopologyspread/scoring.go: the fewer fellows in a domain, the better. */
function scorer(
  cycle: Cycle,
  feasible: readonly NodeInfo[],
  constraints: readonly Constraint[],
  needsAll: boolean,
): Scorer {
  const namespace = cycle.pod.metadata.namespace ?? '';
  const isIgnored = (node: NodeInfo): boolean =>
    needsAll && constraints.some(({ key }) => labelOf(node, key) === undefined);
  const ignored = new Set(feasible.filter(isIgnored));
  const keys = needsAll ? constraints.map(({ key }) => key) : [];
  const scored = feasible.filter((node) => !ignored.has(node));
  const parts = constraints.map((constraint) => {
    const isHost = constraint.key === HOSTNAME;
    const values = new Set(isHost ? [] : scored.map((node) => labelOf(node, constraint.key) ?? ''));
    const hasLabel = values.size > 1 || (values.size === 1 && !values.has(''));
    const byValue = isHost || !hasLabel ? undefined : countByValue(cycle, constraint, keys);
    const size = isHost ? scored.length : values.size;
    return { constraint, isHost, byValue, weight: Math.log(size + 2) };
  });
  return {
    score: (node) => {
      let sum = 0;
      for (const { constraint, isHost, byValue, weight } of parts) {
        const value = labelOf(node, constraint.key);
        if (value === undefined) continue;
        const count = isHost ? fellows(node, namespace, constraint) : (byValue?.get(value) ?? 0);
        sum += count * weight + (constraint.maxSkew - 1);
      }
      return Math.round(sum);
    },
    normalize: (scores, nodes) => {
      const own = scores.filter((_, at) => !ignored.has(nodes[at] as NodeInfo));
      const max = Math.max(0, ...own);
      const min = Math.min(...own);
      for (const [at, score] of scores.entries()) {
        if (ignored.has(nodes[at] as NodeInfo)) scores[at] = 0;
        else {
          scores[at] = max === 0 ? MAX_SCORE : Math.trunc((MAX_SCORE * (max + min - score)) / max);
        }
      }
    },
  };
}

/** Fellows that come, go or are relabelled, and nodes that come, go or are relabelled. */
function mayHelp(event: ClusterEvent, pod: Pod): boolean {
  if (event.type === 'node') {
    return event.node.metadata.labels !== event.before?.metadata.labels || isFreer(event);
  }
  if (event.type !== 'pod' && event.type !== 'pod-deleted') return event.type === 'node-deleted';
  if (event.pod.metadata.namespace !== pod.metadata.namespace) return false;
  const before = event.type === 'pod' ? event.before : undefined;
  if (before && before.metadata.labels === event.pod.metadata.labels) return false;
  return explicitConstraints(pod, 'DoNotSchedule').some(
    ({ selector }) =>
      selector.matches(event.pod.metadata.labels) ||
      (before !== undefined && selector.matches(before.metadata.labels)),
  );
}

const isFreer = ({ node, before }: Extract<ClusterEvent, { type: 'node' }>): boolean =>
  node.spec.taints !== before?.spec.taints ||
  node.spec.unschedulable !== before?.spec.unschedulable;

export const topologySpread: Plugin = {
  name: 'PodTopologySpread',
  weight: 2,
  filter: (cycle) => {
    const hard = explicitConstraints(cycle.pod, 'DoNotSchedule');
    if (hard.length === 0) return undefined;
    const counted = countedConstraints(cycle, hard);
    return (node) => {
      for (const one of counted) {
        const refusal = refusalOf(one, node);
        if (refusal) return refusal;
      }
      return undefined;
    };
  },
  score: (cycle, feasible) => {
    const isExplicit = (cycle.pod.spec.topologySpreadConstraints?.length ?? 0) > 0;
    const constraints = isExplicit
      ? explicitConstraints(cycle.pod, 'ScheduleAnyway')
      : defaultConstraints(cycle);
    return constraints.length > 0 ? scorer(cycle, feasible, constraints, isExplicit) : undefined;
  },
  mayHelp,
};
