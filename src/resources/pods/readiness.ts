/** What state a pod is in. Mirrors kubernetes pkg/api/v1/pod/util.go and controller_utils.go. */
import { conditionOf, isConditionTrue } from '#apimachinery/conditions.ts';
import { parseTime } from '#apimachinery/time.ts';
import type { Pod } from './types.ts';

/** Whether the pod's Ready condition is True. */
export const isPodReady = (pod: Pod): boolean => isConditionTrue(pod.status.conditions, 'Ready');

/** When the pod became ready, in milliseconds; undefined when it isn't. */
export function podReadySinceMs(pod: Pod): number | undefined {
  const ready = conditionOf(pod.status.conditions, 'Ready');
  if (ready?.status !== 'True' || !ready.lastTransitionTime) return undefined;
  return parseTime(ready.lastTransitionTime);
}

/** Whether the pod has been ready for `minReadySeconds`. */
export function isPodAvailable(pod: Pod, minReadySeconds: number, nowMs: number): boolean {
  if (!isPodReady(pod)) return false;
  if (minReadySeconds === 0) return true;
  const sinceMs = podReadySinceMs(pod);
  return sinceMs !== undefined && sinceMs + minReadySeconds * 1000 <= nowMs;
}

/** Whether all its containers have ended for good. */
export const isPodTerminal = (pod: Pod): boolean =>
  pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed';
