/** One metric of an autoscaler in its description: what it is now, and what it should be. Mirrors kubectl pkg/describe/describe.go describeHorizontalPodAutoscalerV2. */
import type { HpaMetric, HpaMetricStatus } from '#resources/horizontalpodautoscaler.ts';

const UNKNOWN = '<unknown>';

interface Target {
  readonly averageValue?: string;
  readonly averageUtilization?: number;
  readonly value?: string;
}
type Current = Target | undefined;

/** `<unknown> / 70%` or `50m / 100m`, for resources of pods or of one of their containers. */
function resourceLine(head: string, current: Current, target: Target): string {
  if (target.averageValue !== undefined)
    return `${head}:\t${current?.averageValue ?? UNKNOWN} / ${target.averageValue}\n`;
  const { averageUtilization } = target;
  const now =
    current?.averageUtilization === undefined
      ? UNKNOWN
      : `${current.averageUtilization}% (${current.averageValue ?? '0'})`;
  const aim = averageUtilization === undefined ? '<auto>' : `${averageUtilization}%`;
  return `${head}  (as a percentage of request):\t${now} / ${aim}\n`;
}

/** A metric of one thing, as a value or a value for each pod. */
function valueLine(head: string, current: Current, target: Target, isAverage: boolean): string {
  const [now, aim] = isAverage
    ? [current?.averageValue, target.averageValue]
    : [current?.value, target.value];
  const what = isAverage ? 'target average value' : 'target value';
  return `${head} (${what}):\t${now ?? UNKNOWN} / ${aim ?? UNKNOWN}\n`;
}

export function metricLine(metric: HpaMetric, now: HpaMetricStatus | undefined): string {
  const { resource, containerResource, pods, object, external } = metric;
  if (resource) {
    return resourceLine(
      `resource ${resource.name} on pods`,
      now?.resource?.current,
      resource.target,
    );
  }
  if (containerResource) {
    const { name, container, target } = containerResource;
    const head = `resource ${name} of container "${container}" on pods`;
    return resourceLine(head, now?.containerResource?.current, target);
  }
  if (pods) {
    const current = now?.pods?.current.averageValue ?? UNKNOWN;
    return `"${pods.metric.name}" on pods:\t${current} / ${pods.target.averageValue ?? ''}\n`;
  }
  if (object) {
    const { kind, name } = object.describedObject;
    const head = `"${object.metric.name}" on ${kind}/${name}`;
    const isAverage = object.target.type === 'AverageValue';
    return valueLine(head, now?.object?.current, object.target, isAverage);
  }
  if (external) {
    const isAverage = external.target.averageValue !== undefined;
    const head = `"${external.metric.name}"`;
    return valueLine(head, now?.external?.current, external.target, isAverage);
  }
  return `<unknown metric type "${metric.type}">\n`;
}
