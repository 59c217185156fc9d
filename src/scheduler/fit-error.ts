/** Why no node will do, in upstream's words. Mirrors kubernetes pkg/scheduler/framework/types.go FitError. */
import type { Pod } from '#resources/pod.ts';
import type { Refused } from './decide.ts';

/** ["Insufficient cpu", "Insufficient cpu"] ⇒ "2 Insufficient cpu" */
function histogram(reasons: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const lines = [...counts].map(([reason, count]) => `${count} ${reason}`);
  return lines.sort().join(', ');
}

const available = (nodes: number, reasons: readonly string[]): string =>
  `0/${nodes} nodes are available: ${histogram(reasons)}.`;

/** What preemption adds. Differs: nothing here is preempted, for all pods have one priority. */
function preemption(pod: Pod, refused: readonly Refused[]): string {
  if (pod.spec.preemptionPolicy === 'Never') {
    return 'preemption: not eligible due to preemptionPolicy=Never.';
  }
  const reasons = refused.map(({ refusal }) =>
    refusal.isResolvable
      ? 'No preemption victims found for incoming pod'
      : 'Preemption is not helpful for scheduling',
  );
  return `preemption: ${available(refused.length, reasons)}`;
}

/** The message of the FailedScheduling event and of the PodScheduled condition. */
export function fitError(pod: Pod, refused: readonly Refused[]): string {
  if (refused.length === 0) return 'no nodes available to schedule pods';
  const reasons = refused.flatMap(({ refusal }) => refusal.reasons);
  return `${available(refused.length, reasons)} no new claims to deallocate, ${preemption(pod, refused)}`;
}
