/** What happens to a container that takes more memory than it may. */
import { quantityValue } from '#apimachinery/quantity.ts';
import { nodeKind } from '#resources/node.ts';
import type { ContainerRecord, ContainerRun } from './container.ts';
import type { PodContext } from './pod-context.ts';
import { memoryBytes } from './usage.ts';

/** How long a process takes to fill the memory it may have. */
const FILL_MS = 500;

/** What the container may take: its own limit, its pod's, or the whole node. */
function memoryLimit({ node, pod }: PodContext, { spec }: ContainerRecord): number {
  const limit = spec.resources?.limits?.['memory'] ?? pod.spec.resources?.limits?.['memory'];
  if (limit !== undefined) return quantityValue(limit);
  const capacity = node.client.get(nodeKind, '', node.nodeName)?.status.capacity?.['memory'];
  return capacity === undefined ? Number.POSITIVE_INFINITY : quantityValue(capacity);
}

/** The kernel kills what takes more than it may. */
export function watchMemory(context: PodContext, record: ContainerRecord, run: ContainerRun): void {
  const { resources } = record.spec;
  const isBounded = resources?.limits?.['memory'] ?? context.pod.spec.resources?.limits?.['memory'];
  if (isBounded === undefined && run.process?.memoryBytes === undefined) return;
  if (memoryBytes(run) <= memoryLimit(context, record)) return;
  context.node.clock.after(FILL_MS, () => {
    if (run.state !== 'running') return;
    run.isOutOfMemory = true;
    run.process?.kill();
  });
}
