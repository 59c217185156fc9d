/** The scheduler: gives every pod that has no node the best one. Mirrors kubernetes pkg/scheduler/scheduler.go and schedule_one.go. */
import { keyOf, splitKey } from '#apimachinery/object.ts';
import { StatusError } from '#apimachinery/status.ts';
import type { Client } from '#client/client.ts';
import type { SeriesRecorder } from '#client/series-recorder.ts';
import type { Clock } from '#kernel/clock.ts';
import type { Random } from '#kernel/random.ts';
import { namespaceKind } from '#resources/namespace.ts';
import { nodeKind } from '#resources/node.ts';
import { type Pod, podKind } from '#resources/pod.ts';
import { serviceKind } from '#resources/service.ts';
import { SchedulerCache, takesRoom } from './cache.ts';
import { type ClusterEvent, nodeEvent } from './cluster-event.ts';
import { type Diagnosis, decide } from './decide.ts';
import { fitError } from './fit-error.ts';
import type { NodeInfo } from './node-info.ts';
import { Nominator, priorityOf } from './nominator.ts';
import type { Cycle, Plugin } from './plugin.ts';
import { plugins as allPlugins } from './plugins/index.ts';
import type { Budget } from './preemption/budgets.ts';
import { deleteVictims } from './preemption/delete-victims.ts';
import { preempt } from './preemption/preempt.ts';
import { type QueuedPod, SchedulingQueue } from './queue.ts';
import { expectOn, report } from './report.ts';
import { podRequests } from './resources.ts';

const SCHEDULER_NAME = 'default-scheduler';
/** What the DynamicResources plugin says of every pod that has no claims, before preemption is tried. */
const NO_CLAIMS = 'no new claims to deallocate';
const NO_PLUGINS: ReadonlySet<string> = new Set();

export interface SchedulerDeps {
  readonly client: Client;
  readonly clock: Clock;
  readonly random: Random;
  /** The newer kind of recorder, as upstream: component `default-scheduler`, instance `default-scheduler-control-plane`. */
  readonly seriesRecorder: SeriesRecorder;
  readonly plugins?: readonly Plugin[];
  /** The PodDisruptionBudgets, for the choice of victims. */
  readonly budgets?: () => readonly Budget[];
}

/** Whether a pod with a node is to be counted anew: most changes are of its status. */
const hasMoved = (before: Pod, after: Pod): boolean =>
  before.spec.nodeName !== after.spec.nodeName ||
  before.metadata.labels !== after.metadata.labels ||
  before.spec.containers !== after.spec.containers ||
  before.metadata.deletionTimestamp !== after.metadata.deletionTimestamp;

class Scheduler {
  private readonly deps: SchedulerDeps;
  private readonly plugins: readonly Plugin[];
  private readonly byName: ReadonlyMap<string, Plugin>;
  private readonly preBinders: readonly Plugin[];
  private readonly cache = new SchedulerCache();
  private readonly nominator = new Nominator();
  private readonly queue: SchedulingQueue;
  private startAt = 0;

  constructor(deps: SchedulerDeps) {
    this.deps = deps;
    this.plugins = deps.plugins ?? allPlugins;
    this.byName = new Map(this.plugins.map((plugin) => [plugin.name, plugin]));
    this.preBinders = this.plugins.filter(({ preBind }) => preBind);
    this.queue = new SchedulingQueue(deps.clock, (pod) => this.schedule(pod));
  }

  start(): () => void {
    const { client } = this.deps;
    const stops = [
      client.watch(nodeKind, ({ type, object, previous, revision }) => {
        if (type === 'DELETED') {
          this.cache.removeNode(object.metadata.name);
          this.announce({ type: 'node-deleted', node: object }, revision);
          return;
        }
        this.cache.setNode(object);
        const event = nodeEvent(object, previous);
        if (event) this.announce(event, revision);
      }),
      client.watch(podKind, ({ type, object, previous, revision }) => {
        if (type === 'DELETED') this.forget(object, revision);
        else this.see(object, previous, revision);
      }),
      client.watch(serviceKind, ({ object }) => this.readServices(object.metadata.namespace ?? '')),
      client.watch(namespaceKind, ({ object, previous, revision }) => {
        if (object.metadata.labels === previous?.metadata.labels) return;
        this.announce({ type: 'other', kind: 'Namespace' }, revision);
      }),
      ...this.watchOthers(),
    ];
    for (const node of client.list(nodeKind)) this.cache.setNode(node);
    for (const pod of client.list(podKind)) this.see(pod, undefined, 0);
    for (const { metadata } of client.list(serviceKind))
      this.readServices(metadata.namespace ?? '');
    return () => {
      for (const stop of stops) stop();
    };
  }

