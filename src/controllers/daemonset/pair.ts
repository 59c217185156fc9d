/** The old and the new pod of a node during an update. */
import type { Pod } from '#resources/pod.ts';
import { isUpdated } from './template.ts';
import type { Work } from './work.ts';

/** The pods of a node that stay: at most one of each kind, else `undefined`. */
export interface Pair {
  readonly newPod?: Pod;
  readonly oldPod?: Pod;
}

/** Mirrors kubernetes pkg/controller/daemon/update.go findUpdatedPodsOnNode. */
export function pairOf({ set, hash }: Work, pods: readonly Pod[]): Pair | undefined {
  const staying = pods.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
  const updated = staying.filter((pod) => isUpdated(set, pod, hash));
  const others = staying.filter((pod) => !isUpdated(set, pod, hash));
  if (updated.length > 1 || others.length > 1) return undefined;
  const [[newPod], [oldPod]] = [updated, others];
  return { ...(newPod ? { newPod } : {}), ...(oldPod ? { oldPod } : {}) };
}
