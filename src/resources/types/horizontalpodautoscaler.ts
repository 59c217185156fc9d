/** The types of HorizontalPodAutoscalers and of their parts. */
import type * as v2 from 'kubernetes-types/autoscaling/v2';
import type { Immutable, KubeObject } from '#apimachinery/object.ts';

export type HpaTargetReference = Immutable<v2.CrossVersionObjectReference>;
export type HpaMetric = Immutable<v2.MetricSpec>;
export type HpaMetricTarget = Immutable<v2.MetricTarget>;
export type HpaMetricStatus = Immutable<v2.MetricStatus>;
export type HpaScalingPolicy = Immutable<v2.HPAScalingPolicy>;
export type HpaScalingRules = Immutable<v2.HPAScalingRules> & {
  /** How far use may be from the target before anything is done: `0.05`. */
  readonly tolerance?: string;
};
export interface HpaBehavior {
  readonly scaleUp?: HpaScalingRules;
  readonly scaleDown?: HpaScalingRules;
}

export type HpaSpec = Omit<Immutable<v2.HorizontalPodAutoscalerSpec>, 'behavior'> & {
  readonly behavior?: HpaBehavior;
};
export type HpaStatus = Omit<
  Immutable<v2.HorizontalPodAutoscalerStatus>,
  'currentMetrics' | 'lastScaleTime'
> & {
  readonly currentMetrics: readonly HpaMetricStatus[] | null;
  readonly lastScaleTime?: string;
};

export interface HorizontalPodAutoscaler extends KubeObject {
  readonly spec: HpaSpec;
  readonly status: HpaStatus;
}
