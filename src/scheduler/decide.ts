/** One scheduling decision: which nodes will do, which is best, or why none. Mirrors kubernetes pkg/scheduler/schedule_one.go schedulePod. */
import type { Random } from '#kernel/random.ts';
import type { NodeInfo } from './node-info.ts';
import { type Cycle, type Filter, MAX_SCORE, type Plugin, type Refusal } from './plugin.ts';

const MIN_FEASIBLE = 100;
const MIN_PERCENTAGE = 5;

/** How many feasible nodes are enough: all of 99, 100 of 200, 500 of 5,000. Mirrors numFeasibleNodesToFind. */
export function nodesToFind(all: number): number {
  if (all < MIN_FEASIBLE) return all;
  const percentage = Math.max(MIN_PERCENTAGE, 50 - Math.trunc(all / 125));
  return Math.max(MIN_FEASIBLE, Math.trunc((all * percentage) / 100));
}

/** A node and what it was refused for. */
export interface Refused {
  readonly node: NodeInfo;
  readonly refusal: Refusal;
}

export type Decision =
  | { readonly node: NodeInfo; readonly looked: number; readonly refused?: never }
  | { readonly node?: never; readonly looked: number; readonly refused: readonly Refused[] };

function refusalOf(node: NodeInfo, filters: readonly Filter[]): Refusal | undefined {
  for (const filter of filters) {
    const refusal = filter(node);
    if (refusal) return refusal;
  }
  return undefined;
}

/** Each node's sum of weighted scores. */
function totals(cycle: Cycle, feasible: readonly NodeInfo[], plugins: readonly Plugin[]): number[] {
  const sums = feasible.map(() => 0);
  for (const plugin of plugins) {
    const scorer = plugin.score?.(cycle, feasible);
    if (!scorer) continue;
    const scores = feasible.map((node) => scorer.score(node));
    scorer.normalize?.(scores, feasible);
    for (let at = 0; at < scores.length; at += 1) {
      sums[at] = (sums[at] ?? 0) + Math.min(scores[at] ?? 0, MAX_SCORE) * plugin.weight;
    }
  }
  return sums;
}

function best(feasible: readonly NodeInfo[], sums: readonly number[], random: Random): NodeInfo {
  const max = Math.max(...sums);
  const first = feasible.filter((_, at) => sums[at] === max);
  return first[random.integer(first.length)] as NodeInfo;
}

/** Looks at nodes from `startAt` on, round and round, until enough will do. */
export function decide(
  cycle: Cycle,
  plugins: readonly Plugin[],
  random: Random,
  startAt: number,
): Decision {
  const { nodes } = cycle;
  const filters = plugins.flatMap((plugin) => plugin.filter?.(cycle) ?? []);
  const enough = nodesToFind(nodes.length);
  const feasible: NodeInfo[] = [];
  const refused: Refused[] = [];
  let looked = 0;
  for (; looked < nodes.length && feasible.length < enough; looked += 1) {
    const node = nodes[(startAt + looked) % nodes.length] as NodeInfo;
    const refusal = refusalOf(node, filters);
    if (refusal) refused.push({ node, refusal });
    else feasible.push(node);
  }
  const [only, second] = feasible;
  if (!only) return { looked, refused };
  const node = second ? best(feasible, totals(cycle, feasible, plugins), random) : only;
  return { node, looked };
}
