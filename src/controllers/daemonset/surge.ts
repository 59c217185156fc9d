/** How many nodes of a DaemonSet may be without its pod, or with two of them, during an update. */
import { scaledValue } from '#apimachinery/int-or-string.ts';
import type { DaemonSet } from '#resources/daemonset.ts';

const rollingOf = ({ spec }: DaemonSet) =>
  spec.updateStrategy?.type === 'RollingUpdate' ? spec.updateStrategy.rollingUpdate : undefined;

/** 10% of 25 nodes ⇒ 3 (up). Mirrors kubernetes pkg/controller/daemon/util SurgeCount. */
export const maxSurge = (set: DaemonSet, nodes: number): number =>
  scaledValue(rollingOf(set)?.maxSurge ?? 0, nodes, 'up') ?? 0;

/** 10% of 25 nodes ⇒ 3 (up too); when neither is allowed, 1, so that an update can move. Mirrors UnavailableCount. */
export function maxUnavailable(set: DaemonSet, nodes: number): number {
  const count = scaledValue(rollingOf(set)?.maxUnavailable ?? 0, nodes, 'up') ?? 0;
  return count === 0 && nodes > 0 && maxSurge(set, nodes) === 0 ? 1 : count;
}

export const allowsSurge = (set: DaemonSet): boolean => maxSurge(set, 1) > 0;
