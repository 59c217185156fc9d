/** What `kubectl get hpa` shows. Mirrors kubernetes pkg/printers/internalversion/printers.go printHorizontalPodAutoscaler. */
import type { Column } from '#apimachinery/kind.ts';
import { ageColumn, column, nameColumn } from '../columns.ts';
import type {
  HorizontalPodAutoscaler,
  HpaMetric,
  HpaMetricStatus,
} from '../types/horizontalpodautoscaler.ts';

const UNKNOWN = '<unknown>';
const MOST_SHOWN = 2;

interface Target {
  readonly averageValue?: string;
  readonly averageUtilization?: number;
  readonly value?: string;
}

/** `cpu: 12%/70%`, `cpu: 50m/100m` */
function resourceText(name: string, current: Target | undefined, target: Target): string {
  if (target.averageValue !== undefined)
    return `${name}: ${current?.averageValue ?? UNKNOWN}/${target.averageValue}`;
  const percent = (value: number | undefined, otherwise: string): string =>
    value === undefined ? otherwise : `${value}%`;
  const now = percent(current?.averageUtilization, UNKNOWN);
  return `${name}: ${now}/${percent(target.averageUtilization, '<auto>')}`;
}

/** `5/10`, `5/10 (avg)` */
function valueText(current: Target | undefined, target: Target): string {
  return target.averageValue !== undefined
    ? `${current?.averageValue ?? UNKNOWN}/${target.averageValue} (avg)`
    : `${current?.value ?? UNKNOWN}/${target.value ?? ''}`;
}

function metricText(metric: HpaMetric, now: HpaMetricStatus | undefined): string {
  const { resource, containerResource, pods, object, external } = metric;
  if (resource) return resourceText(resource.name, now?.resource?.current, resource.target);
  if (containerResource) {
    const { name, target } = containerResource;
    return resourceText(name, now?.containerResource?.current, target);
  }
  if (pods) {
    return `${now?.pods?.current.averageValue ?? UNKNOWN}/${pods.target.averageValue ?? ''}`;
  }
  if (object) return valueText(now?.object?.current, object.target);
  return external ? valueText(now?.external?.current, external.target) : '<unknown type>';
}

/** Two metrics, and how many more there are. */
function metricsText({ spec, status }: HorizontalPodAutoscaler): string {
  const { metrics = [] } = spec;
  if (metrics.length === 0) return '<none>';
  const texts = metrics.map((metric, at) => metricText(metric, status.currentMetrics?.[at]));
  const shown = texts.slice(0, MOST_SHOWN).join(', ');
  const more = texts.length - MOST_SHOWN;
  return more > 0 ? `${shown} + ${more} more...` : shown;
}

export const hpaColumns: readonly Column<HorizontalPodAutoscaler>[] = [
  nameColumn,
  column('Reference', 'What it scales.', ({ spec }) => {
    const { kind, name } = spec.scaleTargetRef;
    return `${kind}/${name}`;
  }),
  column('Targets', 'Each metric as it is, and as it should be.', metricsText),
  column('MinPods', 'At least so many pods.', ({ spec }) => String(spec.minReplicas ?? '<unset>')),
  column('MaxPods', 'At most so many pods.', ({ spec }) => spec.maxReplicas),
  column('Replicas', 'How many pods there are.', ({ status }) => status.currentReplicas ?? 0),
  ageColumn,
];
