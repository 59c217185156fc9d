/** PodTopologySpread: pods of one owner or Service apart from each other, over nodes and zones. */
import { controllerOf } from '#apimachinery/owner-references.ts';
import {
  type Selector,
  selectorOf,
  selectorOfObject,
  selectorOfSet,
} from '#apimachinery/selector.ts';
import type { Pod } from '#resources/pod.ts';
import { replicaSetKind } from '#resources/replicaset.ts';
import type { NodeInfo } from '../node-info.ts';
import { hasRequired, matchesRequired } from '../node-selector.ts';
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

/** The selector with which a pod's fellows are found by default. Mirrors plugins/helper/spread.go DefaultSelector. */
function defaultSelector({ pod, client, servicesIn }: Cycle): Selector | undefined {
  const { namespace = '', labels } = pod.metadata;
  const requirements = servicesIn(namespace).flatMap(({ spec }) => {
    const selector = spec.selector && selectorOfSet(spec.selector);
    return selector?.matches(labels) ? selector.requirements : [];
  });
  const owner = controllerOf(pod);
  if (owner?.kind === replicaSetKind.kind) {
    const set = client.get(replicaSetKind, namespace, owner.name);
    if (set) {
      const own = selectorOfObject(set.spec.selector);
      if (requirements.length === 0) return own;
      requirements.push(...own.requirements);
    }
  }
  return requirements.length > 0 ? selectorOf(requirements) : undefined;
}

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
        selector: extra.length > 0 ? selectorOf([...own.requirements, ...extra]) : own,
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
  if (honorsAffinity && hasRequired(pod) && !matchesRequired(pod, node)) return false;
  const hard = (node.spec.taints ?? []).filter(({ effect }) => effect !== 'PreferNoSchedule');
  return !honorsTaints || toleratesAll(pod.spec.tolerations, hard);
}

/** Matching pods per value of the topology key. */
function countByValue(cycle: Cycle, constraint: Constraint): ReadonlyMap<string, number> {
  const { pod, nodes } = cycle;
  const byValue = new Map<string, number>();
  for (const node of nodes) {
    const value = labelOf(node, constraint.key);
    if (value === undefined || !counts(constraint, pod, node)) continue;
    const count = node.countMatching(pod.metadata.namespace ?? '', constraint.selector);
    byValue.set(value, (byValue.get(value) ?? 0) + count);
  }
  return byValue;
}

function refusalOf(
  pod: Pod,
  constraint: Constraint,
  byValue: ReadonlyMap<string, number>,
  node: NodeInfo,
): Refusal | undefined {
  const value = labelOf(node, constraint.key);
  if (value === undefined) return NO_LABEL;
  const least = byValue.size < constraint.minDomains ? 0 : Math.min(...byValue.values());
  const self = constraint.selector.matches(pod.metadata.labels) ? 1 : 0;
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
  const parts = constraints.map((constraint) => {
    const isHost = constraint.key === HOSTNAME;
    const values = new Set(feasible.map((node) => labelOf(node, constraint.key) ?? ''));
    const hasLabel = feasible.some((node) => labelOf(node, constraint.key) !== undefined);
    const byValue = isHost || !hasLabel ? undefined : countByValue(cycle, constraint);
    const size = isHost ? feasible.length - ignored.size : values.size;
    return { constraint, isHost, byValue, weight: Math.log(size + 2) };
  });
  return {
    score: (node) => {
      let sum = 0;
      for (const { constraint, isHost, byValue, weight } of parts) {
        const value = labelOf(node, constraint.key);
        if (value === undefined) continue;
        const count = isHost
          ? node.countMatching(namespace, constraint.selector)
          : (byValue?.get(value) ?? 0);
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

export const topologySpread: Plugin = {
  name: 'PodTopologySpread',
  weight: 2,
  filter: (cycle) => {
    const hard = explicitConstraints(cycle.pod, 'DoNotSchedule');
    if (hard.length === 0) return undefined;
    const counted = hard.map((constraint) => ({
      constraint,
      byValue: countByValue(cycle, constraint),
    }));
    return (node) => {
      for (const { constraint, byValue } of counted) {
        const refusal = refusalOf(cycle.pod, constraint, byValue, node);
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
};
