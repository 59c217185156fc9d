/** Lets go of pods whose end is counted: their tracking finalizer is taken away. */
import { StatusError } from '#apimachinery/status.ts';
import type { Client } from '#client/client.ts';
import { TRACKING_FINALIZER } from '#resources/jobs/labels.ts';
import { type Pod, podKind } from '#resources/pod.ts';
import { isNotFound } from '../refusals.ts';
import { isTracked } from './pods.ts';

function released(pod: Pod): Pod {
  const { finalizers = [], ...metadata } = pod.metadata;
  const others = finalizers.filter((name) => name !== TRACKING_FINALIZER);
  return {
    ...pod,
    metadata: others.length > 0 ? { ...metadata, finalizers: others } : metadata,
  };
}

/** Takes the finalizer off a pod as it is now; one that is gone needs nothing. */
export function removeTracking(client: Client, pod: Pod): void {
  const { namespace = '', name, uid } = pod.metadata;
  const current = client.get(podKind, namespace, name);
  if (!current || current.metadata.uid !== uid || !isTracked(current)) return;
  client.update(podKind, released(current));
}

/** The pods that were let go of, and the first refusal met. */
export function removeAllTracking(
  client: Client,
  pods: readonly Pod[],
): { readonly uids: ReadonlySet<string>; readonly error: StatusError | undefined } {
  const uids = new Set<string>();
  let error: StatusError | undefined;
  for (const pod of pods) {
    try {
      removeTracking(client, pod);
    } catch (refusal) {
      if (!(refusal instanceof StatusError)) throw refusal;
      if (!isNotFound(refusal)) {
        error ??= refusal;
        continue;
      }
    }
    uids.add(pod.metadata.uid);
  }
  return { uids, error };
}
