/** Puts a whole cluster together and lets it run until it is a quiet, few minutes old one. */
import type { Kind } from '#apimachinery/kind.ts';
import { parseSelector } from '#apimachinery/selector.ts';
import type { Compute } from '#apiserver/computed-table.ts';
import { type ApiServer, createApiServer } from '#apiserver/server.ts';
import type { Client } from '#client/client.ts';
import { createDirectClient } from '#client/direct.ts';
import { createRecorder } from '#client/recorder.ts';
import { createSeriesRecorder } from '#client/series-recorder.ts';
import { controllers, storageProvisioner } from '#controllers/index.ts';
import { standardClass } from '#controllers/volume/provisioner/draft.ts';
import { setAssertContext } from '#kernel/assert.ts';
import { type Clock, createClock } from '#kernel/clock.ts';
import { createRandom, type Random } from '#kernel/random.ts';
import { createTrace, type Trace } from '#kernel/trace.ts';
import { createExecServer } from '#kubelet/exec-server.ts';
import type { Kubelet } from '#kubelet/kubelet.ts';
import { createLogServer } from '#kubelet/log-server.ts';
import { createPodFetch } from '#kubelet/pod-network.ts';
import { eventKind } from '#resources/event.ts';
import { kinds, metricsKinds } from '#resources/index.ts';
import { nodeMetricsKind } from '#resources/metrics/node-metrics.ts';
import { podMetricsKind } from '#resources/metrics/pod-metrics.ts';
import { type Pod, podKind } from '#resources/pod.ts';
import { podDisruptionBudgetKind } from '#resources/poddisruptionbudget.ts';
import { storageClassKind } from '#resources/storageclass.ts';
import { startScheduler } from '#scheduler/scheduler.ts';
import { startBootstrap } from './bootstrap.ts';
import type { Cluster, ClusterOptions } from './cluster.ts';
import { type Conflicts, createConflicts } from './conflicts.ts';
import { createFaults } from './faults.ts';
import { createMachines } from './machines.ts';
import { createMetricsServer, type MetricsServer } from './metrics.ts';
import { createOutside, type Outside } from './outside.ts';
import { createReach, namesOf } from './reach.ts';
import { watchRest } from './rest.ts';
import { stateHash } from './state-hash.ts';

/** Monday, 5 January 2026, 09:00:00 UTC. */
const defaultStartMs = 1_767_603_600_000;
const defaultWarmUpMs = 300_000;
const controllerManager = 'kube-controller-manager';

/** A cluster with what its own floor knows of it. */
export interface RunningCluster extends Cluster {
  readonly api: ApiServer;
  /** Refuses some of the controllers' updates, when asked to. */
  readonly conflicts: Conflicts;
  /** A client that acts as somebody: `kubectl` is a person. */
  clientFor(name: string, manager?: string, user?: string): Client;
}

/** Everything below the loops. */
interface Ground {
  readonly clock: Clock;
  readonly random: Random;
  readonly trace: Trace;
  readonly api: ApiServer;
  readonly conflicts: Conflicts;
  readonly kubelets: Map<string, Kubelet>;
  /** Absent in a cluster without a metrics server. */
  readonly metrics: MetricsServer | undefined;
  clientFor(name: string, manager?: string, user?: string): Client;
}

/** The metrics server, whose client comes after the API that asks it. */
function plugMetrics(isWanted: boolean) {
  let server: MetricsServer | undefined;
  const computed = new Map<Kind, Compute>([
    [nodeMetricsKind, () => server?.nodes() ?? []],
    [podMetricsKind, (namespace) => server?.pods(namespace) ?? []],
  ]);
  return {
    kinds: isWanted ? [...kinds, ...metricsKinds] : kinds,
    computed: isWanted ? computed : undefined,
    start: (deps: Parameters<typeof createMetricsServer>[0]): MetricsServer | undefined => {
      server = isWanted ? createMetricsServer(deps) : undefined;
      return server;
    },
  };
}

