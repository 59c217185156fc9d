/** Why no node will do, in upstream's words. Mirrors kubernetes pkg/scheduler/framework/types.go FitError. */
import type { Refused } from './decide.ts';
import type { Refusal } from './plugin.ts';

/** What all nodes are refused for; `absent` holds for those not among `refused`. */
export interface FitErrorInput {
  readonly nodes: number;
  readonly refused: readonly Refused[];
  readonly absent?: Refusal | undefined;
  readonly upFront?: Refusal | undefined;
}

/** ["Insufficient cpu", "Insufficient cpu"] ⇒ "2 Insufficient cpu" */
function histogram({ nodes, refused, absent }: FitErrorInput): string {
  const counts = new Map<string, number>();
  const count = (reason: string, more: number): void => {
    counts.set(reason, (counts.get(reason) ?? 0) + more);
  };
  for (const { refusal } of refused) for (const reason of refusal.reasons) count(reason, 1);
  const others = nodes - refused.length;
  if (others > 0) for (const reason of absent?.reasons ?? []) count(reason, others);
  const lines = [...counts].map(([reason, many]) => `${many} ${reason}`);
  return lines.sort().join(', ');
}

/** "0/3 nodes are available: 3 Insufficient cpu." */
export function fitError(input: FitErrorInput): string {
  const { nodes, upFront } = input;
  const reasons = upFront ? upFront.reasons.join(', ') : histogram(input);
  return `0/${nodes} nodes are available:${reasons ? ` ${reasons}.` : ''}`;
}
