/** How many of a controller's own pods run, wait, succeeded or failed. */

import type { KubeObject } from '#apimachinery/object.ts';
import { controllerOf } from '#apimachinery/owner-references.ts';
import {
  type LabelSelectorObject,
  printSelector,
  selectorOfObject,
} from '#apimachinery/selector.ts';
import type { Pod } from '#resources/pod.ts';
import { type DescribeWorld, listIfServed } from './describer.ts';

export interface PodCounts {
  readonly running: number;
  readonly waiting: number;
  readonly succeeded: number;
  readonly failed: number;
}

/** Mirrors kubectl pkg/describe/describe.go getPodStatusForController. */
export function countPods(pods: readonly Pod[], ownerUid: string): PodCounts {
  const phases = new Map<string, number>();
  for (const pod of pods) {
    if (controllerOf(pod)?.uid !== ownerUid) continue;
    const phase = pod.status?.phase ?? '';
    phases.set(phase, (phases.get(phase) ?? 0) + 1);
  }
  return {
    running: phases.get('Running') ?? 0,
    waiting: phases.get('Pending') ?? 0,
    succeeded: phases.get('Succeeded') ?? 0,
    failed: phases.get('Failed') ?? 0,
  };
}

export async function countOwnPods(
  world: DescribeWorld,
  owner: KubeObject,
  selector: LabelSelectorObject | undefined,
): Promise<PodCounts> {
  const pods = await listIfServed<Pod>(world, 'pods', {
    namespace: owner.metadata.namespace ?? '',
    labelSelector: printSelector(selectorOfObject(selector)),
  });
  return countPods(pods ?? [], owner.metadata.uid);
}

/** `3 Running / 0 Waiting / 0 Succeeded / 0 Failed` */
export const podCountsText = ({ running, waiting, succeeded, failed }: PodCounts): string =>
  `${running} Running / ${waiting} Waiting / ${succeeded} Succeeded / ${failed} Failed`;