function layGround(options: ClusterOptions): Ground {
  const { seed = 1, startMs = defaultStartMs, freeze, metrics: isMeasured = false } = options;
  const clock = createClock(startMs);
  const random = createRandom(seed);
  const trace = createTrace();
  const kubelets = new Map<string, Kubelet>();
  const kubeletLogs = createLogServer((name) => kubelets.get(name), clock.now);
  const logs = (pod: unknown, query: Parameters<typeof kubeletLogs>[1]) =>
    kubeletLogs(pod as Pod, query);
  const kubeletOf = (name: string) => kubelets.get(name);
  const containers = createExecServer({ clock, kubeletOf });
  const exec = containers as unknown as NonNullable<Parameters<typeof createApiServer>[0]['exec']>;
  const metering = plugMetrics(isMeasured);
  const { computed } = metering;
  const served = { kinds: metering.kinds, computed };
  const api = createApiServer({ ...served, clock, random, trace, freeze, logs, exec });
  setAssertContext(() =>
    [`seed ${seed}, virtual time ${clock.now()}, step ${clock.steps}`, ...trace.tail()].join('\n'),
  );
  const conflicts = createConflicts(api, random.fork('conflicts'));
  const clientFor: Ground['clientFor'] = (name, manager, user) =>
    createDirectClient(manager === controllerManager ? conflicts.api : api, clock, {
      name,
      ...(manager ? { manager } : {}),
      ...(user ? { user } : {}),
    });
  const metrics = metering.start({ client: clientFor('metrics-server'), clock, kubelets });
  return { clock, random, trace, api, conflicts, kubelets, metrics, clientFor };
}

/** Controllers watch from before the first object on. */
function startControlPlane(
  { clock, random, api, metrics, clientFor }: Ground,
  { storageClass, serviceCidr }: ClusterOptions,
): void {
  const source = metrics && {
    podMetrics: (namespace: string, selector: string) => {
      const { matches } = parseSelector(selector);
      return metrics.pods(namespace).filter(({ metadata }) => matches(metadata.labels));
    },
  };
  const all = storageClass ? [...controllers, storageProvisioner] : controllers;
  for (const { name, start } of all) {
    const user = `system:serviceaccount:kube-system:${name}`;
    const client = clientFor(name, controllerManager, user);
    const recorder = createRecorder({ client, clock, kind: eventKind, component: name });
    start({ client, clock, random: random.fork(name), recorder, metrics: source });
  }
  const apiserver = clientFor('kube-apiserver', 'kube-apiserver', 'system:apiserver');
  startBootstrap(apiserver, clock, serviceCidr);
  api.installBootstrapObjects();
  if (storageClass) clientFor('kubectl').create(storageClassKind, standardClass);
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
  startScheduler({
    client,
    clock,
    random: random.fork('scheduler'),
    seriesRecorder,
    budgets: () => client.list(podDisruptionBudgetKind),
  });
}

/** Starts the nodes; gives the network around them, as somebody outside meets it. */
function startMachines(ground: Ground, options: ClusterOptions): Outside {
  const { nodes = 3, nodeCapacity = {}, zones = 0 } = options;
  const { clock, random, clientFor, kubelets, api } = ground;
  const dns = clientFor('coredns');
  const kubeletOf = (name: string) => kubelets.get(name);
  const network = { client: dns, revision: () => api.revision, kubeletOf };
  const reach = createReach({ ...network, random: random.fork('reach') });
  const namesIn = namesOf(dns);
  const machines = createMachines(
    {
      clock,
      random,
      clientFor,
      recorderFor: (client, component, host) =>
        createRecorder({ client, clock, kind: eventKind, component, host }),
      resolve: (name, namespace) => namesIn(name, namespace)[0],
      fetch: createPodFetch(kubeletOf, reach),
    },
    { nodes, nodeCapacity, zones },
  );
  for (const [name, kubelet] of machines) {
    kubelets.set(name, kubelet);
    kubelet.start();
  }
  return createOutside({ ...network, random: random.fork('outside') });
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
  const { clock, api, conflicts, trace, kubelets, clientFor } = ground;
  const rest = watchRest(api, clock);
  startControlPlane(ground, options);
  startScheduling(ground);
  const outside = startMachines(ground, options);
  clock.advanceTo(clock.now() + (options.warmUpMs ?? defaultWarmUpMs));
  forgetEvents(ground);
  return {
    api,
    conflicts,
    clock,
    trace,
    rest,
    history: api.history,
    outside,
    clientFor,
    faults: createFaults(kubelets, clock, (namespace, name) => {
      const pod = api.get(podKind, namespace, name) as Pod | undefined;
      return pod && { uid: pod.metadata.uid, node: pod.spec.nodeName ?? '' };
    }),
    seed: options.seed ?? 1,
    stateHash: () => stateHash(api),
    lastChangeMs: rest.lastChangeMs,
  };
}
