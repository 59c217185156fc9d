/** The scheduler: gives every pod that has no node the best one. Mirrors kubernetes pkg/scheduler/scheduler.go and schedule_one.go. */
import { withCondition } from '#apimachinery/conditions.ts';
import { isEqual } from '#apimachinery/equality.ts';
import { keyOf, splitKey } from '#apimachinery/object.ts';
import { StatusError } from '#apimachinery/status.ts';
import { printTime } from '#apimachinery/time.ts';
import type { Client } from '#client/client.ts';
import type { SeriesRecorder } from '#client/series-recorder.ts';
import type { Clock } from '#kernel/clock.ts';
import type { Random } from '#kernel/random.ts';
import { type Node, nodeKind } from '#resources/node.ts';
import { type Pod, podKind } from '#resources/pod.ts';
import { serviceKind } from '#resources/service.ts';
import { SchedulerCache, takesRoom } from './cache.ts';
import { decide } from './decide.ts';
import { fitError } from './fit-error.ts';
import type { Cycle, Plugin } from './plugin.ts';
import { plugins as allPlugins } from './plugins/index.ts';
import { type QueuedPod, SchedulingQueue } from './queue.ts';
import { podRequests } from './resources.ts';

const SCHEDULER_NAME = 'default-scheduler';

export interface SchedulerDeps {
  readonly client: Client;
  readonly clock: Clock;
  readonly random: Random;
  /** The newer kind of recorder, as upstream: component `default-scheduler`, instance `default-scheduler-control-plane`. */
  readonly seriesRecorder: SeriesRecorder;
  readonly plugins?: readonly Plugin[];
}

/** Whether a changed node may take pods it would not before. */
const mayHelp = (before: Node, after: Node): boolean =>
  !isEqual(before.spec, after.spec) ||
  !isEqual(before.metadata.labels, after.metadata.labels) ||
  !isEqual(before.status.allocatable, after.status.allocatable);

class Scheduler {
  private readonly deps: SchedulerDeps;
  private readonly plugins: readonly Plugin[];
  private readonly cache = new SchedulerCache();
  private readonly queue: SchedulingQueue;
  private startAt = 0;

  constructor(deps: SchedulerDeps) {
    this.deps = deps;
    this.plugins = deps.plugins ?? allPlugins;
    this.queue = new SchedulingQueue(deps.clock, (pod) => this.schedule(pod));
  }

  start(): () => void {
    const { client } = this.deps;
    const stops = [
      client.watch(nodeKind, ({ type, object, previous, revision }) => {
        if (type === 'DELETED') this.cache.removeNode(object.metadata.name);
        else {
          this.cache.setNode(object);
          if (!previous || mayHelp(previous, object)) this.queue.wakeAll(revision);
        }
      }),
      client.watch(podKind, ({ type, object, previous, revision }) => {
        if (type === 'DELETED') this.forget(object, revision);
        else this.see(object, previous, revision);
      }),
      client.watch(serviceKind, ({ object }) => this.readServices(object.metadata.namespace ?? '')),
    ];
    for (const node of client.list(nodeKind)) this.cache.setNode(node);
    for (const pod of client.list(podKind)) this.see(pod, undefined, 0);
    for (const { metadata } of client.list(serviceKind))
      this.readServices(metadata.namespace ?? '');
    return () => {
      for (const stop of stops) stop();
    };
  }

  private readServices(namespace: string): void {
    this.cache.setServices(namespace, this.deps.client.list(serviceKind, { namespace }));
  }

