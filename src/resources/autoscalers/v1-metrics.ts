/** Metrics as autoscaling/v1 writes them into an annotation, and back. Mirrors kubernetes pkg/apis/autoscaling/v1/conversion.go. */
import type {
  HpaMetric,
  HpaMetricStatus,
  HpaTargetReference,
} from '../types/horizontalpodautoscaler.ts';

type Selector = NonNullable<HpaMetric['external']>['metric']['selector'];

/** The fields of every sort of v1 metric; each sort has some. */
interface V1Source {
  readonly name?: string;
  readonly container?: string;
  readonly target?: HpaTargetReference;
  readonly metricName?: string;
  readonly metricSelector?: Selector;
  readonly selector?: Selector;
  readonly targetValue?: string;
  readonly targetAverageValue?: string;
  readonly targetAverageUtilization?: number;
  readonly averageValue?: string;
  readonly currentValue?: string;
  readonly currentAverageValue?: string;
  readonly currentAverageUtilization?: number;
}
export interface V1Metric {
  readonly type: string;
  readonly object?: V1Source;
  readonly pods?: V1Source;
  readonly resource?: V1Source;
  readonly containerResource?: V1Source;
  readonly external?: V1Source;
}

/** `{ a: 1, b: undefined }` ⇒ `{ a: 1 }` */
const compact = <T extends object>(fields: { readonly [K in keyof T]: T[K] | undefined }): T =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;

const ZERO = '0';

/** A metric ⇒ as v1 writes it. */
export function v1Metric(metric: HpaMetric): V1Metric {
  const { type, object, pods, resource, containerResource, external } = metric;
  const use = (target: NonNullable<HpaMetric['resource']>['target']) => ({
    targetAverageUtilization: target.averageUtilization,
    targetAverageValue: target.averageValue,
  });
  return compact<V1Metric>({
    type,
    object:
      object &&
      compact<V1Source>({
        target: object.describedObject,
        metricName: object.metric.name,
        targetValue: object.target.value ?? ZERO,
        selector: object.metric.selector,
        averageValue: object.target.averageValue,
      }),
    pods:
      pods &&
      compact<V1Source>({
        metricName: pods.metric.name,
        targetAverageValue: pods.target.averageValue ?? ZERO,
        selector: pods.metric.selector,
      }),
    resource: resource && compact<V1Source>({ name: resource.name, ...use(resource.target) }),
    containerResource:
      containerResource &&
      compact<V1Source>({
        name: containerResource.name,
        ...use(containerResource.target),
        container: containerResource.container,
      }),
    external:
      external &&
      compact<V1Source>({
        metricName: external.metric.name,
        metricSelector: external.metric.selector,
        targetValue: external.target.value,
        targetAverageValue: external.target.averageValue,
      }),
  });
}

const identifier = (name: string | undefined, selector: Selector) =>
  selector === undefined ? { name: name ?? '' } : { name: name ?? '', selector };

/** v1's metric ⇒ a metric. */
export function metricOfV1(metric: V1Metric): HpaMetric {
  const { type, object, pods, resource, containerResource, external } = metric;
  const use = ({ targetAverageUtilization: share, targetAverageValue: value }: V1Source) => ({
    type: share === undefined ? 'AverageValue' : 'Utilization',
    ...(value === undefined ? {} : { averageValue: value }),
    ...(share === undefined ? {} : { averageUtilization: share }),
  });
  const target = (kind: string, value: string | undefined, averageValue: string | undefined) => ({
    type: kind,
    ...(value === undefined ? {} : { value }),
    ...(averageValue === undefined ? {} : { averageValue }),
  });
  return compact<HpaMetric>({
    type,
    object: object && {
      describedObject: object.target ?? { kind: '', name: '' },
      metric: identifier(object.metricName, object.selector),
      target: target(
        object.averageValue === undefined ? 'Value' : 'AverageValue',
        object.targetValue,
        object.averageValue,
      ),
    },
    pods: pods && {
      metric: identifier(pods.metricName, pods.selector),
      target: target('AverageValue', undefined, pods.targetAverageValue),
    },
    resource: resource && { name: resource.name ?? '', target: use(resource) },
    containerResource: containerResource && {
      name: containerResource.name ?? '',
      container: containerResource.container ?? '',
      target: use(containerResource),
    },
    external: external && {
      metric: identifier(external.metricName, external.metricSelector),
      target: target(
        external.targetValue === undefined ? 'AverageValue' : 'Value',
        external.targetValue,
        external.targetAverageValue,
      ),
    },
  });
}

/** What a metric is now ⇒ as v1 writes it. */
export function v1Status(status: HpaMetricStatus): V1Metric {
  const { type, object, pods, resource, containerResource, external } = status;
  const use = (current: NonNullable<HpaMetricStatus['resource']>['current']) => ({
    currentAverageUtilization: current.averageUtilization,
    currentAverageValue: current.averageValue ?? ZERO,
  });
  return compact<V1Metric>({
    type,
    object:
      object &&
      compact<V1Source>({
        target: object.describedObject,
        metricName: object.metric.name,
        currentValue: object.current.value ?? ZERO,
        selector: object.metric.selector,
        averageValue: object.current.averageValue,
      }),
    pods:
      pods &&
      compact<V1Source>({
        metricName: pods.metric.name,
        currentAverageValue: pods.current.averageValue ?? ZERO,
        selector: pods.metric.selector,
      }),
    resource: resource && compact<V1Source>({ name: resource.name, ...use(resource.current) }),
    containerResource:
      containerResource &&
      compact<V1Source>({
        name: containerResource.name,
        ...use(containerResource.current),
        container: containerResource.container,
      }),
    external:
      external &&
      compact<V1Source>({
        metricName: external.metric.name,
        metricSelector: external.metric.selector,
        currentValue: external.current.value ?? ZERO,
        currentAverageValue: external.current.averageValue,
      }),
  });
}
