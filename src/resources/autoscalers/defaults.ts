/** What an autoscaler's spec says when it does not say it. Mirrors kubernetes pkg/apis/autoscaling/v2/defaults.go. */
import { memoised } from '#apimachinery/intern.ts';
import { withDefaults } from '../defaults/with-defaults.ts';
import type {
  HpaBehavior,
  HpaMetric,
  HpaScalingRules,
  HpaSpec,
} from '../types/horizontalpodautoscaler.ts';

const PERIOD_SECONDS = 15;

const scaleUp: HpaScalingRules = {
  stabilizationWindowSeconds: 0,
  selectPolicy: 'Max',
  policies: [
    { type: 'Pods', value: 4, periodSeconds: PERIOD_SECONDS },
    { type: 'Percent', value: 100, periodSeconds: PERIOD_SECONDS },
  ],
};
/** Without a window of its own the controller's counts: five minutes. */
const scaleDown: HpaScalingRules = {
  selectPolicy: 'Max',
  policies: [{ type: 'Percent', value: 100, periodSeconds: PERIOD_SECONDS }],
};

/** 80 % of the CPU that pods ask for. */
export const defaultMetrics: readonly HpaMetric[] = [
  {
    type: 'Resource',
    resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } },
  },
];

const fillBehavior = (behavior: HpaBehavior): HpaBehavior => ({
  scaleUp: withDefaults(behavior.scaleUp ?? scaleUp, scaleUp),
  scaleDown: withDefaults(behavior.scaleDown ?? scaleDown, scaleDown),
});

/** Mirrors SetDefaults_HorizontalPodAutoscaler. */
export const defaultHpaSpec = memoised((spec: HpaSpec): HpaSpec => {
  const next = withDefaults(spec, { minReplicas: 1 });
  const { metrics = [], behavior } = next;
  if (metrics.length > 0 && !behavior) return next;
  return {
    ...next,
    ...(metrics.length > 0 ? {} : { metrics: defaultMetrics }),
    ...(behavior ? { behavior: fillBehavior(behavior) } : {}),
  };
});
