/** A pod that was to be disrupted and still runs two minutes later no longer says so. Mirrors kubernetes pkg/controller/disruption/disruption.go syncStalePodDisruption. */
import { printTime, timeOf } from '#apimachinery/time.ts';
import { type Pod, podKind } from '#resources/pod.ts';
import type { ControllerDeps } from '../controller.ts';
import { isPodFinished, podCondition, withPodCondition } from '../pods.ts';

const TYPE = 'DisruptionTarget';
const STALE_MS = 120_000;

/** How long until the condition is stale, ms; undefined when there is nothing to clear. */
export function staleAfterMs(pod: Pod, nowMs: number): number | undefined {
  if (!pod.status.conditions || pod.metadata.deletionTimestamp !== undefined) return undefined;
  const condition = podCondition(pod, TYPE);
  const isOurs = condition?.status === 'True' && condition.reason !== 'TerminationByKubelet';
  if (!isOurs || isPodFinished(pod)) return undefined;
  return Math.max(0, STALE_MS - (nowMs - timeOf(condition.lastTransitionTime)));
}

/** Sets it to False. */
export function clearStale({ client, clock }: ControllerDeps, pod: Pod): void {
  const now = printTime(clock.now());
  const { reason: _reason, message: _message, ...old } = podCondition(pod, TYPE) ?? { type: TYPE };
  const { generation } = pod.metadata;
  const observed = generation ? { observedGeneration: generation } : {};
  const next = { ...old, ...observed, type: TYPE, status: 'False' };
  const bare = (pod.status.conditions ?? []).map((each) => (each.type === TYPE ? next : each));
  const changed = withPodCondition(pod, next, now);
  const conditions = changed.map((each, at) =>
    each.type === TYPE ? { ...(bare[at] ?? next), lastTransitionTime: now } : each,
  );
  client.updateStatus(podKind, { ...pod, status: { ...pod.status, conditions } });
}
