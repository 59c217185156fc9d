/** How many pods a measured use asks for. Mirrors kubernetes pkg/controller/podautoscaler/replica_calculator.go. */
import { milliValue } from '#apimachinery/quantity.ts';
import { timeOf } from '#apimachinery/time.ts';
import type { Pod } from '#resources/pod.ts';
import { isRestartableInit } from '#resources/pods/display-status.ts';
import { podRequests } from '#resources/pods/requests.ts';
import { podCondition } from '../pods.ts';
import { MetricError, type PodMetric, type PodMetricsByName } from './metrics-source.ts';

/** How far use may be from the target, in both directions, before anything is done. */
export interface Tolerances {
  readonly down: number;
  readonly up: number;
}

export interface Proposal {
  readonly replicas: number;
  /** The average use of a pod, in thousandths. */
  readonly averageMilli: number;
  /** The same in percent of what is asked for, where the target is one. */
  readonly utilization?: number;
}

/** A starting pod's use says little: its samples count once it is ready. */
const INITIALIZATION_MS = 300_000;
/** A pod that is not ready so long after its start has never been. */
const READINESS_DELAY_MS = 30_000;

interface Groups {
  readonly ready: number;
  readonly unready: readonly string[];
  readonly missing: readonly string[];
  readonly ignored: readonly string[];
}

/** Whether the CPU use of a pod says nothing yet. */
function isUnready(pod: Pod, { timestampMs, windowMs }: PodMetric, nowMs: number): boolean {
  const ready = podCondition(pod, 'Ready');
  const { startTime } = pod.status;
  if (!ready || !startTime) return true;
  const startMs = timeOf(startTime);
  const changedMs = timeOf(ready.lastTransitionTime);
  const isFalse = ready.status === 'False';
  if (startMs + INITIALIZATION_MS > nowMs) return isFalse || timestampMs < changedMs + windowMs;
  return isFalse && startMs + READINESS_DELAY_MS > changedMs;
}

/** Mirrors groupPods. */
function groupPods(
  pods: readonly Pod[],
  metrics: PodMetricsByName,
  resource: string,
  nowMs: number,
): Groups {
  const unready: string[] = [];
  const missing: string[] = [];
  const ignored: string[] = [];
  for (const pod of pods) {
    const { name, deletionTimestamp } = pod.metadata;
    const { phase } = pod.status;
    const metric = metrics.get(name);
    if (deletionTimestamp !== undefined || phase === 'Failed') ignored.push(name);
    else if (phase === 'Pending') unready.push(name);
    else if (!metric) missing.push(name);
    else if (resource === 'cpu' && isUnready(pod, metric, nowMs)) unready.push(name);
  }
  const ready = pods.length - unready.length - missing.length - ignored.length;
  return { ready, unready, missing, ignored };
}

/** What a pod, or one of its containers, asks for, in thousandths. Mirrors calculateRequests. */
function requestOf(pod: Pod, resource: string, container: string): number {
  const { name } = pod.metadata;
  const own = pod.spec.resources?.requests;
  if (own && Object.keys(own).length > 0 && container === '') {
    const request = podRequests(pod)[resource];
    if (request !== undefined) return milliValue(request);
    throw new MetricError(`missing pod-level request for ${resource} in Pod ${name}`);
  }
  const sidecars = (pod.spec.initContainers ?? []).filter(isRestartableInit);
  const counted = [...pod.spec.containers, ...sidecars].filter(
    (each) => container === '' || each.name === container,
  );
  if (counted.length === 0)
    throw new MetricError(`container ${container} not found in Pod ${name}`);
  return counted.reduce((sum, each) => {
    const request = each.resources?.requests?.[resource];
    if (request !== undefined) return sum + milliValue(request);
    throw new MetricError(
      `missing request for ${resource} in container ${each.name} of Pod ${name}`,
    );
  }, 0);
}

/** What use is to the target: 1 is on it. */
interface Ratio {
  readonly ratio: number;
  readonly averageMilli: number;
  readonly utilization?: number;
}

