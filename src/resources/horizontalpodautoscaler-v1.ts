/** HorizontalPodAutoscaler as autoscaling/v1 shows it: one CPU target, the rest in annotations. Mirrors kubernetes pkg/apis/autoscaling/v1/conversion.go. */
import type { Kind } from '#apimachinery/kind.ts';
import type { KubeObject, StringMap } from '#apimachinery/object.ts';
import { defaultMetrics } from './autoscalers/defaults.ts';
import { capitalised, uncapitalised } from './autoscalers/go-names.ts';
import { metricOfV1, type V1Metric, v1Metric, v1Status } from './autoscalers/v1-metrics.ts';
import { replaced, withDefaults } from './defaults/with-defaults.ts';
import {
  type HorizontalPodAutoscaler,
  horizontalPodAutoscalerKind,
} from './horizontalpodautoscaler.ts';
import type {
  HpaBehavior,
  HpaMetric,
  HpaTargetReference,
} from './types/horizontalpodautoscaler.ts';
import { allVerbs } from './verbs.ts';

interface V1Autoscaler extends KubeObject {
  readonly spec: {
    readonly scaleTargetRef: HpaTargetReference;
    readonly minReplicas?: number;
    readonly maxReplicas: number;
    readonly targetCPUUtilizationPercentage?: number;
  };
  readonly status?: {
    readonly lastScaleTime?: string;
    readonly currentReplicas: number;
    readonly desiredReplicas: number;
    readonly currentCPUUtilizationPercentage?: number;
  };
}

const PREFIX = 'autoscaling.alpha.kubernetes.io/';
const METRICS = `${PREFIX}metrics`;
const CURRENT = `${PREFIX}current-metrics`;
const BEHAVIOR = `${PREFIX}behavior`;
const CONDITIONS = `${PREFIX}conditions`;

/** A metric that v1 has a field for. */
const isCpuShare = ({ type, resource }: HpaMetric): boolean =>
  type === 'Resource' &&
  resource?.name === 'cpu' &&
  resource.target.averageUtilization !== undefined;

function withoutOwn(annotations: StringMap | undefined): StringMap {
  const own = [METRICS, CURRENT, BEHAVIOR, CONDITIONS];
  return Object.fromEntries(
    Object.entries(annotations ?? {}).filter(([key]) => !own.includes(key)),
  );
}

/** What v1 has no fields for. */
function annotationsOf({ metadata, spec, status }: HorizontalPodAutoscaler): StringMap {
  const others = (spec.metrics ?? []).filter((metric) => !isCpuShare(metric)).map(v1Metric);
  const current = (status.currentMetrics ?? []).map(v1Status);
  const { conditions = [] } = status;
  return {
    ...withoutOwn(metadata.annotations),
    ...(others.length > 0 ? { [METRICS]: JSON.stringify(others) } : {}),
    ...(current.length > 0 ? { [CURRENT]: JSON.stringify(current) } : {}),
    ...(spec.behavior ? { [BEHAVIOR]: JSON.stringify(capitalised(spec.behavior)) } : {}),
    ...(conditions.length > 0 ? { [CONDITIONS]: JSON.stringify(conditions) } : {}),
  };
}

function fromStored(stored: KubeObject): KubeObject {
  const scaler = stored as HorizontalPodAutoscaler;
  const { metadata, spec, status } = scaler;
  const { scaleTargetRef, minReplicas, maxReplicas } = spec;
  const target = spec.metrics?.find(isCpuShare)?.resource?.target.averageUtilization;
  const current = status.currentMetrics?.find(({ resource }) => resource?.name === 'cpu')?.resource
    ?.current.averageUtilization;
  const annotations = annotationsOf(scaler);
  const { annotations: _before, ...rest } = metadata;
  const shown: V1Autoscaler = {
    ...scaler,
    metadata: Object.keys(annotations).length > 0 ? { ...rest, annotations } : rest,
    spec: {
      scaleTargetRef,
      ...(minReplicas === undefined ? {} : { minReplicas }),
      maxReplicas,
      ...(target === undefined ? {} : { targetCPUUtilizationPercentage: target }),
    },
    status: {
      ...(status.lastScaleTime ? { lastScaleTime: status.lastScaleTime } : {}),
      currentReplicas: status.currentReplicas ?? 0,
      desiredReplicas: status.desiredReplicas ?? 0,
      ...(current === undefined ? {} : { currentCPUUtilizationPercentage: current }),
    },
  };
  return shown;
}

/** JSON of an annotation; undefined when there is none, or it is none. */
function readJson<T>(text: string | undefined): T | undefined {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as T;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function metricsOf({ metadata, spec }: V1Autoscaler): readonly HpaMetric[] {
  const others = readJson<readonly V1Metric[]>(metadata.annotations?.[METRICS]) ?? [];
  const share = spec.targetCPUUtilizationPercentage;
  const own: readonly HpaMetric[] =
    share === undefined
      ? []
      : [
          {
            type: 'Resource',
            resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: share } },
          },
        ];
  const all = [...others.map(metricOfV1), ...own];
  return all.length > 0 ? all : defaultMetrics;
}

function toStored(shown: KubeObject): KubeObject {
  const scaler = shown as V1Autoscaler;
  const { metadata, spec, status } = scaler;
  const { annotations: before, ...rest } = metadata;
  const behavior = readJson<HpaBehavior>(before?.[BEHAVIOR]);
  const annotations = withoutOwn(before);
  const { targetCPUUtilizationPercentage: _share, ...own } = spec;
  return {
    ...scaler,
    metadata: Object.keys(annotations).length > 0 ? { ...rest, annotations } : rest,
    spec: {
      ...own,
      metrics: metricsOf(scaler),
      ...(behavior ? { behavior: uncapitalised(behavior) } : {}),
    },
    status: {
      currentMetrics: null,
      desiredReplicas: status?.desiredReplicas ?? 0,
      ...(status?.currentReplicas ? { currentReplicas: status.currentReplicas } : {}),
      ...(status?.lastScaleTime ? { lastScaleTime: status.lastScaleTime } : {}),
    },
  } as KubeObject;
}

export const horizontalPodAutoscalerV1Kind: Kind<V1Autoscaler> = {
  group: 'autoscaling',
  version: 'v1',
  kind: 'HorizontalPodAutoscaler',
  plural: 'horizontalpodautoscalers',
  singular: 'horizontalpodautoscaler',
  shortNames: ['hpa'],
  categories: ['all'],
  namespaced: true,
  verbs: allVerbs,
  schema: 'io.k8s.api.autoscaling.v1.HorizontalPodAutoscaler',
  hasStatus: true,
  hasGeneration: false,
  columns: horizontalPodAutoscalerKind.columns as unknown as Kind<V1Autoscaler>['columns'],
  storedAs: { kind: horizontalPodAutoscalerKind as unknown as Kind, toStored, fromStored },
  defaults: (object) =>
    replaced(object, 'spec', withDefaults(object.spec ?? {}, { minReplicas: 1 })),
  validate: () => [],
};
