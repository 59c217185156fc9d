/** What a DaemonSet's status says of its nodes. */
import type { DaemonSetStatus } from '#resources/daemonset.ts';
import { isPodReady } from '../pods.ts';
import { fitOf } from './node-fit.ts';
import { isUpdated } from './template.ts';
import { byAge, isAvailable, type Work } from './work.ts';

interface Counts {
  desired: number;
  current: number;
  misscheduled: number;
  ready: number;
  updated: number;
  available: number;
}

function count(work: Work): Counts {
  const counts = { desired: 0, current: 0, misscheduled: 0, ready: 0, updated: 0, available: 0 };
  for (const node of work.nodes) {
    const here = work.pods.get(node.metadata.name) ?? [];
    if (!fitOf(work.set, node).shouldRun) {
      if (here.length > 0) counts.misscheduled += 1;
      continue;
    }
    counts.desired += 1;
    const [pod] = here.length > 1 ? [...here].sort(byAge) : here;
    if (!pod) continue;
    counts.current += 1;
    if (isUpdated(work.set, pod, work.hash)) counts.updated += 1;
    if (!isPodReady(pod)) continue;
    counts.ready += 1;
    if (isAvailable(work, pod)) counts.available += 1;
  }
  return counts;
}

const unless0 = (name: string, value: number) => (value === 0 ? {} : { [name]: value });

/**
 * The status a DaemonSet should have; its own when that says it already.
 * Mirrors kubernetes pkg/controller/daemon/daemon_controller.go updateDaemonSetStatus.
 */
export function daemonSetStatus(work: Work): DaemonSetStatus {
  const { status: old, metadata } = work.set;
  const counts = count(work);
  const unavailable = counts.desired - counts.available;
  const observed = metadata.generation ?? 0;
  const isSame =
    old.desiredNumberScheduled === counts.desired &&
    old.currentNumberScheduled === counts.current &&
    old.numberMisscheduled === counts.misscheduled &&
    old.numberReady === counts.ready &&
    (old.updatedNumberScheduled ?? 0) === counts.updated &&
    (old.numberAvailable ?? 0) === counts.available &&
    (old.numberUnavailable ?? 0) === unavailable &&
    (old.observedGeneration ?? 0) >= observed;
  if (isSame) return old;
  const { collisionCount, conditions } = old;
  return {
    currentNumberScheduled: counts.current,
    numberMisscheduled: counts.misscheduled,
    desiredNumberScheduled: counts.desired,
    numberReady: counts.ready,
    observedGeneration: observed,
    ...unless0('updatedNumberScheduled', counts.updated),
    ...unless0('numberAvailable', counts.available),
    ...unless0('numberUnavailable', unavailable),
    ...(collisionCount === undefined ? {} : { collisionCount }),
    ...(conditions ? { conditions } : {}),
  };
}
