/** The HorizontalPodAutoscaler controller: looks every 15 s, and scales by what pods use. Mirrors kubernetes pkg/controller/podautoscaler/horizontal.go. */
import { withCondition } from '#apimachinery/conditions.ts';
import { isEqual } from '#apimachinery/equality.ts';
import { keyOf, splitKey } from '#apimachinery/object.ts';
import { ParseError } from '#apimachinery/parse-error.ts';
import { parseSelector } from '#apimachinery/selector.ts';
import { StatusError } from '#apimachinery/status.ts';
import { printTime } from '#apimachinery/time.ts';
import { createWorkQueue } from '#client/work-queue.ts';
import {
  type HorizontalPodAutoscaler,
  type HpaMetricStatus,
  type HpaStatus,
  horizontalPodAutoscalerKind,
} from '#resources/horizontalpodautoscaler.ts';
import { podKind } from '#resources/pod.ts';
import type { Controller, ControllerDeps } from '../controller.ts';
import { type ScalerMemory, startMemory } from './memory.ts';
import { type MetricResult, readMetric } from './metrics.ts';
import { MetricError } from './metrics-source.ts';
import { normalize, noteScale } from './normalize.ts';
import { findTarget, type ScaleTarget, setReplicas } from './target.ts';

const PERIOD_MS = 15_000;

interface Loop {
  readonly deps: ControllerDeps;
  readonly memories: Map<string, ScalerMemory>;
  /** The selectors of autoscalers that have been looked at, by key. */
  readonly selectors: Map<string, string>;
}

/** One look at one autoscaler: its conditions as they come about. */
interface Look {
  readonly loop: Loop;
  readonly key: string;
  readonly scaler: HorizontalPodAutoscaler;
  readonly nowMs: number;
  conditions: NonNullable<HpaStatus['conditions']>;
}

function say(look: Look, type: string, isTrue: boolean, reason: string, message: string): void {
  const lastTransitionTime = printTime(look.nowMs);
  const status = isTrue ? 'True' : 'False';
  look.conditions = withCondition(look.conditions, {
    type,
    status,
    reason,
    message,
    lastTransitionTime,
  });
}

const warn = ({ loop, scaler }: Look, reason: string, message: string): void =>
  loop.deps.recorder.event(scaler, 'Warning', reason, message);

/** Writes the status, when it says anything new. */
function write(look: Look, status: Omit<HpaStatus, 'conditions'>): void {
  const { client } = look.loop.deps;
  const next: HpaStatus = { ...status, conditions: look.conditions };
  if (isEqual(next, look.scaler.status)) return;
  client.updateStatus(horizontalPodAutoscalerKind, { ...look.scaler, status: next });
}

/** The status with numbers of pods and metrics; 0 current pods are not written. */
function counted(
  { scaler }: Look,
  current: number,
  desired: number,
  metrics: readonly HpaMetricStatus[] | null,
): Omit<HpaStatus, 'conditions'> {
  const { lastScaleTime } = scaler.status;
  return {
    ...(current > 0 ? { currentReplicas: current } : {}),
    desiredReplicas: desired,
    ...(lastScaleTime ? { lastScaleTime } : {}),
    currentMetrics: metrics,
  };
}

/** Why the selector of a target cannot be used; undefined when it can. Mirrors validateAndParseSelector. */
function selectorTrouble(look: Look, selector: string): string | undefined {
  const { loop, key, scaler } = look;
  const refuse = (event: string, condition: string, text: string, message = text): string => {
    warn(look, event, text);
    say(look, 'ScalingActive', false, condition, message);
    return text;
  };
  if (selector === '') {
    const why = "the HPA target's scale is missing a selector";
    return refuse('SelectorRequired', 'InvalidSelector', 'selector is required', why);
  }
  try {
    parseSelector(selector);
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    const why = `couldn't convert selector into a corresponding internal selector object: ${error.message}`;
    return refuse('InvalidSelector', 'InvalidSelector', why);
  }
  loop.selectors.set(key, selector);
  const { namespace = '' } = scaler.metadata;
  const rivals = [...loop.selectors].filter(([other]) => splitKey(other).namespace === namespace);
  if (rivals.length < 2) return undefined;
  const pods = loop.deps.client
    .list(podKind, { namespace })
    .filter(({ metadata }) => parseSelector(selector).matches(metadata.labels));
  const selecting = rivals.filter(([, text]) =>
    pods.some(({ metadata }) => parseSelector(text).matches(metadata.labels)),
  );
  if (selecting.length < 2) return undefined;
  const names = selecting.map(([other]) => `{${splitKey(other).name} ${namespace}}`).join(' ');
  const why = `pods by selector ${selector} are controlled by multiple HPAs: [${names}]`;
  return refuse('AmbiguousSelector', 'AmbiguousSelector', why);
}

