/** The rolling update of a DaemonSet: old pods go, so many nodes at a time. */
import type { Pod } from '#resources/pod.ts';
import type { Change } from './change.ts';
import { fitOf } from './node-fit.ts';
import { pairOf } from './pair.ts';
import { planSurge } from './rolling-surge.ts';
import { maxSurge, maxUnavailable } from './surge.ts';
import { isAvailable, type Work } from './work.ts';

/** Old pods that are not available go at once, the others as far as `maxUnavailable` lets them. */
function planReplacements(
  work: Work,
  places: ReadonlyMap<string, readonly Pod[]>,
  limit: number,
): Change {
  const broken: Pod[] = [];
  const candidates: Pod[] = [];
  let unavailable = 0;
  for (const pods of places.values()) {
    const pair = pairOf(work, pods);
    const { newPod, oldPod } = pair ?? {};
    if (oldPod && !newPod) {
      if (isAvailable(work, oldPod)) candidates.push(oldPod);
      else {
        broken.push(oldPod);
        unavailable += 1;
      }
    } else if (!newPod || oldPod || !isAvailable(work, newPod)) unavailable += 1;
  }
  const room = Math.max(0, limit - unavailable);
  return { nodes: [], doomed: [...broken, ...candidates.slice(0, room)] };
}

/** What the next step of the update makes and deletes. Mirrors kubernetes pkg/controller/daemon/update.go rollingUpdate. */
export function planUpdate(work: Work): Change {
  const { set, nodes, pods } = work;
  const places = new Map(pods);
  let desired = 0;
  for (const node of nodes) {
    if (!fitOf(set, node).shouldRun) continue;
    desired += 1;
    if (!places.has(node.metadata.name)) places.set(node.metadata.name, []);
  }
  const surge = maxSurge(set, desired);
  return surge === 0
    ? planReplacements(work, places, maxUnavailable(set, desired))
    : planSurge(work, places, surge, desired);
}
