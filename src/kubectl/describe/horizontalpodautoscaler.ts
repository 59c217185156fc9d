/** `kubectl describe horizontalpodautoscaler` */
import type { KubeObject } from '#apimachinery/object.ts';
import type { Event } from '#resources/event.ts';
import type { HorizontalPodAutoscaler, HpaSpec } from '#resources/horizontalpodautoscaler.ts';
import { metricLine } from './autoscaler-metric.ts';
import { type Describer, type DescribeWorld, eventsOf } from './describer.ts';
import { writeEvents } from './events.ts';
import { writeLabelsAndAnnotations, writeName } from './metadata.ts';
import { type PrefixWriter, tabbedText } from './prefix-writer.ts';
import { longTime } from './time-text.ts';

type Rules = NonNullable<NonNullable<HpaSpec['behavior']>['scaleUp']>;

function writeRules(w: PrefixWriter, direction: string, rules: Rules | undefined): void {
  if (!rules) return;
  const { stabilizationWindowSeconds: window, policies = [], selectPolicy = 'Max' } = rules;
  w.write(1, `${direction}:\n`);
  if (window !== undefined) w.write(2, `Stabilization Window: ${window} seconds\n`);
  if (policies.length === 0) return;
  w.write(2, `Select Policy: ${selectPolicy}\n`);
  w.write(2, 'Policies:\n');
  for (const { type, value, periodSeconds } of policies)
    w.write(3, `- Type: ${type}\tValue: ${value}\tPeriod: ${periodSeconds} seconds\n`);
}

function writeConditions(w: PrefixWriter, { status }: HorizontalPodAutoscaler): void {
  const { conditions = [] } = status;
  if (conditions.length === 0) return;
  w.write(0, 'Conditions:\n');
  w.write(1, 'Type\tStatus\tReason\tMessage\n');
  w.write(1, '----\t------\t------\t-------\n');
  for (const { type, status: value, reason = '', message = '' } of conditions)
    w.write(1, `${type}\t${value}\t${reason}\t${message}\n`);
}

/** Mirrors kubectl pkg/describe/describe.go describeHorizontalPodAutoscalerV2. */
export const describeAutoscaler = (
  scaler: HorizontalPodAutoscaler,
  events: readonly Event[] | undefined,
  nowMs: number,
): string =>
  tabbedText((w) => {
    const { metadata, spec, status } = scaler;
    const { kind, name } = spec.scaleTargetRef;
    writeName(w, scaler);
    writeLabelsAndAnnotations(w, scaler);
    w.write(0, `CreationTimestamp:\t${longTime(metadata.creationTimestamp)}\n`);
    w.write(0, `Reference:\t${kind}/${name}\n`);
    w.write(0, 'Metrics:\t( current / target )\n');
    for (const [at, metric] of (spec.metrics ?? []).entries())
      w.write(1, metricLine(metric, status.currentMetrics?.[at]));
    w.write(0, `Min replicas:\t${spec.minReplicas ?? '<unset>'}\n`);
    w.write(0, `Max replicas:\t${spec.maxReplicas}\n`);
    if (spec.behavior) {
      w.write(0, 'Behavior:\n');
      writeRules(w, 'Scale Up', spec.behavior.scaleUp);
      writeRules(w, 'Scale Down', spec.behavior.scaleDown);
    }
    const { currentReplicas = 0, desiredReplicas = 0 } = status;
    w.write(0, `${kind} pods:\t${currentReplicas} current / ${desiredReplicas} desired\n`);
    writeConditions(w, scaler);
    writeEvents(w, events, nowMs);
  });

/** The autoscaler as autoscaling/v2 has it, whatever version it was found in. */
async function inFull(
  { api }: DescribeWorld,
  object: KubeObject,
): Promise<HorizontalPodAutoscaler> {
  if (object.apiVersion === 'autoscaling/v2') return object as HorizontalPodAutoscaler;
  const resource = (await api.discover()).ofKind('autoscaling/v2', 'HorizontalPodAutoscaler');
  const { name, namespace = '' } = object.metadata;
  const found = resource && (await api.get(resource, namespace, name));
  return (found ?? object) as HorizontalPodAutoscaler;
}

export const autoscalerDescriber: Describer = {
  group: 'autoscaling',
  kind: 'HorizontalPodAutoscaler',
  describe: async (world, object) => {
    const scaler = await inFull(world, object);
    const events = await eventsOf(world, scaler);
    return describeAutoscaler(scaler, events, world.nowMs);
  },
};
