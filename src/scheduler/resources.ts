/** What a pod asks for and a node offers, as numbers. Mirrors kubernetes pkg/scheduler/framework/types.go Resource. */
import { memoised } from '#apimachinery/intern.ts';
import { milliValue, quantityValue } from '#apimachinery/quantity.ts';
import type { Pod } from '#resources/pod.ts';

/** Amounts by resource: cpu in thousandths, all else in units. */
export type Amounts = Readonly<Record<string, number>>;

export interface PodRequests {
  readonly amounts: Amounts;
  /** cpu and memory with 100m and 200 MB in place of nothing, for scores. */
  readonly nonZeroCpu: number;
  readonly nonZeroMemory: number;
}

type PodSpec = Pod['spec'];
type Container = PodSpec['containers'][number];

/** What a container without requests counts as. Mirrors pkg/scheduler/util/pod_resources.go. */
const DEFAULT_CPU = 100;
const DEFAULT_MEMORY = 200 * 1024 * 1024;

/** { cpu: "100m", memory: "64Mi" } ⇒ { cpu: 100, memory: 67108864 } */
export function amountsOf(list: Readonly<Record<string, string>> | undefined): Amounts {
  const amounts: Record<string, number> = {};
  for (const [name, text] of Object.entries(list ?? {})) {
    amounts[name] = name === 'cpu' ? milliValue(text) : quantityValue(text);
  }
  return amounts;
}

function add(a: Amounts, b: Amounts): Amounts {
  const sum: Record<string, number> = { ...a };
  for (const [name, amount] of Object.entries(b)) sum[name] = (sum[name] ?? 0) + amount;
  return sum;
}

function larger(a: Amounts, b: Amounts): Amounts {
  const max: Record<string, number> = { ...a };
  for (const [name, amount] of Object.entries(b)) max[name] = Math.max(max[name] ?? 0, amount);
  return max;
}

const requestsOf = ({ resources }: Container): Amounts => amountsOf(resources?.requests);

/** `withDefaults` gives the amounts that scores count. */
function total(spec: PodSpec, of: (container: Container) => Amounts): Amounts {
  let sum: Amounts = {};
  for (const container of spec.containers) sum = add(sum, of(container));
  let sidecars: Amounts = {};
  let init: Amounts = {};
  for (const container of spec.initContainers ?? []) {
    const own = of(container);
    if (container.restartPolicy === 'Always') {
      sum = add(sum, own);
      sidecars = add(sidecars, own);
      init = larger(init, sidecars);
    } else init = larger(init, add(own, sidecars));
  }
  return add({ ...larger(sum, init), ...podLevel(spec) }, amountsOf(spec.overhead));
}

/** What is asked for the pod as a whole comes before what its containers ask. */
const podLevel = ({ resources }: PodSpec): Amounts => amountsOf(resources?.requests);

function compute(spec: PodSpec): PodRequests {
  const { cpu: podCpu, memory: podMemory } = podLevel(spec);
  const nonZero = total(spec, (container) => {
    const { cpu, memory } = requestsOf(container);
    return {
      cpu: cpu ?? (podCpu === undefined ? DEFAULT_CPU : 0),
      memory: memory ?? (podMemory === undefined ? DEFAULT_MEMORY : 0),
    };
  });
  return {
    amounts: total(spec, requestsOf),
    nonZeroCpu: nonZero['cpu'] ?? 0,
    nonZeroMemory: nonZero['memory'] ?? 0,
  };
}

const bySpec = memoised(compute);
const byContainers = memoised((containers: PodSpec['containers']) => compute({ containers }));

/** A pod's requests; worked out once for all pods of a template. */
export const podRequests = ({ spec }: Pod): PodRequests =>
  spec.initContainers || spec.overhead || spec.resources
    ? bySpec(spec)
    : byContainers(spec.containers);
