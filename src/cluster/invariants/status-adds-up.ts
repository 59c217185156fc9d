/** Available replicas are ready, and ready ones exist. */
import type { Invariant } from './invariant.ts';

interface Counting {
  readonly status?: {
    readonly replicas?: number;
    readonly readyReplicas?: number;
    readonly availableReplicas?: number;
    readonly updatedReplicas?: number;
    readonly fullyLabeledReplicas?: number;
  };
}

export const statusAddsUp: Invariant = {
  name: 'status-adds-up',
  start: () => (event) => {
    const { status } = event.object as Counting;
    if (status?.replicas === undefined && status?.readyReplicas === undefined) return undefined;
    const { replicas = 0, readyReplicas: ready = 0, availableReplicas: available = 0 } = status;
    const updated = status.updatedReplicas ?? 0;
    const labeled = status.fullyLabeledReplicas ?? 0;
    const holds =
      available <= ready && ready <= replicas && updated <= replicas && labeled <= replicas;
    return holds
      ? undefined
      : `${event.object.kind} ${event.object.metadata.name}: ${replicas} replicas, ${updated} updated, ${labeled} labeled, ${ready} ready, ${available} available`;
  },
};
