/** The pods of a node and what they ask of it: the tables near the end of `describe node`. */
import { parseQuantity, printQuantity, type Quantity } from '#apimachinery/quantity.ts';
import type { Node } from '#resources/node.ts';
import type { Pod } from '#resources/pod.ts';
import { type Amounts, addAmounts, podLimits, podRequests } from './pod-resources.ts';
import type { PrefixWriter } from './prefix-writer.ts';
import { ageOf } from './time-text.ts';

const ZERO: Quantity = parseQuantity('0');

const allocatableOf = ({ status }: Node): Readonly<Record<string, string>> =>
  status?.allocatable && Object.keys(status.allocatable).length > 0
    ? status.allocatable
    : (status?.capacity ?? {});

/** `100m (2%)`: an amount and its share of what the node has, rounded down. */
function shareText(amount: Quantity, of: string | undefined): string {
  const whole = of ? parseQuantity(of).nanos : 0n;
  const percent = whole === 0n ? 0n : (amount.nanos * 100n) / whole;
  return `${printQuantity(amount)} (${percent}%)`;
}

function writePods(
  w: PrefixWriter,
  pods: readonly Pod[],
  allocatable: Readonly<Record<string, string>>,
  nowMs: number,
): void {
  w.write(0, `Non-terminated Pods:\t(${pods.length} in total)\n`);
  w.write(1, 'Namespace\tName\t\tCPU Requests\tCPU Limits\tMemory Requests\tMemory Limits\tAge\n');
  w.write(1, '---------\t----\t\t------------\t----------\t---------------\t-------------\t---\n');
  for (const pod of pods) {
    const requests = podRequests(pod);
    const limits = podLimits(pod);
    const cells = (['cpu', 'memory'] as const).flatMap((name) =>
      [requests, limits].map((list) => shareText(list.get(name) ?? ZERO, allocatable[name])),
    );
    const { namespace = '', name, creationTimestamp } = pod.metadata;
    const row = [namespace, name, '', ...cells, ageOf(creationTimestamp, nowMs)];
    w.write(1, `${row.join('\t')}\n`);
  }
}

const isHugePage = (name: string): boolean => name.startsWith('hugepages-');
const STANDARD = new Set(['cpu', 'memory', 'ephemeral-storage', 'pods']);

function writeTotals(
  w: PrefixWriter,
  requests: Amounts,
  limits: Amounts,
  allocatable: Readonly<Record<string, string>>,
): void {
  w.write(
    0,
    'Allocated resources:\n  (Total limits may be over 100 percent, i.e., overcommitted.)\n',
  );
  w.write(1, 'Resource\tRequests\tLimits\n');
  w.write(1, '--------\t--------\t------\n');
  const others = Object.keys(allocatable).sort();
  const shared = ['cpu', 'memory', 'ephemeral-storage', ...others.filter(isHugePage)];
  for (const name of shared) {
    const cells = [requests, limits].map((list) =>
      shareText(list.get(name) ?? ZERO, allocatable[name]),
    );
    w.write(1, `${[name, ...cells].join('\t')}\n`);
  }
  for (const name of others.filter((other) => !isHugePage(other) && !STANDARD.has(other))) {
    const cells = [requests, limits].map((list) => printQuantity(list.get(name) ?? ZERO));
    w.write(1, `${[name, ...cells].join('\t')}\n`);
  }
}

/** Mirrors kubectl pkg/describe/describe.go describeNodeResource. */
export function writeNodeResources(
  w: PrefixWriter,
  node: Node,
  pods: readonly Pod[],
  nowMs: number,
): void {
  const allocatable = allocatableOf(node);
  writePods(w, pods, allocatable, nowMs);
  const sum = (list: (pod: Pod) => Amounts): Amounts =>
    pods.reduce<Amounts>((total, pod) => addAmounts(total, list(pod)), new Map());
  writeTotals(w, sum(podRequests), sum(podLimits), allocatable);
}