  /** What else plugins wait for: claims, volumes. */
  private watchOthers(): readonly (() => void)[] {
    const kinds = new Set(this.plugins.flatMap((plugin) => plugin.watches ?? []));
    return [...kinds].map((kind) =>
      this.deps.client.watch(kind, ({ revision }) =>
        this.announce({ type: 'other', kind: kind.kind }, revision),
      ),
    );
  }

  private readServices(namespace: string): void {
    this.cache.setServices(namespace, this.deps.client.list(serviceKind, { namespace }));
  }

  private see(pod: Pod, previous: Pod | undefined, revision: number): void {
    const { uid, deletionTimestamp } = pod.metadata;
    if (pod.spec.nodeName) {
      this.seePlaced(pod, previous, revision);
      return;
    }
    if (deletionTimestamp || (pod.spec.schedulerName ?? SCHEDULER_NAME) !== SCHEDULER_NAME) {
      this.queue.remove(uid);
      this.nominator.forget(uid);
      return;
    }
    if (pod.spec.schedulingGates?.length) return;
    const nominated = pod.status?.nominatedNodeName ?? '';
    if (nominated !== (previous?.status?.nominatedNodeName ?? '')) {
      this.nominator.set(pod, nominated);
    }
    this.queue.add(keyOf(pod), uid, priorityOf(pod), revision);
    const isOther =
      previous && (previous.spec !== pod.spec || previous.metadata.labels !== pod.metadata.labels);
    if (isOther) this.queue.retry(uid, revision);
  }

  private seePlaced(pod: Pod, previous: Pod | undefined, revision: number): void {
    const { uid } = pod.metadata;
    if (!previous?.spec.nodeName) {
      this.queue.remove(uid);
      if (!this.nominator.isEmpty) this.nominator.forget(uid);
    }
    if (!takesRoom(pod)) this.forget(pod, revision);
    else if (!previous || hasMoved(previous, pod)) {
      this.cache.addPod(pod);
      const before = previous?.spec.nodeName ? previous : undefined;
      this.announce({ type: 'pod', pod, before }, revision);
    }
  }

  private forget(pod: Pod, revision: number): void {
    const { uid } = pod.metadata;
    this.queue.remove(uid);
    const wasNominated = !this.nominator.isEmpty && pod.status?.nominatedNodeName !== undefined;
    if (wasNominated) this.nominator.forget(uid);
    if (this.cache.removePod(uid) || wasNominated) {
      this.announce({ type: 'pod-deleted', pod }, revision);
    }
  }

  /** Lets those be tried again whom a change may help. Mirrors isPodWorthRequeuing. */
  private announce(event: ClusterEvent, revision: number): void {
    if (!this.queue.hasUnschedulable) return;
    this.queue.wakeIf(({ key, rejectors }) => {
      if (rejectors.size === 0) return true;
      const { namespace, name } = splitKey(key);
      const pod = this.deps.client.get(podKind, namespace, name);
      if (!pod) return false;
      for (const rejector of rejectors) {
        if (this.byName.get(rejector)?.mayHelp?.(event, pod) ?? true) return true;
      }
      return false;
    }, revision);
  }

  private schedule(queued: QueuedPod): void {
    const { client, random } = this.deps;
    const { namespace, name } = splitKey(queued.key);
    const pod = client.get(podKind, namespace, name);
    if (!pod || pod.metadata.uid !== queued.uid || pod.spec.nodeName) return;
    client.cause = queued.cause;
    const { cache, nominator, plugins } = this;
    const count = cache.nodes.length;
    if (count === 0) {
      this.queue.park(queued, NO_PLUGINS);
      const message = 'no nodes available to schedule pods';
      report(this.deps, pod, { reason: 'Unschedulable', message, nominates: '' });
      return;
    }
    const cycle: Cycle = {
      pod,
      requests: podRequests(pod),
      nodes: cache.nodes,
      affineNodes: cache.affineNodes,
      client,
      imageNodes: (image) => cache.imageNodes(image),
      servicesIn: (asked) => cache.servicesIn(asked),
      labelsOfNamespace: (asked) => client.get(namespaceKind, '', asked)?.metadata.labels,
    };
    const held = queued.node === undefined ? undefined : cache.node(queued.node);
    if (held) {
      this.place(cycle, held, queued);
      return;
    }
    const decision = decide({ cycle, plugins, nominator, random, startAt: this.startAt });
    this.startAt = (this.startAt + decision.looked) % count;
    if (decision.node) this.place(cycle, decision.node, queued);
    else this.fail(cycle, decision.diagnosis, queued);
  }

