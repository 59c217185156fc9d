/** NodeResourcesBalancedAllocation: prefers nodes whose cpu and memory are used in like measure. */
import type { NodeInfo } from '../node-info.ts';
import { MAX_SCORE, type Plugin } from '../plugin.ts';

const fraction = (node: NodeInfo, name: 'cpu' | 'memory', wanted: number): number => {
  const capacity = node.allocatable[name] ?? 0;
  return capacity === 0 ? 0 : Math.min(1, ((node.requested[name] ?? 0) + wanted) / capacity);
};

export const balancedAllocation: Plugin = {
  name: 'NodeResourcesBalancedAllocation',
  weight: 1,
  score: ({ requests: { amounts } }) => {
    const { cpu = 0, memory = 0 } = amounts;
    if (cpu === 0 && memory === 0) return undefined;
    return {
      score: (node) => {
        const apart = Math.abs(fraction(node, 'cpu', cpu) - fraction(node, 'memory', memory)) / 2;
        return Math.trunc((1 - apart) * MAX_SCORE);
      },
    };
  },
};
