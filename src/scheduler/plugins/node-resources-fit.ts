/** NodeResourcesFit: requests against what is left; prefers the node with most left (LeastAllocated). */
import type { Node } from '#resources/node.ts';
import type { Pod } from '#resources/pod.ts';
import type { ClusterEvent } from '../cluster-event.ts';
import type { NodeInfo } from '../node-info.ts';
import { MAX_SCORE, type Plugin, type Refusal } from '../plugin.ts';
import { type Amounts, amountsOf, podRequests } from '../resources.ts';

/** The native ones first, as upstream looks at them. */
const ORDER = ['cpu', 'memory', 'ephemeral-storage'];

function refusal(amounts: Amounts, names: readonly string[], node: NodeInfo): Refusal | undefined {
  const reasons: string[] = [];
  let isResolvable = true;
  if (node.podCount + 1 > (node.allocatable['pods'] ?? 0)) reasons.push('Too many pods');
  for (const name of names) {
    const wanted = amounts[name] ?? 0;
    const capacity = node.allocatable[name] ?? 0;
    if (wanted === 0 || wanted <= capacity - (node.requested[name] ?? 0)) continue;
    reasons.push(`Insufficient ${name}`);
    if (wanted > capacity) isResolvable = false;
  }
  return reasons.length > 0 ? { reasons, isResolvable } : undefined;
}

/** What is left of 100: (4000 − 1000) of 4000 ⇒ 75. */
const left = (requested: number, capacity: number): number =>
  requested > capacity ? 0 : Math.trunc(((capacity - requested) * MAX_SCORE) / capacity);

/** Mirrors isSchedulableAfterNodeChange: it fits the empty node, which is new or has more than before. */
function hasGrown(pod: Pod, node: Node, before: Node | undefined): boolean {
  const { amounts } = podRequests(pod);
  const now = amountsOf(node.status.allocatable);
  if (Object.keys(amounts).some((name) => (amounts[name] ?? 0) > (now[name] ?? 0))) return false;
  if (!before) return true;
  const then = amountsOf(before.status.allocatable);
  return ['pods', ...Object.keys(amounts)].some((name) => (now[name] ?? 0) > (then[name] ?? 0));
}

/** A pod that goes frees its room; one that is scaled down frees some of it. */
function mayHelp(event: ClusterEvent, pod: Pod): boolean {
  if (event.type === 'pod-deleted') return true;
  if (event.type === 'node') return hasGrown(pod, event.node, event.before);
  if (event.type !== 'pod' || !event.before) return false;
  const now = podRequests(event.pod).amounts;
  const then = podRequests(event.before).amounts;
  const wanted = Object.keys(podRequests(pod).amounts);
  return wanted.some((name) => (now[name] ?? 0) < (then[name] ?? 0));
}

export const nodeResourcesFit: Plugin = {
  name: 'NodeResourcesFit',
  weight: 1,
  filter: ({ requests: { amounts } }) => {
    const others = Object.keys(amounts).filter((name) => !ORDER.includes(name));
    const names = [...ORDER.filter((name) => name in amounts), ...others];
    return (node) => refusal(amounts, names, node);
  },
  score: ({ requests }) => ({
    score: (node) => {
      const { cpu = 0, memory = 0 } = node.allocatable;
      const weights = (cpu > 0 ? 1 : 0) + (memory > 0 ? 1 : 0);
      if (weights === 0) return 0;
      const cpuLeft = cpu > 0 ? left(node.nonZeroCpu + requests.nonZeroCpu, cpu) : 0;
      const memoryLeft = memory > 0 ? left(node.nonZeroMemory + requests.nonZeroMemory, memory) : 0;
      return Math.trunc((cpuLeft + memoryLeft) / weights);
    },
  }),
  mayHelp,
};