  /** What the pod needs on the node may still be on its way: then it waits for it, with the node. */
  private place(cycle: Cycle, node: NodeInfo, queued: QueuedPod): void {
    const waitsFor = this.preBinders.find((plugin) => plugin.preBind?.(cycle, node) === false);
    queued.node = waitsFor && node.name;
    if (waitsFor) {
      this.queue.park(queued, new Set([waitsFor.name]));
      expectOn(this.deps.client, cycle.pod, node.name);
    } else this.bind(cycle.pod, node.name, queued);
  }

  private bind(pod: Pod, node: string, queued: QueuedPod): void {
    const { namespace = '', name } = pod.metadata;
    try {
      this.deps.client.bind(namespace, name, node);
    } catch (error) {
      if (!(error instanceof StatusError)) throw error;
      this.queue.backOff(queued);
      const message = `running Bind plugin "DefaultBinder": ${error.message}`;
      report(this.deps, pod, { reason: 'SchedulerError', message, nominates: '' });
      return;
    }
    this.queue.remove(queued.uid);
    if (!this.nominator.isEmpty) this.nominator.forget(queued.uid);
    this.cache.addPod({ ...pod, spec: { ...pod.spec, nodeName: node } });
    // Joined, the text is one string in memory; added up, it would keep its parts too.
    const message = ['Successfully assigned ', namespace, '/', name, ' to ', node].join('');
    this.deps.seriesRecorder.event(pod, 'Normal', 'Scheduled', 'Binding', message);
  }

  /** No node will do: perhaps others can go. */
  private fail(cycle: Cycle, diagnosis: Diagnosis, queued: QueuedPod): void {
    const { cache, nominator, plugins } = this;
    const { pod } = cycle;
    if (diagnosis.upFront) {
      this.failUpFront(pod, diagnosis, queued);
      return;
    }
    const budgets = this.deps.budgets?.() ?? [];
    const search = { cycle, plugins, nominator, budgets };
    const { candidate, message, nominates } = preempt(search, diagnosis, this.deps.random);
    const why = fitError({ nodes: cache.nodes.length, ...diagnosis });
    const text = message ? `${why} ${NO_CLAIMS}, preemption: ${message}` : why;
    this.queue.park(queued, diagnosis.rejectors);
    report(this.deps, pod, { reason: 'Unschedulable', message: text, nominates });
    if (!candidate) return;
    const { name } = candidate.node;
    for (const one of nominator.on(name)) if (priorityOf(one) < priorityOf(pod)) this.outdo(one);
    nominator.set(pod, name);
    deleteVictims(this.deps, candidate.victims, pod, name);
  }

  /**
   * A plugin has refused the pod before any node was looked at. Upstream then asks DynamicResources,
   * which has not prepared itself for the pod: its "not found" ends the message, and nobody is preempted.
   */
  private failUpFront(pod: Pod, diagnosis: Diagnosis, queued: QueuedPod): void {
    const message = `${fitError({ nodes: this.cache.nodes.length, ...diagnosis })} not found`;
    this.queue.park(queued, diagnosis.rejectors);
    report(this.deps, pod, { reason: 'Unschedulable', message, nominates: undefined });
  }

  /** A more important pod has taken the node this one had in view. */
  private outdo({ metadata }: Pod): void {
    const { client } = this.deps;
    this.nominator.forget(metadata.uid);
    const pod = client.get(podKind, metadata.namespace ?? '', metadata.name);
    if (!pod?.status.nominatedNodeName) return;
    const { nominatedNodeName: _, ...status } = pod.status;
    client.updateStatus(podKind, { ...pod, status });
    this.queue.retry(metadata.uid, client.cause);
  }
}

/** Starts the scheduler; gives what stops it. */
export const startScheduler = (deps: SchedulerDeps): (() => void) => new Scheduler(deps).start();
