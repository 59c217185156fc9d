/** One look at a ReplicaSet's pods: who counts, who is ready, who is on the way out. */
import type { StringMap } from '#apimachinery/object.ts';
import { controllerOf } from '#apimachinery/owner-references.ts';
import { selectorOfObject } from '#apimachinery/selector.ts';
import type { Client } from '#client/client.ts';
import { type Pod, podKind } from '#resources/pod.ts';
import type { ReplicaSet } from '#resources/replicaset.ts';
import { claim } from '../claim.ts';
import { isPodAvailable, isPodFinished, isPodReady } from '../pods.ts';

export interface Census {
  /** The pods it owns that are neither finished nor being deleted. */
  readonly active: readonly Pod[];
  /** Of them, those with every label of the template. */
  readonly labeled: number;
  readonly ready: number;
  readonly available: number;
  /** Its pods that are being deleted and not finished. */
  readonly terminating: number;
}

/** Whether labels satisfy the selector, and whether they have all the template's. */
interface LabelVerdict {
  readonly matches: boolean;
  readonly labeled: boolean;
}

/** Judges labels; pods of one template share theirs, so the last verdict mostly serves again. */
function createLabelJudge(set: ReplicaSet): (labels: StringMap | undefined) => LabelVerdict {
  const selector = selectorOfObject(set.spec.selector);
  const wanted = Object.entries(set.spec.template?.metadata?.labels ?? {});
  let last: StringMap | undefined;
  let verdict: LabelVerdict | undefined;
  return (labels) => {
    if (verdict && labels === last) return verdict;
    last = labels;
    verdict = {
      matches: selector.matches(labels),
      labeled: wanted.every(([name, value]) => labels?.[name] === value),
    };
    return verdict;
  };
}

/**
 * Counts the pods the ReplicaSet owns, adopting matching `orphans` and releasing those of `owned` that
 * no longer match. Mirrors replica_set.go claimPods and replica_set_utils.go calculateStatus.
 */
export function takeCensus(
  client: Client,
  set: ReplicaSet,
  owned: readonly Pod[],
  orphans: readonly Pod[],
  nowMs: number,
): Census {
  const judge = createLabelJudge(set);
  const { uid } = set.metadata;
  const minReadySeconds = set.spec.minReadySeconds ?? 0;
  const active: Pod[] = [];
  const doubtful: Pod[] = [];
  let terminating = 0;
  for (const pod of owned) {
    const { labels, deletionTimestamp } = pod.metadata;
    if (isPodFinished(pod)) continue;
    const isOwn = controllerOf(pod)?.uid === uid && judge(labels).matches;
    if (deletionTimestamp !== undefined) terminating += isOwn ? 1 : 0;
    else if (isOwn) active.push(pod);
    else doubtful.push(pod);
  }
  for (const pod of orphans) {
    if (!isPodFinished(pod) && pod.metadata.deletionTimestamp === undefined) doubtful.push(pod);
  }
  if (doubtful.length > 0) active.push(...claim(client, set, podKind, doubtful));
  let labeled = 0;
  let ready = 0;
  let available = 0;
  for (const pod of active) {
    if (judge(pod.metadata.labels).labeled) labeled += 1;
    if (!isPodReady(pod)) continue;
    ready += 1;
    if (minReadySeconds === 0 || isPodAvailable(pod, minReadySeconds, nowMs)) available += 1;
  }
  return { active, labeled, ready, available, terminating };
}
