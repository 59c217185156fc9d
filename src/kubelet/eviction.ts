/** Evicts pods while a node runs short, one at a time, the least deserving first. Mirrors kubernetes pkg/kubelet/eviction/eviction_manager.go synchronize. */
import { printBytes, quantityValue } from '#apimachinery/quantity.ts';
import type { Clock, Timer } from '#kernel/clock.ts';
import { type Node, nodeKind } from '#resources/node.ts';
import type { Pod } from '#resources/pod.ts';
import { isRunning } from './container.ts';
import type { NodeRuntime } from './node-runtime.ts';
import type { PodWorker } from './pod-worker.ts';
import { type Pressure, type Scarce, scarceWords, threshold } from './pressure.ts';
import { diskBytes, memoryBytes, totalOf } from './usage.ts';

const PERIOD_MS = 10_000;
/** Hard thresholds leave pods a second. */
const GRACE_SECONDS = 1;
const CRITICAL_PRIORITY = 2_000_000_000;

export interface EvictionDeps {
  readonly node: NodeRuntime;
  readonly pressure: Pressure;
  readonly workers: ReadonlyMap<string, PodWorker>;
}

const bytesOf = { memory: memoryBytes, disk: diskBytes };

const requestBytes = (pod: Pod, resource: string): number =>
  pod.spec.containers.reduce(
    (sum, { resources }) => sum + quantityValue(resources?.requests?.[resource] ?? '0'),
    0,
  );

/** How a pod stands in the queue for eviction. */
interface Rank {
  readonly worker: PodWorker;
  readonly priority: number;
  /** What it uses beyond what it asked for. */
  readonly excess: number;
}

/** Those above their requests first, then the less important, then the greedier. Mirrors rankMemoryPressure. */
const byRank = (a: Rank, b: Rank): number =>
  Number(b.excess > 0) - Number(a.excess > 0) || a.priority - b.priority || b.excess - a.excess;

function rank(worker: PodWorker, scarce: Scarce): Rank {
  const { pod, records } = worker;
  const used = totalOf(records, bytesOf[scarce]);
  const excess = used - requestBytes(pod, scarceWords[scarce].resource);
  return { worker, priority: pod.spec.priority ?? 0, excess };
}

/** "The node was low on resource: memory. Threshold quantity: …" Mirrors evictionMessage. */
function evictionMessage({ records }: PodWorker, scarce: Scarce, storageBytes: number): string {
  const { resource } = scarceWords[scarce];
  const { quantity, available } = threshold(scarce, storageBytes);
  const parts = [
    `The node was low on resource: ${resource}. `,
    `Threshold quantity: ${quantity}, available: ${available}. `,
  ];
  for (const record of records) {
    const { run, spec } = record;
    if (!run || !isRunning(record)) continue;
    const used = bytesOf[scarce](run);
    const request = spec.resources?.requests?.[resource] ?? '0';
    if (used <= quantityValue(request)) continue;
    parts.push(
      `Container ${spec.name} was using ${printBytes(used)}, request is ${request}, has larger consumption of ${resource}. `,
    );
  }
  return parts.join('');
}

export class Evictions {
  private readonly deps: EvictionDeps;
  private readonly clock: Clock;
  private timer: Timer | undefined;

  constructor(deps: EvictionDeps) {
    this.deps = deps;
    this.clock = deps.node.clock;
  }

  /** Looks now and every 10 s, as long as there is a shortage. */
  watch(): void {
    this.timer ??= this.clock.after(0, () => this.look());
  }

  stop(): void {
    this.timer?.cancel();
    this.timer = undefined;
  }

  private look(): void {
    this.timer = undefined;
    const { pressure, node } = this.deps;
    const scarce = (['memory', 'disk'] as const).find((one) => pressure.isShort(one));
    if (!scarce) return;
    node.client.cause = 0;
    const object = node.client.get(nodeKind, '', node.nodeName);
    if (object) this.reclaim(object, scarce);
    this.timer = this.clock.after(PERIOD_MS, () => this.look());
  }

  private reclaim(object: Node, scarce: Scarce): void {
    const { events } = this.deps.node;
    const { resource } = scarceWords[scarce];
    const message = `Attempting to reclaim ${resource}`;
    events.event(object, 'Warning', 'EvictionThresholdMet', message);
    const storageBytes = quantityValue(object.status.capacity?.['ephemeral-storage'] ?? '0');
    const ranked = [...this.deps.workers.values()]
      .filter(({ stage }) => stage === 'syncing')
      .map((worker) => rank(worker, scarce))
      .sort(byRank);
    const first = ranked.find(({ priority }) => priority < CRITICAL_PRIORITY);
    if (!first) return;
    first.worker.evict(evictionMessage(first.worker, scarce, storageBytes), GRACE_SECONDS);
  }
}
