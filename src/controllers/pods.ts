/** Questions every loop asks about a pod: is it active, ready, available, on its way out. */
import { parseTime } from '#apimachinery/time.ts';
import type { Pod } from '#resources/pod.ts';

type PodCondition = NonNullable<Pod['status']['conditions']>[number];

/** Neither finished nor being deleted. Mirrors kubernetes pkg/controller/controller_utils.go IsPodActive. */
export const isPodActive = (pod: Pod): boolean =>
  pod.metadata.deletionTimestamp === undefined && !isPodFinished(pod);

/** Succeeded or Failed: its containers will not run again. */
export const isPodFinished = (pod: Pod): boolean =>
  pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed';

/** The pod's condition of a type, if it has one. */
export function podCondition(pod: Pod, type: string): PodCondition | undefined {
  const { conditions } = pod.status;
  if (!conditions) return undefined;
  for (let at = 0; at < conditions.length; at += 1) {
    if (conditions[at]?.type === type) return conditions[at];
  }
  return undefined;
}

export const isPodReady = (pod: Pod): boolean => podCondition(pod, 'Ready')?.status === 'True';

/** When the pod last became ready, as its condition says it; undefined while it is not ready. */
export function readySince(pod: Pod): string | undefined {
  const ready = podCondition(pod, 'Ready');
  return ready?.status === 'True' ? (ready.lastTransitionTime ?? undefined) : undefined;
}

/** The same in ms. */
export function readySinceMs(pod: Pod): number | undefined {
  const since = readySince(pod);
  return since ? parseTime(since) : undefined;
}

/** Ready for at least `minReadySeconds`. Mirrors pkg/api/v1/pod/util.go IsPodAvailable. */
export function isPodAvailable(pod: Pod, minReadySeconds: number, nowMs: number): boolean {
  if (minReadySeconds === 0) return isPodReady(pod);
  const sinceMs = readySinceMs(pod);
  return sinceMs !== undefined && sinceMs + minReadySeconds * 1000 <= nowMs;
}

/**
 * The pod's conditions with one set: same status ⇒ the old transition time stays; the pod's own
 * array when nothing differs. Mirrors pkg/api/v1/pod/util.go UpdatePodCondition.
 */
export function withPodCondition(
  pod: Pod,
  condition: PodCondition,
  now: string,
): NonNullable<Pod['status']['conditions']> {
  const conditions = pod.status.conditions ?? [];
  const old = podCondition(pod, condition.type);
  if (!old) return [...conditions, { ...condition, lastTransitionTime: now }];
  const next = {
    ...old,
    ...condition,
    lastTransitionTime: old.status === condition.status ? (old.lastTransitionTime ?? now) : now,
  };
  const same =
    old.status === next.status && old.reason === next.reason && old.message === next.message;
  return same ? conditions : conditions.map((each) => (each === old ? next : each));
}
