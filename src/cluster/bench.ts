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

/** Scales a Deployment from 0 to `replicas` on 10 nodes with room for them, and waits for all to be ready. */
export function benchScale(replicas: number, meter: Meter): BenchResult {
  const pods = Math.max(110, Math.ceil(replicas / 5));
  const cluster = createCluster({ nodes: 10, nodeCapacity: { pods } });
  const kubectl = cluster.clientFor('kubectl');
  kubectl.create(deploymentKind, web);
  cluster.clock.advanceTo(cluster.clock.now() + 10_000);
  const isReady = watchReady(cluster, replicas);
  const before = meter.heapBytes();
  const startMs = meter.nowMs();
  const deployment = kubectl.get(deploymentKind, 'default', name);
  if (!deployment) throw new Error('the Deployment of the bench is gone');
  kubectl.update(deploymentKind, { ...deployment, spec: { ...deployment.spec, replicas } });
  const endMs = cluster.clock.now() + limitMs;
  while (!isReady() && cluster.clock.now() < endMs) cluster.clock.step();
  const readyMs = meter.nowMs() - startMs;
  if (!isReady()) throw new Error(`${replicas} pods are not ready after 600 s`);
  const heapMb = (meter.heapBytes() - before) / 1e6;
  return { n: replicas, readyMs: Math.round(readyMs), heapMb: Math.round(heapMb * 10) / 10 };
}
