/** From what metrics ask for to what is done: stabilised, limited in rate, between the bounds. Mirrors kubernetes pkg/controller/podautoscaler/horizontal.go normalizeDesiredReplicas. */
import type { HpaBehavior, HpaScalingRules } from '#resources/horizontalpodautoscaler.ts';
import { changedWithin, remember, type ScaleEvent, type ScalerMemory } from './memory.ts';

const WINDOW_MS = 300_000;
const LIMIT_FACTOR = 2;
const LIMIT_LEAST = 4;

export interface Wish {
  readonly current: number;
  readonly desired: number;
  readonly least: number;
  readonly most: number;
  readonly behavior: HpaBehavior | undefined;
}

/** A number of pods, and why it is this one. */
export interface Verdict {
  readonly replicas: number;
  readonly reason: string;
  readonly message: string;
}

const IN_RANGE = {
  reason: 'DesiredWithinRange',
  message: 'the desired count is within the acceptable range',
};
const TOO_MANY = {
  reason: 'TooManyReplicas',
  message: 'the desired replica count is more than the maximum replica count',
};
const TOO_FEW = {
  reason: 'TooFewReplicas',
  message: 'the desired replica count is less than the minimum replica count',
};
const TOO_FAST = {
  reason: 'ScaleUpLimit',
  message: 'the desired replica count is increasing faster than the maximum scale rate',
};
const TOO_SOON = {
  reason: 'ScaleDownLimit',
  message: 'the desired replica count is decreasing faster than the maximum scale rate',
};
const DOWN_STABILIZED = {
  reason: 'ScaleDownStabilized',
  message:
    'recent recommendations were higher than current one, applying the highest recent recommendation',
};
const UP_STABILIZED = {
  reason: 'ScaleUpStabilized',
  message:
    'recent recommendations were lower than current one, applying the lowest recent recommendation',
};

/** Scales down only to the highest of the last five minutes. Mirrors stabilizeRecommendation. */
function stabilize(memory: ScalerMemory, { desired }: Wish, nowMs: number): Verdict {
  const cutoffMs = nowMs - WINDOW_MS;
  const recent = memory.recommendations.filter(({ timeMs }) => timeMs >= cutoffMs);
  const replicas = Math.max(desired, ...recent.map((one) => one.replicas));
  const next = { replicas: desired, timeMs: nowMs };
  memory.recommendations = remember(
    memory.recommendations,
    next,
    ({ timeMs }) => timeMs < cutoffMs,
  );
  return { replicas, ...DOWN_STABILIZED };
}

/** Mirrors convertDesiredReplicasWithRules. */
function limit({ current, least, most }: Wish, desired: number): Verdict {
  const fastest = Math.trunc(Math.max(LIMIT_FACTOR * current, LIMIT_LEAST));
  if (desired < least) return { replicas: least, ...TOO_FEW };
  if (desired > Math.min(most, fastest)) {
    return most > fastest ? { replicas: fastest, ...TOO_FAST } : { replicas: most, ...TOO_MANY };
  }
  return { replicas: desired, ...IN_RANGE };
}

const windowMs = (rules: HpaScalingRules | undefined, otherwiseMs: number): number =>
  rules?.stabilizationWindowSeconds === undefined
    ? otherwiseMs
    : 1000 * rules.stabilizationWindowSeconds;

/** Mirrors stabilizeRecommendationWithBehaviors. */
function stabilizeBoth(memory: ScalerMemory, wish: Wish, nowMs: number): Verdict {
  const { current, desired, behavior } = wish;
  const upCutoffMs = nowMs - windowMs(behavior?.scaleUp, 0);
  const downCutoffMs = nowMs - windowMs(behavior?.scaleDown, WINDOW_MS);
  let lowest = desired;
  let highest = desired;
  for (const { replicas, timeMs } of memory.recommendations) {
    if (timeMs > upCutoffMs) lowest = Math.min(replicas, lowest);
    if (timeMs > downCutoffMs) highest = Math.max(replicas, highest);
  }
  const replicas = Math.min(Math.max(current, lowest), highest);
  const next = { replicas: desired, timeMs: nowMs };
  memory.recommendations = remember(
    memory.recommendations,
    next,
    ({ timeMs }) => timeMs < upCutoffMs && timeMs < downCutoffMs,
  );
  return { replicas, ...(desired >= current ? UP_STABILIZED : DOWN_STABILIZED) };
}

