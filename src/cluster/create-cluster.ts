/** Puts a whole cluster together and lets it run until it is a quiet, few minutes old one. */
import { type ApiServer, createApiServer } from '#apiserver/server.ts';
import type { Client } from '#client/client.ts';
import { createDirectClient } from '#client/direct.ts';
import { createRecorder } from '#client/recorder.ts';
import { createSeriesRecorder } from '#client/series-recorder.ts';
import { controllers } from '#controllers/index.ts';
import { setAssertContext } from '#kernel/assert.ts';
import { type Clock, createClock } from '#kernel/clock.ts';
import { createRandom, type Random } from '#kernel/random.ts';
import { createTrace, type Trace } from '#kernel/trace.ts';
import type { Kubelet } from '#kubelet/kubelet.ts';
import { createLogServer } from '#kubelet/log-server.ts';
import { resolve } from '#network/dns.ts';
import { endpointSliceKind } from '#resources/endpointslice.ts';
import { eventKind } from '#resources/event.ts';
import { kinds } from '#resources/index.ts';
import type { Pod } from '#resources/pod.ts';
import { serviceKind } from '#resources/service.ts';
import { startScheduler } from '#scheduler/scheduler.ts';
import { startBootstrap } from './bootstrap.ts';
import type { Cluster, ClusterOptions } from './cluster.ts';
import { createFaults } from './faults.ts';
import { createMachines } from './machines.ts';
import { watchRest } from './rest.ts';
import { stateHash } from './state-hash.ts';

/** Monday, 5 January 2026, 09:00:00 UTC. */
const defaultStartMs = 1_767_603_600_000;
const defaultWarmUpMs = 300_000;

/** A cluster with what its own floor knows of it. */
export interface RunningCluster extends Cluster {
  readonly api: ApiServer;
  /** A client that acts as somebody: `kubectl` is a person. */
  clientFor(name: string, manager?: string, user?: string): Client;
}

/** Everything below the loops. */
interface Ground {
  readonly clock: Clock;
  readonly random: Random;
  readonly trace: Trace;
  readonly api: ApiServer;
  readonly kubelets: Map<string, Kubelet>;
  clientFor(name: string, manager?: string, user?: string): Client;
}

function layGround({ seed = 1, startMs = defaultStartMs, freeze }: ClusterOptions): Ground {
  const clock = createClock(startMs);
  const random = createRandom(seed);
  const trace = createTrace();
  const kubelets = new Map<string, Kubelet>();
  const kubeletLogs = createLogServer((name) => kubelets.get(name), clock.now);
  const logs = (pod: unknown, query: Parameters<typeof kubeletLogs>[1]) =>
    kubeletLogs(pod as Pod, query);
  const api = createApiServer({ kinds, clock, random, trace, freeze, logs });
  setAssertContext(() =>
    [`seed ${seed}, virtual time ${clock.now()}, step ${clock.steps}`, ...trace.tail()].join('\n'),
  );
  const clientFor: Ground['clientFor'] = (name, manager, user) =>
    createDirectClient(api, clock, {
      name,
      ...(manager ? { manager } : {}),
      ...(user ? { user } : {}),
    });
  return { clock, random, trace, api, kubelets, clientFor };
}

/** Controllers watch from before the first object on. */
function startControlPlane({ clock, random, clientFor }: Ground): void {
  for (const { name, start } of controllers) {
    const user = `system:serviceaccount:kube-system:${name}`;
    const client = clientFor(name, 'kube-controller-manager', user);
    const recorder = createRecorder({ client, clock, kind: eventKind, component: name });
    start({ client, clock, random: random.fork(name), recorder });
  }
  startBootstrap(clientFor('kube-apiserver', 'kube-apiserver', 'system:apiserver'), clock);
}

/** The scheduler names in its events what it was trying to do. */
function startScheduling({ clock, random, clientFor }: Ground): void {
  const component = 'default-scheduler';
  const client = clientFor(component, 'kube-scheduler', 'system:kube-scheduler');
  const instance = `${component}-control-plane`;
  const seriesRecorder = createSeriesRecorder({
    client,
    clock,
    kind: eventKind,
    component,
    instance,
  });
  startScheduler({ client, clock, random: random.fork('scheduler'), seriesRecorder });
}

function startMachines(ground: Ground, { nodes = 3, nodeCapacity }: ClusterOptions): void {
  const { clock, random, clientFor, kubelets } = ground;
  const dns = clientFor('coredns');
  const machines = createMachines(
    {
      clock,
      random,
      clientFor,
      recorderFor: (client, component, host) =>
        createRecorder({ client, clock, kind: eventKind, component, host }),
      resolve: (name, namespace) =>
        resolve(
          name,
          namespace,
          (within, service) => dns.get(serviceKind, within, service),
          (within) => dns.list(endpointSliceKind, { namespace: within }),
        )[0],
    },
    nodes,
    nodeCapacity,
  );
  for (const [name, kubelet] of machines) {
    kubelets.set(name, kubelet);
    kubelet.start();
  }
}

/** A node that has been up for a while sends no events, and those of its start are forgotten. */
function forgetEvents({ clientFor }: Ground): void {
  const client = clientFor('kube-apiserver');
  for (const event of client.list(eventKind)) client.delete(eventKind, event);
}

/**
 * A new cluster: the four namespaces, Service `kubernetes`, nodes node-1 … node-N; `warmUpMs` old,
 * quiet, without events. The same options give the same cluster, byte for byte.
 */
export function createCluster(options: ClusterOptions = {}): RunningCluster {
  const ground = layGround(options);
  const { clock, api, trace, kubelets, clientFor } = ground;
  const rest = watchRest(api, clock);
  startControlPlane(ground);
  startScheduling(ground);
  startMachines(ground, options);
  clock.advanceTo(clock.now() + (options.warmUpMs ?? defaultWarmUpMs));
  forgetEvents(ground);
  return {
    api,
    clock,
    trace,
    rest,
    history: api.history,
    clientFor,
    faults: createFaults(kubelets, clock),
    seed: options.seed ?? 1,
    stateHash: () => stateHash(api),
    lastChangeMs: rest.lastChangeMs,
  };
}
