/** Zones of nodes: how disrupted each is, and how fast its nodes may be tainted for eviction. */
import type { Node } from '#resources/node.ts';
import { readyStatus } from './taints.ts';

export type ZoneState = 'Initial' | 'Normal' | 'PartialDisruption' | 'FullDisruption';

/** Nodes tainted per second in a healthy zone. Default of --node-eviction-rate. */
const evictionRate = 0.1;
/** In a zone with 55 % or more nodes down: 0.01, or none at all up to 50 nodes. */
const secondaryRate = 0.01;
const largeZone = 50;
const unhealthyShare = 0.55;

/** "region:\0:zone" of a node's topology labels; "" without any. Mirrors component-helpers GetZoneKey. */
export function zoneOf(node: Node): string {
  const labels = node.metadata.labels ?? {};
  const region = labels['topology.kubernetes.io/region'] ?? '';
  const zone = labels['topology.kubernetes.io/zone'] ?? '';
  return region || zone ? `${region}:\0:${zone}` : '';
}

/** 3 of 5 not ready ⇒ PartialDisruption; all ⇒ FullDisruption. Mirrors ComputeZoneState. */
export function zoneState(nodes: readonly Node[]): ZoneState {
  const ready = nodes.filter((node) => readyStatus(node) === 'True').length;
  const down = nodes.length - ready;
  if (ready === 0 && down > 0) return 'FullDisruption';
  return down > 2 && down / nodes.length >= unhealthyShare ? 'PartialDisruption' : 'Normal';
}

/** How many nodes of a zone may be tainted per second. Mirrors setLimiterInZone. */
export function rateOf(state: ZoneState, size: number): number {
  if (state !== 'PartialDisruption') return evictionRate;
  return size > largeZone ? secondaryRate : 0;
}

/** Nodes of one zone that wait for their NoExecute taint, let through one at a time. */
export interface TaintQueue {
  add(node: string): void;
  remove(node: string): void;
  /** Whether a node waits that will be let through some time. */
  isWaiting(): boolean;
  setRate(perSecond: number): void;
  /** Takes the nodes that may be tainted now, oldest first. Mirrors RateLimitedTimedQueue.Try. */
  take(nowMs: number): readonly string[];
}

/** A queue with a token bucket of one, full at first. */
export function createTaintQueue(): TaintQueue {
  const waiting = new Set<string>();
  let perSecond = evictionRate;
  let tokens = 1;
  let filledMs: number | undefined;
  const fill = (nowMs: number): void => {
    const passedMs = nowMs - (filledMs ?? nowMs);
    tokens = Math.min(1, tokens + (passedMs / 1000) * perSecond);
    filledMs = nowMs;
  };
  return {
    add: (node) => waiting.add(node),
    remove: (node) => waiting.delete(node),
    isWaiting: () => waiting.size > 0 && perSecond > 0,
    setRate: (rate) => {
      if (rate === perSecond) return;
      perSecond = rate;
      tokens = rate > 0 ? 1 : 0;
    },
    take: (nowMs) => {
      fill(nowMs);
      const taken: string[] = [];
      for (const node of waiting) {
        if (tokens < 1 || perSecond === 0) break;
        tokens -= 1;
        waiting.delete(node);
        taken.push(node);
      }
      return taken;
    },
  };
}
