/** The fewest and least important pods of a node whose deletion makes room. Mirrors kubernetes plugins/defaultpreemption SelectVictimsOnNode. */
import { parseTime } from '#apimachinery/time.ts';
import type { Pod } from '#resources/pod.ts';
import { verdictOn, withNode } from '../filter.ts';
import type { NodeInfo } from '../node-info.ts';
import { type Nominator, priorityOf } from '../nominator.ts';
import type { Cycle, Plugin, Refusal } from '../plugin.ts';
import { type Budget, splitByBudgets } from './budgets.ts';

/** A node that would do without these pods, the most important first. */
export interface Candidate {
  readonly node: NodeInfo;
  readonly victims: readonly Pod[];
  readonly violations: number;
}

/** When a pod began to run; one that has not: now. */
export const startedMs = ({ status }: Pod): number =>
  status?.startTime ? parseTime(status.startTime) : Number.POSITIVE_INFINITY;

/** The higher priority, then the longer life. Mirrors util.MoreImportantPod. */
const byImportance = (a: Pod, b: Pod): number =>
  priorityOf(b) - priorityOf(a) ||
  (startedMs(a) === startedMs(b) ? 0 : startedMs(a) - startedMs(b));

const NO_VICTIMS: Refusal = {
  reasons: ['No preemption victims found for incoming pod'],
  isResolvable: false,
};

export interface VictimSearch {
  readonly cycle: Cycle;
  readonly plugins: readonly Plugin[];
  readonly nominator: Nominator;
  readonly budgets: readonly Budget[];
}

/** Takes all lesser pods away, then gives back as many as fit, those first that a budget protects. */
export function findVictims(
  { cycle, plugins, nominator, budgets }: VictimSearch,
  node: NodeInfo,
): Candidate | Refusal {
  const { pod } = cycle;
  if (!node.hasLesser(priorityOf(pod))) return NO_VICTIMS;
  const lesser = node.pods().filter((one) => priorityOf(one) < priorityOf(pod));
  const trial = node.clone();
  for (const { metadata } of lesser) trial.remove(metadata.uid);
  const base = withNode(cycle, node, trial);
  const verdict = () => {
    const waiting = nominator
      .before(pod, node.name)
      .filter(({ metadata }) => !trial.has(metadata.uid));
    for (const one of waiting) trial.add(one);
    const first = waiting.length > 0 ? verdictOn(renewed(base, trial), plugins, trial) : undefined;
    for (const { metadata } of waiting) trial.remove(metadata.uid);
    return first ?? verdictOn(renewed(base, trial), plugins, trial);
  };
  const refused = verdict();
  if (refused) return refused.refusal;
  const { violating, others } = splitByBudgets([...lesser].sort(byImportance), budgets);
  const victims: Pod[] = [];
  let violations = 0;
  for (const [at, one] of [...violating, ...others].entries()) {
    trial.add(one);
    if (!verdict()) continue;
    trial.remove(one.metadata.uid);
    victims.push(one);
    if (at < violating.length) violations += 1;
  }
  return { node, victims: victims.sort(byImportance), violations };
}

/** The trial's pods may have come to want others near or away. */
const renewed = (cycle: Cycle, trial: NodeInfo): Cycle => {
  const others = [...cycle.affineNodes].filter((one) => one !== trial);
  return { ...cycle, affineNodes: trial.affine.size > 0 ? [...others, trial] : others };
};
