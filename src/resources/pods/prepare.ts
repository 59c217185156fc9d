/** What a client may not set on a pod. Mirrors kubernetes pkg/registry/core/pod/strategy.go. */
import { countSpecChanges, firstGeneration, keepStatus } from '../generation.ts';
import { withLabelKeys } from './match-label-keys.ts';
import { qosClass } from './qos.ts';
import type { Pod, PodSpec, PodStatus } from './types.ts';

const gated: NonNullable<PodStatus['conditions']> = [
  {
    type: 'PodScheduled',
    status: 'False',
    reason: 'SchedulingGated',
    message: 'Scheduling is blocked due to non-empty scheduling gates',
  },
];

const fresh = {
  Guaranteed: { phase: 'Pending', qosClass: 'Guaranteed' },
  Burstable: { phase: 'Pending', qosClass: 'Burstable' },
  BestEffort: { phase: 'Pending', qosClass: 'BestEffort' },
};

function freshStatus(spec: PodSpec): PodStatus {
  const status = fresh[qosClass(spec)];
  return spec.schedulingGates?.length ? { ...status, conditions: gated } : status;
}

/** A new pod: Pending, with its quality of service class. */
export const preparePod = (pod: Pod): Pod =>
  firstGeneration({ ...pod, spec: withLabelKeys(pod), status: freshStatus(pod.spec) });

/** A changed pod keeps its status. */
export const preparePodUpdate = (next: Pod, old: Pod): Pod =>
  countSpecChanges(keepStatus(next, old), old);
