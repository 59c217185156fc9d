/** Why the kubelet itself ends a pod: it is evicted, or has been on its node too long (activeDeadlineSeconds). Mirrors kubernetes pkg/kubelet/active_deadline.go. */
import { parseTime } from '#apimachinery/time.ts';
import type { Clock, Timer } from '#kernel/clock.ts';
import type { Pod } from '#resources/pod.ts';
import type { Verdict } from './status.ts';

/** What is said of a pod whose time is over. */
export const overdue: Verdict = {
  reason: 'DeadlineExceeded',
  message: 'Pod was active on the node longer than the specified deadline',
};

/** What is said of a pod that the kubelet evicts. */
export const evicted = (message: string): Verdict => ({
  reason: 'Evicted',
  message,
  target: { reason: 'TerminationByKubelet', message },
});

/** Calls back when the pod's time is over; undefined when it has no deadline. */
export function startDeadline(
  clock: Clock,
  { spec, status }: Pod,
  onOver: () => void,
): Timer | undefined {
  const { activeDeadlineSeconds } = spec;
  if (activeDeadlineSeconds === undefined) return undefined;
  const sinceMs = status.startTime ? parseTime(status.startTime) : clock.now();
  const leftMs = sinceMs + activeDeadlineSeconds * 1_000 - clock.now();
  return clock.after(Math.max(0, leftMs), onOver);
}
