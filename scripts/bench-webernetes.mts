/** The same work done by webernetes, the nearest relative: a Deployment scaled from 0 to N, stepped as fast as it can. */
import { BaseImage, Cluster, type ProcessContext } from '@ngrok/webernetes';

class Sleeper extends BaseImage {
  static readonly imageName = 'sleeper';
  static readonly imageVersion = '1';
  readonly defaultCommand = ['sleep'];

  override async exec(context: ProcessContext): Promise<number> {
    return await context.waitUntilKilled();
  }
}

const name = 'web';
const web = (replicas: number) => ({
  apiVersion: 'apps/v1' as const,
  kind: 'Deployment' as const,
  metadata: { name, namespace: 'default' },
  spec: {
    replicas,
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: { containers: [{ name, image: 'sleeper:1' }] },
    },
  },
});

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
/** Virtual time of one step; real time waits for nothing. */
const stepMs = 100;

export interface RivalResult {
  readonly readyMs: number;
  readonly heapMb: number;
}

/** Real ms and growth of the heap until `replicas` pods are ready; undefined when `limitMs` of real time was not enough. */
export async function benchWebernetes(
  replicas: number,
  limitMs: number,
  heapBytes: () => number,
): Promise<RivalResult | undefined> {
  const cluster = new Cluster({ nodes: 10 } as ConstructorParameters<typeof Cluster>[0]);
  cluster.registerImage(Sleeper);
  await cluster.init();
  await cluster.apply([web(0)]);
  const ready = async (): Promise<number> => {
    const { status } = await cluster.api.appsv1.readNamespacedDeployment({
      name,
      namespace: 'default',
    });
    return status?.readyReplicas ?? 0;
  };
  const before = heapBytes();
  const startMs = performance.now();
  await cluster.apply([web(replicas)]);
  while ((await ready()) < replicas) {
    if (performance.now() - startMs > limitMs) return undefined;
    cluster.clock.step(stepMs);
    await turn();
  }
  const readyMs = Math.round(performance.now() - startMs);
  const heapMb = Math.round((heapBytes() - before) / 1e5) / 10;
  return { readyMs, heapMb };
}