/** How far a direction's policies let it go. Mirrors calculateScaleUpLimitWithScalingRules and its twin. */
function policyLimit(
  memory: ScalerMemory,
  current: number,
  rules: HpaScalingRules,
  direction: 1 | -1,
  nowMs: number,
): number {
  const { selectPolicy = 'Max', policies = [] } = rules;
  if (selectPolicy === 'Disabled') return current;
  const limits = policies.map(({ type, value, periodSeconds }) => {
    const periodMs = 1000 * periodSeconds;
    const added = changedWithin(memory.ups, periodMs, nowMs);
    const removed = changedWithin(memory.downs, periodMs, nowMs);
    const start = current - added + removed;
    if (type === 'Pods') return start + direction * value;
    const scaled = start * (1 + (direction * value) / 100);
    return direction > 0 ? Math.ceil(scaled) : Math.trunc(scaled);
  });
  const isHigher = (selectPolicy === 'Min') !== direction > 0;
  return isHigher ? Math.max(...limits) : Math.min(...limits);
}

/** Mirrors convertDesiredReplicasWithBehaviorRate. */
function limitRate(memory: ScalerMemory, wish: Wish, desired: number, nowMs: number): Verdict {
  const { current, least, most, behavior } = wish;
  if (desired > current) {
    const rules = behavior?.scaleUp ?? {};
    const fastest = Math.max(current, policyLimit(memory, current, rules, 1, nowMs));
    if (desired > Math.min(most, fastest)) {
      return most > fastest ? { replicas: fastest, ...TOO_FAST } : { replicas: most, ...TOO_MANY };
    }
  }
  if (desired < current) {
    const rules = behavior?.scaleDown ?? {};
    const fastest = Math.min(current, policyLimit(memory, current, rules, -1, nowMs));
    if (desired < Math.max(least, fastest)) {
      return least < fastest ? { replicas: fastest, ...TOO_SOON } : { replicas: least, ...TOO_FEW };
    }
  }
  return { replicas: desired, ...IN_RANGE };
}

/** What is done, and what the conditions AbleToScale and ScalingLimited say of it. */
export interface Normalized {
  readonly replicas: number;
  readonly able: { readonly reason: string; readonly message: string };
  readonly limited: {
    readonly isLimited: boolean;
    readonly reason: string;
    readonly message: string;
  };
}

const READY = {
  reason: 'ReadyForNewScale',
  message: 'recommended size matches current size',
};

/** Stabilises and limits; takes note of what was asked for. */
export function normalize(memory: ScalerMemory, wish: Wish, nowMs: number): Normalized {
  const stable = wish.behavior
    ? stabilizeBoth(memory, wish, nowMs)
    : stabilize(memory, wish, nowMs);
  const verdict = wish.behavior
    ? limitRate(memory, wish, stable.replicas, nowMs)
    : limit(wish, stable.replicas);
  const { replicas, reason, message } = verdict;
  const isStable = stable.replicas === wish.desired;
  return {
    replicas,
    able: isStable ? READY : { reason: stable.reason, message: stable.message },
    limited: { isLimited: replicas !== stable.replicas, reason, message },
  };
}

const longestMs = (rules: HpaScalingRules | undefined): number =>
  1000 * Math.max(0, ...(rules?.policies ?? []).map(({ periodSeconds }) => periodSeconds));

/** Takes note of a change, for the rates of a behavior. Mirrors storeScaleEvent. */
export function noteScale(
  memory: ScalerMemory,
  behavior: HpaBehavior | undefined,
  before: number,
  after: number,
  nowMs: number,
): void {
  if (!behavior) return;
  const isUp = after > before;
  const next: ScaleEvent = { change: Math.abs(after - before), timeMs: nowMs };
  const cutoffMs = nowMs - longestMs(isUp ? behavior.scaleUp : behavior.scaleDown);
  const isOutdated = ({ timeMs }: ScaleEvent): boolean => timeMs < cutoffMs;
  if (isUp) memory.ups = remember(memory.ups, next, isOutdated);
  else memory.downs = remember(memory.downs, next, isOutdated);
}