/** What all metrics together ask for. */
interface Asked {
  /** -1 when they ask for nothing. */
  readonly replicas: number;
  readonly metric: string;
  readonly statuses: readonly HpaMetricStatus[] | null;
  readonly error?: string;
}

const isFailure = (result: MetricResult): result is Extract<MetricResult, { reason: string }> =>
  'reason' in result;

/** The highest of what metrics ask for; some that fail only keep it from scaling down. Mirrors computeReplicasForMetrics. */
function askMetrics(look: Look, { mapping, object }: ScaleTarget): Asked {
  const { loop, scaler } = look;
  const selector = mapping.selector(object);
  const trouble = selectorTrouble(look, selector);
  if (trouble) return { replicas: -1, metric: '', statuses: null, error: trouble };
  const current = mapping.replicas(object);
  const { metrics = [] } = scaler.spec;
  const results = metrics.map((metric) => {
    const result = readMetric({ deps: loop.deps, scaler, current, selector }, metric);
    if (isFailure(result)) warn(look, result.reason, result.message);
    return result;
  });
  const failures = results.filter(isFailure);
  const statuses = results.map((result) => (isFailure(result) ? { type: '' } : result.status));
  let best = { replicas: 0, metric: '' };
  for (const result of results) {
    if (isFailure(result)) continue;
    const isMore = best.replicas === 0 || result.replicas > best.replicas;
    if (isMore) best = { replicas: result.replicas, metric: result.name };
  }
  const [first] = failures;
  const counts = `${failures.length} invalid out of ${metrics.length}`;
  const error = first && {
    error: `invalid metrics (${counts}), first error is: ${first.wrapper}${first.message}`,
  };
  if (first && (failures.length >= metrics.length || best.replicas < current)) {
    const message = `the HPA was unable to compute the replica count: ${first.message}`;
    say(look, 'ScalingActive', false, first.reason, message);
    return { replicas: -1, metric: '', statuses, ...error };
  }
  const message = `the HPA was able to successfully calculate a replica count from ${best.metric}`;
  say(look, 'ScalingActive', true, 'ValidMetricFound', message);
  return { ...best, statuses, ...error };
}

/** What shall be, and why; undefined when nothing can be said. */
interface Decision {
  readonly desired: number;
  readonly why: string;
  readonly rescale: boolean;
  readonly metrics: readonly HpaMetricStatus[] | null;
}

function decideByMetrics(look: Look, target: ScaleTarget, current: number): Decision | undefined {
  const { loop, key, scaler, nowMs } = look;
  const { minReplicas: least = 1, maxReplicas: most, behavior } = scaler.spec;
  const asked = askMetrics(look, target);
  if (asked.replicas === -1) {
    write(look, counted(look, current, scaler.status.desiredReplicas ?? 0, asked.statuses));
    warn(look, 'FailedComputeMetricsReplicas', asked.error ?? '');
    return undefined;
  }
  const memory = loop.memories.get(key) ?? startMemory(current, nowMs);
  loop.memories.set(key, memory);
  const wish = { current, desired: asked.replicas, least, most, behavior };
  const { replicas, able, limited } = normalize(memory, wish, nowMs);
  say(look, 'AbleToScale', true, able.reason, able.message);
  say(look, 'ScalingLimited', limited.isLimited, limited.reason, limited.message);
  const why =
    asked.replicas > current
      ? `${asked.metric} above target`
      : asked.replicas < current
        ? 'All metrics below target'
        : '';
  return { desired: replicas, why, rescale: replicas !== current, metrics: asked.statuses };
}

