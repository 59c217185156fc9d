/** The pods of a node nobody hears from are not ready, whatever their containers do. */
import { isEqual } from '#apimachinery/equality.ts';
import { StatusError } from '#apimachinery/status.ts';
import { printTime } from '#apimachinery/time.ts';
import { type Pod, podKind } from '#resources/pod.ts';
import type { ControllerDeps } from '../controller.ts';
import { podCondition, withPodCondition } from '../pods.ts';
import { isNotFound } from '../refusals.ts';

/** Sets a pod's Ready condition to False, with an event, if it is not so. Mirrors controller_utils.go MarkPodsNotReady. */
export function markPodNotReady({ client, clock, recorder }: ControllerDeps, pod: Pod): void {
  const ready = podCondition(pod, 'Ready');
  if (!ready) return;
  const condition = { ...ready, status: 'False' };
  const conditions = withPodCondition(pod, condition, printTime(clock.now()));
  if (isEqual(conditions, pod.status.conditions)) return;
  try {
    client.updateStatus(podKind, { ...pod, status: { ...pod.status, conditions } });
  } catch (refusal) {
    if (refusal instanceof StatusError && isNotFound(refusal)) return;
    throw refusal;
  }
  recorder.event(pod, 'Warning', 'NodeNotReady', 'Node is not ready');
}
