/** The kubelet of one node: registers it, keeps it alive, and runs the pods bound to it. Mirrors kubernetes pkg/kubelet/kubelet.go. */

import type { Client } from '#client/client.ts';
import { assert } from '#kernel/assert.ts';
import type { Clock } from '#kernel/clock.ts';
import { latency } from '#kernel/latency.ts';
import type { Random } from '#kernel/random.ts';
import { type Node, nodeKind } from '#resources/node.ts';
import { type Pod, podKind } from '#resources/pod.ts';
import { Admission } from './admission.ts';
import type { ContainerRun } from './container.ts';
import { crashContainer } from './crash.ts';
import type { EventSink } from './events.ts';
import { Evictions } from './eviction.ts';
import { type Heartbeat, type HeartbeatInput, registerNode, startHeartbeat } from './heartbeat.ts';
import { createImageStore, type ImageStore } from './image-pull.ts';
import { DEFAULT_CAPACITY, type NodeCapacity } from './node.ts';
import type { AddressPool, NodeRuntime, PodFetch } from './node-runtime.ts';
import { PodWorker } from './pod-worker.ts';
import { Pressure, type Scarce } from './pressure.ts';
import { createBackOff } from './restart-policy.ts';
import { watchSources } from './volume-refresh.ts';
import { hasMountedSources } from './volumes.ts';

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
  /** The cluster's network, as its pods' curl and wget meet it. */
  readonly fetch?: PodFetch;
  /** A token of a pod's ServiceAccount, for its token volume. */
  readonly token?: (pod: Pod) => string | undefined;
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
  /** The worker of a pod on this node: what exec and port-forward look into. */
  findPod(podUid: string): PodWorker | undefined;
  /** The images on the node now. */
  readonly images: ImageStore;
  /** Something outside its pods takes the node's memory or disk, or gives it back. */
  setPressure(scarce: Scarce, isShort: boolean): void;
  /** How much longer pulls take from now on: 1 as usual. */
  setPullSlowness(factor: number): void;
  /** Keeps its signs of life from the API; its pods run on. */
  setMuted(isMuted: boolean): void;
  /** Ends a container as if it had failed by itself; false when it does not run here. */
  crash(podUid: string, container: string, exitCode: number): boolean;
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
  { onEnded, resize }: Pick<NodeRuntime, 'onEnded' | 'resize'>,
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
    onEnded,
    resize,
    token: deps.token,
    resolve: deps.resolve ?? (() => undefined),
    fetch: deps.fetch,
  };
}

/** The older first, as the kubelet admits them. */
const byAge = ({ metadata: a }: Pod, { metadata: b }: Pod): number =>
  a.creationTimestamp < b.creationTimestamp
    ? -1
    : Number(a.creationTimestamp > b.creationTimestamp);

/** Whether a pod takes part of the node: one that has ended, or was on its way out, only leaves. */
const isLive = ({ metadata, status }: Pod): boolean =>
  metadata.deletionTimestamp === undefined &&
  status.phase !== 'Succeeded' &&
  status.phase !== 'Failed';

/** What runs between a start and a stop. */
class Session {
  readonly workers = new Map<string, PodWorker>();
  private readonly node: NodeRuntime;
  readonly heartbeat: Heartbeat;
  readonly evictions: Evictions;
  private readonly admission: Admission;
  private readonly unwatch: () => void;
  /** Set as soon as a pod mounts what may change. */
  private unwatchSources: (() => void) | undefined;

  constructor(node: NodeRuntime, heartbeat: HeartbeatInput, admission: Admission) {
    this.node = node;
    this.admission = admission;
    this.heartbeat = startHeartbeat(heartbeat);
    const { pressure } = heartbeat;
    this.evictions = new Evictions({ node, pressure, workers: this.workers });
    this.unwatch = node.client.watch(
      podKind,
      ({ type, object, revision }) => {
        if (type === 'DELETED') this.drop(object, revision);
        else this.see(object, revision);
      },
      { nodeName: node.nodeName },
    );

    const pods = [...node.client.byNode(podKind, node.nodeName)].sort(byAge);
    for (const pod of pods) this.see(pod, 0);
  }

  private see(pod: Pod, revision: number): void {
    if (pod.spec.nodeName !== this.node.nodeName) return;
    const { uid } = pod.metadata;
    const known = this.workers.get(uid);
    if (known) {
      known.update(pod, revision);
      return;
    }
    if (!this.unwatchSources && hasMountedSources(pod)) {
      this.unwatchSources = watchSources(this.node, this.workers);
    }
    const worker = new PodWorker(this.node, pod);
    this.workers.set(uid, worker);
    const rejection = isLive(pod) ? this.admission.admit(pod) : undefined;
    if (rejection) worker.reject(rejection, revision);
    else worker.start(revision);
  }

  private drop(pod: Pod, revision: number): void {
    const worker = this.workers.get(pod.metadata.uid);
    this.workers.delete(pod.metadata.uid);
    this.admission.release(pod.metadata.uid);
    worker?.forget(revision);
    this.retryResizes();
  }

  /** Something of the node has become free. */
  retryResizes(): void {
    for (const worker of this.workers.values()) worker.changes.retry();
  }

  stop(): void {
    this.unwatch();
    this.unwatchSources?.();
    this.heartbeat.stop();
    this.evictions.stop();
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
    pressure: new Pressure(() => deps.clock.now()),
    events: deps.events,
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
    const runtime = createRuntime(deps, nodeName, options.ip, images, {
      onEnded: (podUid) => {
        admission.release(podUid);
        session?.retryResizes();
      },
      resize: (pod) => admission.resize(pod),
    });
    const admission = new Admission(runtime, heartbeat.pressure);
    session = new Session(runtime, heartbeat, admission);
  };
  const stop = (): void => {
    session?.stop();
    session = undefined;
    heartbeat.pressure.clear();
    images.clear();
  };
  return {
    nodeName,
    get isRunning() {
      return session !== undefined;
    },
    start,
    stop,
    findPod: (podUid) => session?.workers.get(podUid),
    findRun: (podUid, containerId) => {
      for (const { run, previous } of session?.workers.get(podUid)?.records ?? []) {
        if (run?.id === containerId) return run;
        if (previous?.id === containerId) return previous;
      }
      return undefined;
    },
    images,
    setPressure: (scarce, isShort) => {
      heartbeat.pressure.set(scarce, isShort);
      if (!isShort || !session) return;
      session.heartbeat.tellNow();
      session.evictions.watch();
    },
    setPullSlowness: (factor) => images.setSlowness(factor),
    setMuted: (isMuted) => {
      if (session) session.heartbeat.isMuted = isMuted;
    },
    crash: (podUid, container, exitCode) =>
      crashContainer(session?.workers.get(podUid), container, exitCode),
  };
}
