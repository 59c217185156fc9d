/** What a pod asks of its node. Mirrors component-helpers resource/helpers.go PodRequests. */
import { memoised } from '#apimachinery/intern.ts';
import {
  addQuantities,
  compareQuantities,
  milliValue,
  parseQuantity,
  printQuantity,
  type Quantity,
  quantityValue,
} from '#apimachinery/quantity.ts';
import { isRestartableInit } from './display-status.ts';
import type { Container, PodSpec } from './types.ts';

/** Resource names and amounts: `{ cpu: "250m", memory: "64Mi" }`. */
export type ResourceList = Readonly<Record<string, string>>;
type Amounts = ReadonlyMap<string, Quantity>;

const read = (list: ResourceList | undefined): Amounts =>
  new Map(Object.entries(list ?? {}).map(([name, text]) => [name, parseQuantity(text)]));

function merge(a: Amounts, b: Amounts, combine: (x: Quantity, y: Quantity) => Quantity): Amounts {
  const merged = new Map(a);
  for (const [name, amount] of b) {
    const known = merged.get(name);
    merged.set(name, known ? combine(known, amount) : amount);
  }
  return merged;
}
const sum = (a: Amounts, b: Amounts): Amounts => merge(a, b, addQuantities);
const larger = (a: Amounts, b: Amounts): Amounts =>
  merge(a, b, (x, y) => (compareQuantities(x, y) < 0 ? y : x));

type Side = 'requests' | 'limits';

/** Containers add up; init containers run before them, beside the sidecars started so far. */
function effective(spec: PodSpec, side: Side): Amounts {
  const of = (container: Container): Amounts => read(container.resources?.[side]);
  let running = spec.containers.map(of).reduce(sum, new Map());
  let sidecars: Amounts = new Map();
  let peak: Amounts = new Map();
  for (const container of spec.initContainers ?? []) {
    if (isRestartableInit(container)) {
      running = sum(running, of(container));
      sidecars = sum(sidecars, of(container));
      peak = larger(peak, sidecars);
    } else peak = larger(peak, sum(sidecars, of(container)));
  }
  return merge(larger(running, peak), read(spec.resources?.[side]), (_, pod) => pod);
}

const printed = (amounts: Amounts): ResourceList =>
  Object.fromEntries([...amounts].map(([name, amount]) => [name, printQuantity(amount)]));

/** Overhead comes on top of every limit there is, and of all requests. */
function total(spec: PodSpec, side: Side): ResourceList {
  const amounts = effective(spec, side);
  const overhead = read(spec.overhead);
  if (side === 'requests') return printed(sum(amounts, overhead));
  const limited = [...overhead].filter(([name]) => (amounts.get(name)?.nanos ?? 0n) !== 0n);
  return printed(sum(amounts, new Map(limited)));
}

/** What the containers and the pod ask for, without the overhead of its runtime class. */
export const podAmounts = (spec: PodSpec, side: Side): ResourceList =>
  printed(effective(spec, side));

const limitsOf = memoised((spec: PodSpec): ResourceList => total(spec, 'limits'));

/** `{ cpu: "1" }`: what a pod may use; remembered by the spec's identity. */
export const podLimits = (pod: { readonly spec: PodSpec }): ResourceList => limitsOf(pod.spec);

const requestsOf = memoised((spec: PodSpec): ResourceList => total(spec, 'requests'));

/** `{ cpu: "250m" }`; remembered by the spec's identity. */
export const podRequests = (pod: { readonly spec: PodSpec }): ResourceList => requestsOf(pod.spec);

/** What a scheduler counts with: milli cores and bytes. */
export interface RequestTotals {
  readonly milliCpu: number;
  readonly memoryBytes: number;
}

const totalsOf = memoised(
  (requests: ResourceList): RequestTotals => ({
    milliCpu: requests['cpu'] ? milliValue(requests['cpu']) : 0,
    memoryBytes: requests['memory'] ? quantityValue(requests['memory']) : 0,
  }),
);

/** `{ milliCpu: 250, memoryBytes: 67_108_864 }`; remembered. */
export const podRequestTotals = (pod: { readonly spec: PodSpec }): RequestTotals =>
  totalsOf(podRequests(pod));
