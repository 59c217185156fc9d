/** A StatefulSet being worked on: its pods in their places, and those too many. */
import type { Pod } from '#resources/pod.ts';
import type { StatefulSet } from '#resources/statefulset.ts';
import type { ControllerDeps } from '../controller.ts';
import { replicasOf } from '../replicas.ts';
import { isInRange, ordinalOf, podName, startOf } from './identity.ts';
import type { Slot } from './slots.ts';
import type { Versions } from './versions.ts';

export interface Work {
  readonly deps: ControllerDeps;
  readonly set: StatefulSet;
  readonly versions: Versions;
  /** In order of ordinals, from the first. */
  readonly replicas: readonly Slot[];
  /** Pods beyond the places, highest ordinal first. */
  readonly condemned: readonly Slot[];
}

/** Puts pods into their places; pods without an ordinal are left alone. */
export function workOn(
  deps: ControllerDeps,
  set: StatefulSet,
  versions: Versions,
  pods: readonly Pod[],
): Work {
  const placed = new Map<number, Slot>();
  const condemned: Slot[] = [];
  for (const pod of pods) {
    const slot = { ordinal: ordinalOf(pod), name: pod.metadata.name, pod };
    if (isInRange(set, slot.ordinal)) placed.set(slot.ordinal, slot);
    else if (slot.ordinal >= 0) condemned.push(slot);
  }
  const replicas = Array.from({ length: replicasOf(set) }, (_, at) => {
    const ordinal = startOf(set) + at;
    return placed.get(ordinal) ?? { ordinal, name: podName(set, ordinal), pod: undefined };
  });
  return {
    deps,
    set,
    versions,
    replicas,
    condemned: condemned.sort((a, b) => b.ordinal - a.ordinal),
  };
}
