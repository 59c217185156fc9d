/** What a scheduler plugin is: it may refuse nodes, and it may prefer some. Mirrors kube-scheduler framework interfaces. */
import type { Kind } from '#apimachinery/kind.ts';
import type { StringMap } from '#apimachinery/object.ts';
import type { Client } from '#client/client.ts';
import type { Pod } from '#resources/pod.ts';
import type { Service } from '#resources/service.ts';
import type { ClusterEvent } from './cluster-event.ts';
import type { NodeInfo } from './node-info.ts';
import type { PodRequests } from './resources.ts';

export const MAX_SCORE = 100;

/** Why a node cannot take a pod. */
export interface Refusal {
  /** As the event counts them: `Insufficient cpu`. */
  readonly reasons: readonly string[];
  /** Whether evicting other pods could help (Unschedulable), or not (UnschedulableAndUnresolvable). */
  readonly isResolvable: boolean;
}

/** One decision: the pod, and the cluster it is made in. */
export interface Cycle {
  readonly pod: Pod;
  readonly requests: PodRequests;
  readonly nodes: readonly NodeInfo[];
  /** Those of `nodes` that have pods with affinity to, or against, other pods. */
  readonly affineNodes: Iterable<NodeInfo>;
  readonly client: Client;
  /** On how many nodes an image is. */
  imageNodes(name: string): number;
  servicesIn(namespace: string): readonly Service[];
  labelsOfNamespace(name: string): StringMap | undefined;
}

/** What is known before any node is looked at: no node will do, or only some are worth a look. */
export type PreFilterResult =
  | { readonly refusal: Refusal; readonly nodeNames?: never }
  | { readonly nodeNames: ReadonlySet<string>; readonly refusal?: never };

/** Asks one node; undefined: no objection. */
export type Filter = (node: NodeInfo) => Refusal | undefined;

export interface Scorer {
  score(node: NodeInfo): number;
  /** Turns raw scores into 0 … 100; in place. */
  normalize?(scores: number[], nodes: readonly NodeInfo[]): void;
}

export interface Plugin {
  /** Upstream's name. */
  readonly name: string;
  /** How much its scores count. */
  readonly weight: number;
  /** Looks at the pod alone; undefined when all nodes are to be asked. */
  preFilter?(cycle: Cycle): PreFilterResult | undefined;
  /** Prepares for one pod; undefined when every node will do. */
  filter?(cycle: Cycle): Filter | undefined;
  /** Prepares for one pod and the nodes that will do; undefined when it has no preference. */
  score?(cycle: Cycle, feasible: readonly NodeInfo[]): Scorer | undefined;
  /** Kinds whose changes may help, beside nodes and pods; they arrive as `{ type: 'other', kind }`. */
  readonly watches?: readonly Kind[];
  /**
   * Before the pod is bound to a node: what must be there first is asked for. False: it is not there
   * yet; the pod stays with the node, and is asked for again when something has changed.
   */
  preBind?(cycle: Cycle, node: NodeInfo): boolean;
  /** Whether a change may let a pod in that this plugin refused; without it, every change may. Mirrors QueueingHintFn. */
  mayHelp?(event: ClusterEvent, pod: Pod): boolean;
}

/** Scaled so that the highest is 100; with `reverse`, the lowest. Mirrors plugins/helper/normalize_score.go. */
export function normalizeToMax(scores: number[], reverse: boolean): void {
  let max = 0;
  for (const score of scores) max = Math.max(max, score);
  for (let at = 0; at < scores.length; at += 1) {
    const scaled = max === 0 ? 0 : Math.trunc((MAX_SCORE * (scores[at] ?? 0)) / max);
    scores[at] = reverse ? MAX_SCORE - scaled : scaled;
  }
}
