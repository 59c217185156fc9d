/** The rolling update of a DaemonSet with `maxSurge`: a new pod beside the old one, which goes when the new will do. */
import type { Pod } from '#resources/pod.ts';
import type { Change } from './change.ts';
import { fitOf } from './node-fit.ts';
import { pairOf } from './pair.ts';
import { isAvailable, type Work } from './work.ts';

interface Surge {
  /** Old pods whose successor is available, or that are broken where none shall run. */
  readonly replaced: Pod[];
  /** Old pods on nodes that shall not run any. */
  readonly unwanted: Pod[];
  /** Nodes whose old pod is not available. */
  readonly broken: string[];
  /** Nodes whose old pod could be joined by a new one. */
  readonly candidates: string[];
  surging: number;
  available: number;
}

/** Sorts the node of an old pod that has no successor yet. */
function sortOld(work: Work, surge: Surge, name: string, oldPod: Pod): void {
  const node = work.nodes.find(({ metadata }) => metadata.name === name);
  const isWanted = node !== undefined && fitOf(work.set, node).shouldRun;
  if (isAvailable(work, oldPod)) {
    if (isWanted) surge.candidates.push(name);
    else surge.unwanted.push(oldPod);
  } else if (isWanted) surge.broken.push(name);
  else surge.replaced.push(oldPod);
}

function sortNode(work: Work, surge: Surge, name: string, pods: readonly Pod[]): void {
  const pair = pairOf(work, pods);
  if (!pair) {
    surge.surging += 1;
    return;
  }
  const { newPod, oldPod } = pair;
  const counted = oldPod ?? newPod;
  if (counted && isAvailable(work, counted)) surge.available += 1;
  if (!oldPod) return;
  if (!newPod) sortOld(work, surge, name, oldPod);
  else if (isAvailable(work, newPod)) surge.replaced.push(oldPod);
  else surge.surging += 1;
}

/** Mirrors the second half of kubernetes pkg/controller/daemon/update.go rollingUpdate. */
export function planSurge(
  work: Work,
  places: ReadonlyMap<string, readonly Pod[]>,
  limit: number,
  desired: number,
): Change {
  const surge: Surge = {
    replaced: [],
    unwanted: [],
    broken: [],
    candidates: [],
    surging: 0,
    available: 0,
  };
  for (const [name, pods] of places) sortNode(work, surge, name, pods);
  const spare = Math.max(0, surge.available - desired);
  const room = Math.max(0, limit - surge.surging);
  return {
    nodes: [...surge.broken, ...surge.candidates.slice(0, room)],
    doomed: [...surge.replaced, ...surge.unwanted.slice(0, spare)],
  };
}
