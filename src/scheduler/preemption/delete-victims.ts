/** Lets the victims go: a condition that says why, a graceful deletion, an event. Mirrors kubernetes framework/preemption PreemptPod. */
import { withCondition } from '#apimachinery/conditions.ts';
import { StatusError } from '#apimachinery/status.ts';
import { printTime } from '#apimachinery/time.ts';
import type { Client } from '#client/client.ts';
import type { SeriesRecorder } from '#client/series-recorder.ts';
import type { Clock } from '#kernel/clock.ts';
import { type Pod, podKind } from '#resources/pod.ts';

export interface DeletionDeps {
  readonly client: Client;
  readonly clock: Clock;
  readonly seriesRecorder: SeriesRecorder;
}

function markTarget({ client, clock }: DeletionDeps, victim: Pod, preemptor: Pod): void {
  const { generation } = victim.metadata;
  const before = victim.status.conditions;
  const conditions = withCondition(before, {
    type: 'DisruptionTarget',
    status: 'True',
    reason: 'PreemptionByScheduler',
    message: `${preemptor.spec.schedulerName ?? 'default-scheduler'}: preempting to accommodate a higher priority pod`,
    lastProbeTime: null as unknown as string,
    lastTransitionTime: printTime(clock.now()),
    ...(generation === undefined ? {} : { observedGeneration: generation }),
  });
  if (conditions === before) return;
  client.updateStatus(podKind, { ...victim, status: { ...victim.status, conditions } });
}

/** Those already on their way out are left alone. */
export function deleteVictims(
  deps: DeletionDeps,
  victims: readonly Pod[],
  preemptor: Pod,
  node: string,
): void {
  const { client, seriesRecorder } = deps;
  for (const { metadata } of victims) {
    const victim = client.get(podKind, metadata.namespace ?? '', metadata.name);
    if (victim?.metadata.uid !== metadata.uid || victim.metadata.deletionTimestamp) continue;
    try {
      markTarget(deps, victim, preemptor);
      client.delete(podKind, victim);
    } catch (refusal) {
      if (!(refusal instanceof StatusError)) throw refusal;
      continue;
    }
    const message = `Preempted by pod ${preemptor.metadata.uid} on node ${node}`;
    seriesRecorder.event(victim, 'Normal', 'Preempted', 'Preempting', message, preemptor);
  }
}
