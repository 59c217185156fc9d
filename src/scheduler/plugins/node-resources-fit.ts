/** NodeResourcesFit: requests against what is left; prefers the node with most left (LeastAllocated). */
import type { NodeInfo } from '../node-info.ts';
import { MAX_SCORE, type Plugin, type Refusal } from '../plugin.ts';
import type { Amounts } from '../resources.ts';

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
      if (cpu === 0 || memory === 0) return 0;
      const cpuLeft = left(node.nonZeroCpu + requests.nonZeroCpu, cpu);
      const memoryLeft = left(node.nonZeroMemory + requests.nonZeroMemory, memory);
      return Math.trunc((cpuLeft + memoryLeft) / 2);
    },
  }),
};