  private see(pod: Pod, previous: Pod | undefined, revision: number): void {
    const { uid, deletionTimestamp } = pod.metadata;
    if (pod.spec.nodeName) {
      if (!previous?.spec.nodeName) this.queue.remove(uid);
      if (!takesRoom(pod)) this.forget(pod, revision);
      else if (!previous || this.hasMoved(previous, pod)) this.cache.addPod(pod);
      return;
    }
    if (deletionTimestamp || (pod.spec.schedulerName ?? SCHEDULER_NAME) !== SCHEDULER_NAME) {
      this.queue.remove(uid);
      return;
    }
    if (pod.spec.schedulingGates?.length) return;
    this.queue.add(keyOf(pod), uid, pod.spec.priority ?? 0, revision);
    if (
      previous &&
      (previous.spec !== pod.spec || previous.metadata.labels !== pod.metadata.labels)
    ) {
      this.queue.retry(uid, revision);
    }
  }

  /** Whether it is to be counted anew: most changes are of its status. */
  private hasMoved(before: Pod, after: Pod): boolean {
    return (
      before.spec.nodeName !== after.spec.nodeName ||
      before.metadata.labels !== after.metadata.labels ||
      before.metadata.deletionTimestamp !== after.metadata.deletionTimestamp
    );
  }

  private forget(pod: Pod, revision: number): void {
    this.queue.remove(pod.metadata.uid);
    if (this.cache.removePod(pod.metadata.uid)) this.queue.wakeAll(revision);
  }

  private schedule(queued: QueuedPod): void {
    const { client, random } = this.deps;
    const { namespace, name } = splitKey(queued.key);
    const pod = client.get(podKind, namespace, name);
    if (!pod || pod.metadata.uid !== queued.uid || pod.spec.nodeName) return;
    client.cause = queued.cause;
    const cycle: Cycle = {
      pod,
      requests: podRequests(pod),
      nodes: this.cache.nodes,
      client,
      imageNodes: (image) => this.cache.imageNodes(image),
      servicesIn: (asked) => this.cache.servicesIn(asked),
    };
    const decision = decide(cycle, this.plugins, random, this.startAt);
    const count = this.cache.nodes.length;
    this.startAt = count === 0 ? 0 : (this.startAt + decision.looked) % count;
    if (decision.node) this.bind(pod, decision.node.name, queued);
    else this.fail(pod, fitError(pod, decision.refused), queued);
  }

  private bind(pod: Pod, node: string, queued: QueuedPod): void {
    const { namespace = '', name } = pod.metadata;
    try {
      this.deps.client.bind(namespace, name, node);
    } catch (error) {
      if (!(error instanceof StatusError)) throw error;
      this.queue.park(queued);
      return;
    }
    this.queue.remove(queued.uid);
    this.cache.addPod({ ...pod, spec: { ...pod.spec, nodeName: node } });
    // Joined, the text is one string in memory; added up, it would keep its parts too.
    const message = ['Successfully assigned ', namespace, '/', name, ' to ', node].join('');
    this.deps.seriesRecorder.event(pod, 'Normal', 'Scheduled', 'Binding', message);
  }

  private fail(pod: Pod, message: string, queued: QueuedPod): void {
    const { client, clock, seriesRecorder } = this.deps;
    this.queue.park(queued);
    seriesRecorder.event(pod, 'Warning', 'FailedScheduling', 'Scheduling', message);
    const { generation } = pod.metadata;
    const before = (pod.status?.conditions ?? []) as readonly SchedulingCondition[];
    const conditions = withCondition(before, {
      type: 'PodScheduled',
      status: 'False',
      reason: 'Unschedulable',
      message,
      lastProbeTime: null,
      lastTransitionTime: printTime(clock.now()),
      ...(generation === undefined ? {} : { observedGeneration: generation }),
    });
    if (conditions === before) return;
    const status = { ...pod.status, conditions } as unknown as Pod['status'];
    client.updateStatus(podKind, { ...pod, status });
  }
}

interface SchedulingCondition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
  readonly lastProbeTime?: string | null;
  readonly lastTransitionTime?: string;
  readonly observedGeneration?: number;
}

/** Starts the scheduler; gives what stops it. */
export const startScheduler = (deps: SchedulerDeps): (() => void) => new Scheduler(deps).start();