function decide(look: Look, target: ScaleTarget, current: number): Decision | undefined {
  const { minReplicas: least = 1, maxReplicas: most } = look.scaler.spec;
  if (current === 0 && least !== 0) {
    const message = 'scaling is disabled since the replica count of the target is zero';
    say(look, 'ScalingActive', false, 'ScalingDisabled', message);
    return { desired: current, why: '', rescale: false, metrics: null };
  }
  if (current > most) {
    const why = 'Current number of replicas above Spec.MaxReplicas';
    return { desired: most, why, rescale: true, metrics: null };
  }
  if (current < least) {
    const why = 'Current number of replicas below Spec.MinReplicas';
    return { desired: least, why, rescale: true, metrics: null };
  }
  return decideByMetrics(look, target, current);
}

/** Scales; false when that was refused. */
function rescale(look: Look, target: ScaleTarget, current: number, decision: Decision): boolean {
  const { loop, key, scaler, nowMs } = look;
  const { client, recorder } = loop.deps;
  const { desired, why, metrics } = decision;
  try {
    setReplicas(client, target, desired);
  } catch (refusal) {
    if (!(refusal instanceof StatusError)) throw refusal;
    const text = `New size: ${desired}; reason: ${why}; error: ${refusal.message}`;
    warn(look, 'FailedRescale', text);
    const message = `the HPA controller was unable to update the target scale: ${refusal.message}`;
    say(look, 'AbleToScale', false, 'FailedUpdateScale', message);
    write(look, counted(look, current, scaler.status.desiredReplicas ?? 0, metrics));
    return false;
  }
  const message = `the HPA controller was able to update the target scale to ${desired}`;
  say(look, 'AbleToScale', true, 'SucceededRescale', message);
  const text = `New size: ${desired}; reason: ${why}`;
  recorder.event(scaler, 'Normal', 'SuccessfulRescale', text);
  const memory = loop.memories.get(key);
  if (memory) noteScale(memory, scaler.spec.behavior, current, desired, nowMs);
  return true;
}

/** The target; undefined, and said so, when there is none to scale. */
function targetOf(look: Look): ScaleTarget | undefined {
  try {
    return findTarget(look.loop.deps.client, look.scaler);
  } catch (error) {
    if (!(error instanceof StatusError) && !(error instanceof MetricError)) throw error;
    warn(look, 'FailedGetScale', error.message);
    const message = `the HPA controller was unable to get the target's current scale: ${error.message}`;
    say(look, 'AbleToScale', false, 'FailedGetScale', message);
    const { conditions: _before, ...status } = look.scaler.status;
    write(look, status);
    return undefined;
  }
}

/** Mirrors reconcileAutoscaler. */
function lookAt(look: Look): void {
  const { loop, key, nowMs } = look;
  const target = targetOf(look);
  if (!target) return;
  const able = "the HPA controller was able to get the target's current scale";
  say(look, 'AbleToScale', true, 'SucceededGetScale', able);
  const current = target.mapping.replicas(target.object);
  if (!loop.memories.has(key)) loop.memories.set(key, startMemory(current, nowMs));
  const decision = decide(look, target, current);
  if (!decision) return;
  if (decision.rescale && !rescale(look, target, current, decision)) return;
  const desired = decision.rescale ? decision.desired : current;
  const status = counted(look, current, desired, decision.metrics);
  write(look, decision.rescale ? { ...status, lastScaleTime: printTime(nowMs) } : status);
}

export const podAutoscalerController: Controller = {
  name: 'horizontal-pod-autoscaler',
  start: (deps) => {
    const { client, clock } = deps;
    const loop: Loop = { deps, memories: new Map(), selectors: new Map() };
    const queue = createWorkQueue(clock, client, (key) => {
      const { namespace, name } = splitKey(key);
      const scaler = client.get(horizontalPodAutoscalerKind, namespace, name);
      if (!scaler) {
        loop.memories.delete(key);
        loop.selectors.delete(key);
        return;
      }
      const { conditions = [] } = scaler.status;
      try {
        lookAt({ loop, key, scaler, nowMs: clock.now(), conditions });
      } finally {
        queue.addAfter(key, PERIOD_MS, client.cause);
      }
    });
    client.watch(horizontalPodAutoscalerKind, ({ type, object, revision }) => {
      const key = keyOf(object);
      if (type === 'DELETED') loop.selectors.delete(key);
      queue.addAfter(key, PERIOD_MS, revision);
    });
  },
};
