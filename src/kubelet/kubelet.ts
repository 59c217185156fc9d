/** The kubelet of one node: registers it, keeps it alive, and runs the pods bound to it. Mirrors kubernetes pkg/kubelet/kubelet.go. */

import type { Client } from '#client/client.ts';
import { assert } from '#kernel/assert.ts';
import type { Clock } from '#kernel/clock.ts';
import { latency } from '#kernel/latency.ts';
import type { Random } from '#kernel/random.ts';
import { type Node, nodeKind } from '#resources/node.ts';
import { type Pod, podKind } from '#resources/pod.ts';
import type { ContainerRun } from './container.ts';
import type { EventSink } from './events.ts';
import { type Heartbeat, type HeartbeatInput, registerNode, startHeartbeat } from './heartbeat.ts';
import { createImageStore, type ImageStore } from './image-pull.ts';
import { DEFAULT_CAPACITY, type NodeCapacity } from './node.ts';
import type { AddressPool, NodeRuntime } from './node-runtime.ts';
import { PodWorker } from './pod-worker.ts';
import { createBackOff } from './restart-policy.ts';

export interface KubeletDeps {
  /** A client of its own: `kubelet/node-2`. */
  readonly client: Client;
  readonly clock: Clock;
  readonly random: Random;
  readonly events: EventSink;
  /** Addresses for the pods of this node; asked anew after each start. */
  readonly addresses: () => AddressPool;
  /** The cluster's DNS: the address of a name asked from a namespace. */
  readonly resolve?: (name: string, namespace: string) => string | undefined;
}

export interface KubeletOptions {
  /** The node's own address. */
  readonly ip: string;
  readonly capacity?: Partial<NodeCapacity>;
  readonly labels?: Readonly<Record<string, string>>;
}

export interface Kubelet {
  readonly nodeName: string;
  readonly isRunning: boolean;
  /** Boots: nothing is left of an earlier run but what the API remembers. */
  start(): void;
  /** Power cut: nothing of it runs any more, and nobody is told. */
  stop(): void;
  /** A run of a container on this node, by its id without `containerd://`. */
  findRun(podUid: string, containerId: string): ContainerRun | undefined;
  /** The images on the node now. */
  readonly images: ImageStore;
}

/** What a kubelet says about its node when it comes up. Mirrors kubelet_node_status.go recordNodeStatusEvent. */
function announce(events: EventSink, node: Node, wasReady: boolean): void {
  const name = node.metadata.name;
  events.event(node, 'Normal', 'Starting', 'Starting kubelet.');
  for (const reason of [
    'NodeHasSufficientMemory',
    'NodeHasNoDiskPressure',
    'NodeHasSufficientPID',
  ]) {
    events.event(node, 'Normal', reason, `Node ${name} status is now: ${reason}`);
  }
  if (!wasReady) events.event(node, 'Normal', 'NodeReady', `Node ${name} status is now: NodeReady`);
}

function createRuntime(
  deps: KubeletDeps,
  nodeName: string,
  ip: string,
  images: ImageStore,
): NodeRuntime {
  const { client, clock, random, events } = deps;
  const now = (): number => clock.now();
  return {
    nodeName,
    host: { ip, ips: [{ ip }] },
    client,
    clock,
    random,
    events,
    images,
    addresses: deps.addresses(),
    crashBackOff: createBackOff(now),
    imageBackOff: createBackOff(now, latency.imageBackOffMs, latency.imageBackOffMaxMs),
    resolve: deps.resolve ?? (() => undefined),
  };
}

/** What runs between a start and a stop. */
class Session {
  readonly workers = new Map<string, PodWorker>();
  private readonly node: NodeRuntime;
  private readonly heartbeat: Heartbeat;
  private readonly unwatch: () => void;

  constructor(node: NodeRuntime, heartbeat: HeartbeatInput) {
    this.node = node;
    this.heartbeat = startHeartbeat(heartbeat);
    this.unwatch = node.client.watch(
      podKind,
      ({ type, object, revision }) => {
        if (type === 'DELETED') this.drop(object, revision);
        else this.see(object, revision);
      },
      { nodeName: node.nodeName },
    );
    for (const pod of node.client.byNode(podKind, node.nodeName)) this.see(pod, 0);
  }

  private see(pod: Pod, revision: number): void {
    if (pod.spec.nodeName !== this.node.nodeName) return;
    const { uid } = pod.metadata;
    const known = this.workers.get(uid);
    if (known) {
      known.update(pod, revision);
      return;
    }
    const worker = new PodWorker(this.node, pod);
    this.workers.set(uid, worker);
    worker.start(revision);
  }

  private drop(pod: Pod, revision: number): void {
    const worker = this.workers.get(pod.metadata.uid);
    this.workers.delete(pod.metadata.uid);
    worker?.forget(revision);
  }

  stop(): void {
    this.unwatch();
    this.heartbeat.stop();
    for (const worker of this.workers.values()) worker.vanish();
  }
}

/** A kubelet, not yet started. */
export function createKubelet(
  deps: KubeletDeps,
  nodeName: string,
  options: KubeletOptions,
): Kubelet {
  const images = createImageStore(deps.clock, deps.random.fork('images'));
  const heartbeat: HeartbeatInput = {
    client: deps.client,
    clock: deps.clock,
    images,
    name: nodeName,
    ip: options.ip,
    capacity: { ...DEFAULT_CAPACITY, ...options.capacity },
    labels: options.labels ?? {},
  };
  let session: Session | undefined;
  let starts = 0;

  const start = (): void => {
    assert(!session, `the kubelet of ${nodeName} runs already`);
    deps.client.cause = 0;
    const before = registerNode(heartbeat);
    const node = deps.client.get(nodeKind, '', nodeName);
    const ready = before?.status.conditions?.find(({ type }) => type === 'Ready');
    if (starts > 0 && node) announce(deps.events, node, ready?.status === 'True');
    starts += 1;
    session = new Session(createRuntime(deps, nodeName, options.ip, images), heartbeat);
  };
  const stop = (): void => {
    session?.stop();
    session = undefined;
    images.clear();
  };
  return {
    nodeName,
    get isRunning() {
      return session !== undefined;
    },
    start,
    stop,
    findRun: (podUid, containerId) => {
      for (const { run, previous } of session?.workers.get(podUid)?.records ?? []) {
        if (run?.id === containerId) return run;
        if (previous?.id === containerId) return previous;
      }
      return undefined;
    },
    images,
  };
}
