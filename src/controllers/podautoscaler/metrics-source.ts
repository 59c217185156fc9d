/** Where an autoscaler's numbers come from: the resource metrics API, if the cluster has one. Mirrors kubernetes pkg/controller/podautoscaler/metrics/client.go. */
import { milliValue } from '#apimachinery/quantity.ts';
import { timeOf } from '#apimachinery/time.ts';
import type { PodMetrics } from '#resources/metrics/pod-metrics.ts';

/** What a metrics server answers; a cluster without one gives none. */
export interface MetricsSource {
  /** The use of the pods that a selector (as text) finds. */
  podMetrics(namespace: string, selector: string): readonly PodMetrics[];
}

/** What one pod uses: thousandths of a core, or of a byte. */
export interface PodMetric {
  readonly milli: number;
  readonly timestampMs: number;
  readonly windowMs: number;
}
export type PodMetricsByName = Map<string, PodMetric>;

/** What keeps an autoscaler from a number, in upstream's words. */
export class MetricError extends Error {
  override name = 'MetricError';
}

const NOT_SERVED =
  'unable to fetch metrics from resource metrics API: the server could not find the requested resource (get pods.metrics.k8s.io)';

/** "15.2s" ⇒ 15_200 */
const windowMs = (text: string): number => Number.parseFloat(text) * 1000;

/** The use of one container, or of all of a pod; undefined while any is unknown. */
function usedBy({ containers }: PodMetrics, resource: string, container: string) {
  const counted = container ? containers.filter(({ name }) => name === container) : containers;
  const amounts = counted.map(({ usage }) => usage[resource]);
  if (amounts.length === 0 || amounts.includes(undefined)) return undefined;
  return amounts.reduce((sum, amount) => sum + milliValue(amount ?? '0'), 0);
}

/** The use of every pod that has been measured, by name. Throws MetricError when there is nothing to read. */
export function readUse(
  source: MetricsSource | undefined,
  namespace: string,
  selector: string,
  resource: string,
  container: string,
): PodMetricsByName {
  if (!source) throw new MetricError(NOT_SERVED);
  const metrics = source.podMetrics(namespace, selector);
  if (metrics.length === 0) {
    throw new MetricError('no metrics returned from resource metrics API');
  }
  const byName: PodMetricsByName = new Map();
  for (const one of metrics) {
    const milli = usedBy(one, resource, container);
    if (milli === undefined) continue;
    byName.set(one.metadata.name, {
      milli,
      timestampMs: timeOf(one.timestamp),
      windowMs: windowMs(one.window),
    });
  }
  return byName;
}
