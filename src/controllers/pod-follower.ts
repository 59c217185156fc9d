/** Follows pods for a controller from its first object on: a kind that nobody uses costs nothing. */
import type { Client } from '#client/client.ts';
import { type Pod, podKind } from '#resources/pod.ts';
import { createOrphans, type Orphans } from './orphans.ts';
import type { PodEvent } from './pod-events.ts';

interface PodFollower {
  /** Pods that no controller owns; known once started. */
  readonly orphans: Orphans<Pod>;
  /** Starts, if it has not: to be called with every event of the controller's own kind. */
  start(): void;
}

/** A follower that has not started; `onPod` then gets every change of a pod. */
export function createPodFollower(client: Client, onPod: (event: PodEvent) => void): PodFollower {
  const orphans = createOrphans(client, podKind);
  let isStarted = false;
  const start = (): void => {
    if (isStarted) return;
    isStarted = true;
    for (const pod of client.list(podKind)) orphans.observe('ADDED', pod);
    client.watch(podKind, (event) => {
      orphans.observe(event.type, event.object);
      onPod(event);
    });
  };
  return { orphans, start };
}
