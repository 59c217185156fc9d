/** What the scheduler writes on a pod it has not placed. Mirrors kubernetes pkg/scheduler/schedule_one.go handleSchedulingFailure. */
import { withCondition } from '#apimachinery/conditions.ts';
import { printTime } from '#apimachinery/time.ts';
import type { Client } from '#client/client.ts';
import type { SeriesRecorder } from '#client/series-recorder.ts';
import type { Clock } from '#kernel/clock.ts';
import { type Pod, podKind } from '#resources/pod.ts';

/** An event's message may be so long. */
const NOTE_LENGTH = 1_024;

/** A try that found no node, for the event and the condition. */
export interface Failure {
  readonly reason: 'Unschedulable' | 'SchedulerError';
  readonly message: string;
  /** The node to have in view; '' for none, undefined to leave it as it is. */
  readonly nominates: string | undefined;
}

export interface ReportDeps {
  readonly client: Client;
  readonly clock: Clock;
  readonly seriesRecorder: SeriesRecorder;
}

/** The event, the condition and the node in view. */
export function report(
  { client, clock, seriesRecorder }: ReportDeps,
  pod: Pod,
  { reason, message, nominates }: Failure,
): void {
  const note = message.length > NOTE_LENGTH ? `${message.slice(0, NOTE_LENGTH - 4)} ...` : message;
  seriesRecorder.event(pod, 'Warning', 'FailedScheduling', 'Scheduling', note);
  const { generation, namespace = '', name, uid } = pod.metadata;
  const stored = client.get(podKind, namespace, name);
  if (stored?.metadata.uid !== uid || stored.spec.nodeName) return;
  const before = stored.status?.conditions;
  const conditions = withCondition(before, {
    type: 'PodScheduled',
    status: 'False',
    reason,
    message,
    lastProbeTime: null as unknown as string,
    lastTransitionTime: printTime(clock.now()),
    ...(generation === undefined ? {} : { observedGeneration: generation }),
  });
  const { nominatedNodeName: inView = '', ...status } = stored.status ?? {};
  const next = nominates ?? inView;
  if (conditions === before && next === inView) return;
  const full = { ...status, conditions, ...(next ? { nominatedNodeName: next } : {}) };
  client.updateStatus(podKind, { ...stored, status: full });
}

/** Says where a pod will be, while it waits to be bound (NominatedNodeNameForExpectation, on since 1.35). */
export function expectOn(client: Client, pod: Pod, node: string): void {
  if (pod.status.nominatedNodeName === node) return;
  client.updateStatus(podKind, { ...pod, status: { ...pod.status, nominatedNodeName: node } });
}