/** What is measured against: a share of what is asked for, or an amount. */
export interface Aim {
  readonly resource: string;
  /** "" for all containers. */
  readonly container: string;
  readonly utilization?: number | undefined;
  readonly averageMilli?: number | undefined;
}

function shareRatio(
  metrics: PodMetricsByName,
  requests: ReadonlyMap<string, number>,
  target: number,
): Ratio {
  let used = 0;
  let asked = 0;
  let count = 0;
  for (const [name, { milli }] of metrics) {
    const request = requests.get(name);
    if (request === undefined) continue;
    used += milli;
    asked += request;
    count += 1;
  }
  if (asked === 0) throw new MetricError('no metrics returned matched known pods');
  const utilization = Math.trunc((used * 100) / asked);
  return { ratio: utilization / target, utilization, averageMilli: Math.trunc(used / count) };
}

function amountRatio(metrics: PodMetricsByName, target: number): Ratio {
  const used = [...metrics.values()].reduce((sum, { milli }) => sum + milli, 0);
  const averageMilli = Math.trunc(used / metrics.size);
  return { ratio: averageMilli / target, averageMilli };
}

const isWithin = (ratio: number, { down, up }: Tolerances): boolean =>
  1 - down <= ratio && ratio <= 1 + up;

/** Pods that are not measured yet count against the direction use points in. */
function withGuesses(
  metrics: PodMetricsByName,
  { unready, missing }: Groups,
  ratio: number,
  guess: (name: string) => number,
): PodMetricsByName {
  const filled: PodMetricsByName = new Map(metrics);
  const add = (name: string, milli: number): void => {
    filled.set(name, { milli, timestampMs: 0, windowMs: 0 });
  };
  if (ratio < 1) for (const name of missing) add(name, guess(name));
  if (ratio > 1) for (const name of [...missing, ...unready]) add(name, 0);
  return filled;
}

/**
 * How many pods there should be. Mirrors GetResourceReplicas and GetRawResourceReplicas; throws
 * MetricError when that cannot be said.
 */
export function proposeReplicas(
  aim: Aim,
  current: number,
  pods: readonly Pod[],
  measured: PodMetricsByName,
  tolerances: Tolerances,
  nowMs: number,
): Proposal {
  if (pods.length === 0) {
    throw new MetricError('no pods returned by selector while calculating replica count');
  }
  const { resource, container, utilization: share, averageMilli: amount = 0 } = aim;
  const metrics = new Map(measured);
  const groups = groupPods(pods, metrics, resource, nowMs);
  for (const name of [...groups.ignored, ...groups.unready]) metrics.delete(name);
  if (metrics.size === 0) {
    throw new MetricError('did not receive metrics for targeted pods (pods might be unready)');
  }
  const requests = new Map(
    share === undefined
      ? []
      : pods.map((pod) => [pod.metadata.name, requestOf(pod, resource, container)]),
  );
  const ratioOf = (given: PodMetricsByName): Ratio =>
    share === undefined ? amountRatio(given, amount) : shareRatio(given, requests, share);
  const { ratio, ...seen } = ratioOf(metrics);
  const stay: Proposal = { replicas: current, ...seen };
  const isWaiting = groups.unready.length > 0 && ratio > 1;
  if (!isWaiting && groups.missing.length === 0) {
    return isWithin(ratio, tolerances)
      ? stay
      : { ...stay, replicas: Math.ceil(ratio * groups.ready) };
  }
  const fallback = Math.max(100, share ?? 0) / 100;
  const guess = (name: string): number =>
    share === undefined ? amount : Math.trunc((requests.get(name) ?? 0) * fallback);
  const filled = withGuesses(metrics, groups, ratio, guess);
  const next = ratioOf(filled).ratio;
  const turns = (ratio < 1 && next > 1) || (ratio > 1 && next < 1);
  if (isWithin(next, tolerances) || turns) return stay;
  const replicas = Math.ceil(next * filled.size);
  const isOpposite = (next < 1 && replicas > current) || (next > 1 && replicas < current);
  return isOpposite ? stay : { ...stay, replicas };
}
