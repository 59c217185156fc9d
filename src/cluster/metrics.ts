/** The metrics server of a cluster: what pods and nodes use, asked from the kubelets when somebody wants to know. */
import type { KubeObject } from '#apimachinery/object.ts';
import { milliValue } from '#apimachinery/quantity.ts';
import { printTime } from '#apimachinery/time.ts';
import type { Client } from '#client/client.ts';
import type { Clock } from '#kernel/clock.ts';
import type { ContainerRecord } from '#kubelet/container.ts';
import { cpuNanos, idleMilli } from '#kubelet/cpu.ts';
import type { Kubelet } from '#kubelet/kubelet.ts';
import { ownWorkMilli, requestMilli } from '#kubelet/traffic.ts';
import { memoryBytes } from '#kubelet/usage.ts';
import type { NodeMetrics } from '#resources/metrics/node-metrics.ts';
import type { PodMetrics } from '#resources/metrics/pod-metrics.ts';
import { nodeKind } from '#resources/node.ts';
import { type Pod, podKind } from '#resources/pod.ts';
import { serviceKind } from '#resources/service.ts';
import { type Load, loadsOf, NO_LOAD } from './traffic.ts';

/** Kubelets are asked so often. */
const PERIOD_MS = 15_000;
const WINDOW = '15s';
/** A container must have run so long before it can be measured. */
const LEAST_MS = 10_000;
/** What the kubelet, the runtime and the system take of a node. */
const SYSTEM_MILLI = 45;
const SYSTEM_BYTES = 512 * 1_024 * 1_024;

export interface MetricsServer {
  pods(namespace: string | undefined): readonly PodMetrics[];
  nodes(): readonly NodeMetrics[];
}

interface Deps {
  readonly client: Client;
  readonly clock: Clock;
  readonly kubelets: ReadonlyMap<string, Kubelet>;
}

interface Use {
  readonly nanos: number;
  readonly bytes: number;
}

const usageOf = ({ nanos, bytes }: Use) => ({
  cpu: `${nanos}n`,
  memory: `${Math.ceil(bytes / 1_024)}Ki`,
});

/** The containers of a pod that can be measured, and what each uses; the first has the load. */
function usesOf(
  pod: Pod,
  records: readonly ContainerRecord[],
  load: Load,
  sampleMs: number,
): readonly { readonly name: string; readonly use: Use }[] {
  const measured: { name: string; use: Use }[] = [];
  for (const { spec, role, run } of records) {
    if (run?.state !== 'running' || role === 'init') continue;
    if (run.startedMs + LEAST_MS > sampleMs) continue;
    const limit = spec.resources?.limits?.['cpu'];
    const { repository } = run.image.image;
    const served = role === 'app' && measured.length === 0 ? load : NO_LOAD;
    const nanos = cpuNanos({
      idleMilli: idleMilli(run),
      loadMilli:
        served.milli + served.perSecond * requestMilli(repository) + ownWorkMilli(spec, repository),
      limitMilli: limit === undefined ? undefined : milliValue(limit),
      sample: `${pod.metadata.uid}/${spec.name}/${sampleMs}`,
    });
    measured.push({ name: spec.name, use: { nanos, bytes: memoryBytes(run) } });
  }
  return measured;
}

/** The containers of one pod as measured; undefined when none can be. */
type Measure = (pod: Pod) => ReturnType<typeof usesOf> | undefined;

const isRunning =
  (kubelets: ReadonlyMap<string, Kubelet>) =>
  (pod: Pod): boolean =>
    (kubelets.get(pod.spec.nodeName ?? '')?.findPod(pod.metadata.uid)?.records ?? []).some(
      ({ run }) => run?.state === 'running',
    );

function measurer({ client, kubelets }: Deps, sampleMs: number): Measure {
  // Users of a Service may be in any namespace.
  const loads = loadsOf(client.list(serviceKind), client.list(podKind), isRunning(kubelets));
  return (pod) => {
    const records = kubelets.get(pod.spec.nodeName ?? '')?.findPod(pod.metadata.uid)?.records;
    if (!records) return undefined;
    const uses = usesOf(pod, records, loads.get(pod.metadata.uid) ?? NO_LOAD, sampleMs);
    return uses.length > 0 ? uses : undefined;
  };
}

const headOf = (kind: string, { metadata }: KubeObject, timestamp: string, now: string) => {
  const { name, namespace, labels } = metadata;
  return {
    kind,
    apiVersion: 'metrics.k8s.io/v1beta1',
    // What is worked out has neither uid nor resourceVersion.
    metadata: {
      name,
      ...(namespace ? { namespace } : {}),
      creationTimestamp: now,
      ...(labels ? { labels } : {}),
    } as KubeObject['metadata'],
    timestamp,
    window: WINDOW,
  };
};

const sum = (a: Use, b: Use): Use => ({ nanos: a.nanos + b.nanos, bytes: a.bytes + b.bytes });

/** Adds up a node: the system, and every pod on it. */
function nodeUse(pods: readonly Pod[], measure: Measure): Use {
  const system: Use = { nanos: SYSTEM_MILLI * 1e6, bytes: SYSTEM_BYTES };
  return pods
    .flatMap((pod) => measure(pod) ?? [])
    .reduce((total, { use }) => sum(total, use), system);
}

/** Nothing is measured until somebody asks, and nothing is kept. */
export function createMetricsServer(deps: Deps): MetricsServer {
  const { client, clock, kubelets } = deps;
  const sampleAt = (): number => Math.floor(clock.now() / PERIOD_MS) * PERIOD_MS;
  return {
    pods: (namespace) => {
      const pods = client.list(podKind, { namespace });
      const sampleMs = sampleAt();
      const measure = measurer(deps, sampleMs);
      const now = printTime(clock.now());
      return pods.flatMap((pod) => {
        const containers = measure(pod)?.map(({ name, use }) => ({ name, usage: usageOf(use) }));
        if (!containers) return [];
        return [{ ...headOf('PodMetrics', pod, printTime(sampleMs), now), containers }];
      });
    },
    nodes: () => {
      const sampleMs = sampleAt();
      const measure = measurer(deps, sampleMs);
      const now = printTime(clock.now());
      return client.list(nodeKind).flatMap((node) => {
        const { name } = node.metadata;
        if (!kubelets.get(name)?.isRunning) return [];
        const usage = usageOf(nodeUse(client.byNode(podKind, name), measure));
        return [{ ...headOf('NodeMetrics', node, printTime(sampleMs), now), usage }];
      });
    },
  };
}
