/** The places of a StatefulSet: each with the pod that holds it, or the one to be made for it. */
import type { Pod } from '#resources/pod.ts';
import type { StatefulSet } from '#resources/statefulset.ts';
import { isPodAvailable, isPodReady } from '../pods.ts';

export interface Slot {
  readonly ordinal: number;
  readonly name: string;
  /** The pod as it is; undefined when it is still to be made. */
  readonly pod: Pod | undefined;
}

export const isTerminating = (pod: Pod): boolean => pod.metadata.deletionTimestamp !== undefined;

/** The server has it. */
export const isCreated = ({ status }: Pod): boolean => Boolean(status.phase);

export const isRunningAndReady = (pod: Pod): boolean =>
  pod.status.phase === 'Running' && isPodReady(pod);

/** Ready for at least `minReadySeconds`. */
export const isAvailable = ({ spec }: StatefulSet, pod: Pod, nowMs: number): boolean =>
  isPodAvailable(pod, spec.minReadySeconds ?? 0, nowMs);

/** Missing, not ready for long enough, or on its way out. Mirrors stateful_set_utils.go isUnavailable. */
export const isUnavailable = (set: StatefulSet, { pod }: Slot, nowMs: number): boolean =>
  !pod || isTerminating(pod) || !isAvailable(set, pod, nowMs);
