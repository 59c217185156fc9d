/** How fast the cluster is in real time: from `scale --replicas=N` to N ready pods. */
import type { Kind } from '#apimachinery/kind.ts';
import type { Draft } from '#apimachinery/object.ts';
import { type Deployment, deploymentKind } from '#resources/deployment.ts';
import { createCluster, type RunningCluster } from './create-cluster.ts';

export interface BenchResult {
  readonly n: number;
  /** Real time, ms. */
  readonly readyMs: number;
  /** Growth of the heap, MB. */
  readonly heapMb: number;
}

/** What measuring needs of the machine it runs on. */
export interface Meter {
  nowMs(): number;
  /** After a garbage collection. */
  heapBytes(): number;
}

const name = 'web';
const labels = { app: name };

const web: Draft<Deployment> = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace: 'default' },
  spec: {
    replicas: 0,
    selector: { matchLabels: labels },
    template: {
      metadata: { labels },
      spec: { containers: [{ name, image: 'nginx:1.21', ports: [{ containerPort: 80 }] }] },
    },
  },
};

/** No more virtual time than this, or the bench has failed. */
const limitMs = 600_000;

/** Whether the Deployment has so many ready replicas, asked when it changes. */
function watchReady({ api }: RunningCluster, replicas: number): () => boolean {
  let ready = 0;
  api.subscribe(
    ({ object }) => {
      ready = (object as Deployment).status.readyReplicas ?? 0;
    },
    { kind: deploymentKind as unknown as Kind },
  );
  return () => ready === replicas;
}

/** A cluster with a Deployment of no replicas, and room for `replicas` of them on `nodes` nodes. */
export function prepareScale(replicas: number, nodes = 10): RunningCluster {
  const pods = Math.max(110, Math.ceil((2 * replicas) / nodes));
  const cluster = createCluster({ nodes, nodeCapacity: { pods } });
  cluster.clientFor('kubectl').create(deploymentKind, web);
  cluster.clock.advanceTo(cluster.clock.now() + 10_000);
  return cluster;
}

/** `kubectl scale`: asks for `replicas`, and gives a test whether all are ready. */
export function scaleTo(cluster: RunningCluster, replicas: number): () => boolean {
  const kubectl = cluster.clientFor('kubectl');
  const isReady = watchReady(cluster, replicas);
  const deployment = kubectl.get(deploymentKind, 'default', name);
  if (!deployment) throw new Error('the Deployment of the bench is gone');
  kubectl.update(deploymentKind, { ...deployment, spec: { ...deployment.spec, replicas } });
  return isReady;
}

/** Scales a Deployment from 0 to `replicas` on nodes with room for them, and waits for all to be ready. */
export function benchScale(replicas: number, meter: Meter, nodes = 10): BenchResult {
  const cluster = prepareScale(replicas, nodes);
  const before = meter.heapBytes();
  const startMs = meter.nowMs();
  const isReady = scaleTo(cluster, replicas);
  const endMs = cluster.clock.now() + limitMs;
  while (!isReady() && cluster.clock.now() < endMs) cluster.clock.step();
  const readyMs = meter.nowMs() - startMs;
  if (!isReady()) throw new Error(`${replicas} pods are not ready after 600 s`);
  const heapMb = (meter.heapBytes() - before) / 1e6;
  return { n: replicas, readyMs: Math.round(readyMs), heapMb: Math.round(heapMb * 10) / 10 };
}
