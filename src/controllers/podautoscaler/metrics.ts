/** What each metric of an autoscaler asks for. Mirrors kubernetes pkg/controller/podautoscaler/horizontal.go computeReplicasForMetric. */
import { milliValue, printBytes, printMilli } from '#apimachinery/quantity.ts';
import { parseSelector } from '#apimachinery/selector.ts';
import type {
  HorizontalPodAutoscaler,
  HpaMetric,
  HpaMetricStatus,
  HpaMetricTarget,
} from '#resources/horizontalpodautoscaler.ts';
import { podKind } from '#resources/pod.ts';
import type { ControllerDeps } from '../controller.ts';
import { goSelector } from '../go-selector.ts';
import { MetricError, readUse } from './metrics-source.ts';
import { type Proposal, proposeReplicas, type Tolerances } from './replicas.ts';

/** What a metric asks for, or why it says nothing. */
export type MetricResult =
  | {
      readonly replicas: number;
      /** `cpu resource utilization (percentage of request)` */
      readonly name: string;
      readonly status: HpaMetricStatus;
    }
  | {
      /** The reason of the event and the condition: `FailedGetResourceMetric`. */
      readonly reason: string;
      readonly message: string;
      /** Put before the message where the autoscaler as a whole fails. */
      readonly wrapper: string;
    };

/** Use further than a tenth from the target counts. */
const TOLERANCE = 0.1;

/** Mirrors tolerancesForHpa. */
export function tolerancesOf({ spec }: HorizontalPodAutoscaler): Tolerances {
  const read = (text: string | undefined): number =>
    text === undefined ? TOLERANCE : milliValue(text) / 1000;
  return {
    down: read(spec.behavior?.scaleDown?.tolerance),
    up: read(spec.behavior?.scaleUp?.tolerance),
  };
}

/** Milli units as a quantity of a resource: bytes are whole. */
const amountText = (resource: string, milli: number): string =>
  resource === 'memory' ? printBytes(Math.ceil(milli / 1000)) : printMilli(milli);

/** What is asked of one look. */
export interface MetricQuestion {
  readonly deps: ControllerDeps;
  readonly scaler: HorizontalPodAutoscaler;
  readonly current: number;
  readonly selector: string;
}

function proposeFor(
  { deps, scaler, current, selector }: MetricQuestion,
  resource: string,
  container: string,
  target: HpaMetricTarget,
): Proposal {
  const { client, clock, metrics } = deps;
  const { namespace = '' } = scaler.metadata;
  const { averageValue, averageUtilization: utilization } = target;
  if (averageValue === undefined && utilization === undefined) {
    const why = 'neither an average utilization target nor an average value (usage) target was set';
    throw new MetricError(`invalid resource metric source: ${why}`);
  }
  const aim = {
    resource,
    container,
    ...(averageValue === undefined ? { utilization } : { averageMilli: milliValue(averageValue) }),
  };
  const kindOfUse = averageValue === undefined ? 'utilization' : 'usage';
  const { matches } = parseSelector(selector);
  const within = (work: () => Proposal): Proposal => {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof MetricError)) throw error;
      throw new MetricError(`failed to get ${resource} ${kindOfUse}: ${error.message}`);
    }
  };
  return within(() => {
    let measured: ReturnType<typeof readUse>;
    try {
      measured = readUse(metrics, namespace, selector, resource, container);
    } catch (error) {
      if (!(error instanceof MetricError)) throw error;
      throw new MetricError(`unable to get metrics for resource ${resource}: ${error.message}`);
    }
    const pods = client
      .list(podKind, { namespace })
      .filter(({ metadata }) => matches(metadata.labels));
    return proposeReplicas(aim, current, pods, measured, tolerancesOf(scaler), clock.now());
  });
}

function currentOf(resource: string, { averageMilli, utilization }: Proposal) {
  const averageValue = amountText(resource, averageMilli);
  return utilization === undefined
    ? { averageValue }
    : { averageUtilization: utilization, averageValue };
}

function resourceResult(
  question: MetricQuestion,
  { name, target }: NonNullable<HpaMetric['resource']>,
): MetricResult {
  const proposal = proposeFor(question, name, '', target);
  const isShare = proposal.utilization !== undefined;
  return {
    replicas: proposal.replicas,
    name: isShare ? `${name} resource utilization (percentage of request)` : `${name} resource`,
    status: { type: 'Resource', resource: { name, current: currentOf(name, proposal) } },
  };
}

function containerResult(
  question: MetricQuestion,
  { name, container, target }: NonNullable<HpaMetric['containerResource']>,
): MetricResult {
  const proposal = proposeFor(question, name, container, target);
  const isShare = proposal.utilization !== undefined;
  const current = currentOf(name, proposal);
  return {
    replicas: proposal.replicas,
    name: isShare
      ? `${name} container resource utilization (percentage of request)`
      : `${name} resource`,
    status: { type: 'ContainerResource', containerResource: { name, container, current } },
  };
}

const NO_CUSTOM =
  'unable to fetch metrics from custom metrics API: no custom metrics API (custom.metrics.k8s.io) registered';

/** Metrics of pods and of other things come from APIs that this cluster never has. */
function foreignResult(scaler: HorizontalPodAutoscaler, metric: HpaMetric): MetricResult {
  const { namespace = '' } = scaler.metadata;
  const { pods, object, external } = metric;
  if (pods) {
    const message = `unable to get metric ${pods.metric.name}: ${NO_CUSTOM}`;
    return { reason: 'FailedGetPodsMetric', message, wrapper: 'failed to get pods metric value: ' };
  }
  if (object) {
    const { kind, name } = object.describedObject;
    // Upstream's own words are in this order.
    const message = `unable to get metric ${object.metric.name}: ${kind} on ${namespace} ${name}/${NO_CUSTOM}`;
    const inner = `failed to get ${object.metric.name} object metric: `;
    const isAverage = object.target.type === 'AverageValue';
    const wrapper = `failed to get object metric value: ${isAverage ? inner : ''}`;
    return { reason: 'FailedGetObjectMetric', message, wrapper };
  }
  const { name = '', selector } = external?.metric ?? {};
  const place = `${namespace}/${name}/${goSelector(selector)}`;
  const message = `unable to get external metric ${place}: unable to fetch metrics from external metrics API: the server could not find the requested resource (get ${name}.external.metrics.k8s.io)`;
  const inner =
    external?.target.averageValue === undefined
      ? `failed to get external metric ${name}: `
      : `failed to get ${name} external metric: `;
  const wrapper = `failed to get ${name} external metric value: ${inner}`;
  return { reason: 'FailedGetExternalMetric', message, wrapper };
}

/** What a metric asks for. */
export function readMetric(question: MetricQuestion, metric: HpaMetric): MetricResult {
  const { resource, containerResource } = metric;
  try {
    if (resource) return resourceResult(question, resource);
    if (containerResource) return containerResult(question, containerResource);
  } catch (error) {
    if (!(error instanceof MetricError)) throw error;
    const { message } = error;
    return resource
      ? {
          reason: 'FailedGetResourceMetric',
          message,
          wrapper: `failed to get ${resource.name} resource metric value: `,
        }
      : {
          reason: 'FailedGetContainerResourceMetric',
          message,
          wrapper: `failed to get ${containerResource?.container ?? ''} container metric value: `,
        };
  }
  return foreignResult(question.scaler, metric);
}
