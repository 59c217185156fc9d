/** What a pod asks of its node: its containers, its init containers, its overhead. Mirrors kubectl pkg/util/resource. */
import type * as v1 from 'kubernetes-types/core/v1';
import type { Immutable, StringMap } from '#apimachinery/object.ts';
import {
  addQuantities,
  compareQuantities,
  parseQuantity,
  type Quantity,
} from '#apimachinery/quantity.ts';
import type { Pod } from '#resources/pod.ts';

export type Amounts = ReadonlyMap<string, Quantity>;

const amountsOf = (list: StringMap | undefined): Amounts =>
  new Map(Object.entries(list ?? {}).map(([name, text]) => [name, parseQuantity(text)]));

function merge(
  a: Amounts,
  b: Amounts,
  join: (left: Quantity, right: Quantity) => Quantity,
): Amounts {
  const merged = new Map(a);
  for (const [name, amount] of b) {
    const present = merged.get(name);
    merged.set(name, present ? join(present, amount) : amount);
  }
  return merged;
}

/** The sum of two lists, resource by resource. */
export const addAmounts = (a: Amounts, b: Amounts): Amounts => merge(a, b, addQuantities);

const larger = (a: Quantity, b: Quantity): Quantity => (compareQuantities(a, b) >= 0 ? a : b);

/**
 * Containers run together, so they add up. An init container runs alone beside the sidecars started
 * before it, so only the greediest moment counts.
 */
function totals(pod: Pod, list: (container: Immutable<v1.Container>) => Amounts): Amounts {
  let sum: Amounts = new Map();
  for (const container of pod.spec.containers ?? []) sum = addAmounts(sum, list(container));
  let sidecars: Amounts = new Map();
  let peak: Amounts = new Map();
  for (const container of pod.spec.initContainers ?? []) {
    const amounts = list(container);
    if (container.restartPolicy === 'Always') {
      sum = addAmounts(sum, amounts);
      sidecars = addAmounts(sidecars, amounts);
      peak = merge(peak, sidecars, larger);
    } else {
      peak = merge(peak, addAmounts(amounts, sidecars), larger);
    }
  }
  const total = merge(sum, peak, larger);
  return pod.spec.overhead ? addAmounts(total, amountsOf(pod.spec.overhead)) : total;
}

export const podRequests = (pod: Pod): Amounts =>
  totals(pod, (container) => amountsOf(container.resources?.requests));
export const podLimits = (pod: Pod): Amounts =>
  totals(pod, (container) => amountsOf(container.resources?.limits));
