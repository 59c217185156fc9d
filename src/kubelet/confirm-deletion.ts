/** Tells the API that nothing is left of a deleted pod: its object may go. Mirrors kubernetes pkg/kubelet/status syncPod of a terminated pod. */
import { type Pod, podKind } from '#resources/pod.ts';
import type { NodeRuntime } from './node-runtime.ts';

/** Does nothing when another pod has its name by now. */
export function confirmDeletion({ client }: NodeRuntime, pod: Pod, cause: number): void {
  const { namespace = '', name, uid } = pod.metadata;
  const stored = client.get(podKind, namespace, name);
  if (stored?.metadata.uid !== uid) return;
  client.cause = cause;
  client.delete(podKind, stored, { gracePeriodSeconds: 0, preconditions: { uid } });
}
