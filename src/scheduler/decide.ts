/** One scheduling decision: which nodes will do, which is best, or why none. Mirrors kubernetes pkg/scheduler/schedule_one.go schedulePod. */
import type { Random } from '#kernel/random.ts';
import { createJudge, type Verdict } from './filter.ts';
import type { NodeInfo } from './node-info.ts';
import type { Nominator } from './nominator.ts';
import { type Cycle, MAX_SCORE, type Plugin, type Refusal } from './plugin.ts';

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

/** Why no node will do. Mirrors framework.Diagnosis. */
export interface Diagnosis {
  readonly refused: readonly Refused[];
  /** What holds for the nodes that were not looked at. */
  readonly absent?: Refusal;
  /** No node was looked at, for this. */
  readonly upFront?: Refusal;
  /** The plugins that refused. */
  readonly rejectors: ReadonlySet<string>;
}

export type Decision =
  | { readonly node: NodeInfo; readonly looked: number; readonly diagnosis?: never }
  | { readonly node?: never; readonly looked: number; readonly diagnosis: Diagnosis };

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

/** What the plugins say before they see a node. */
interface UpFront {
  readonly refusal?: Refusal;
  readonly rejectors: Set<string>;
  /** The only nodes worth a look. */
  readonly names?: ReadonlySet<string>;
}

function askUpFront(cycle: Cycle, plugins: readonly Plugin[]): UpFront | undefined {
  const rejectors = new Set<string>();
  let names: ReadonlySet<string> | undefined;
  for (const plugin of plugins) {
    const result = plugin.preFilter?.(cycle);
    if (!result) continue;
    rejectors.add(plugin.name);
    if (result.refusal) return { refusal: result.refusal, rejectors: new Set([plugin.name]) };
    const { nodeNames } = result;
    names = names ? new Set([...names].filter((name) => nodeNames.has(name))) : nodeNames;
    if (names.size === 0) {
      const reason = `node(s) didn't satisfy plugin(s) ${printNames(rejectors)} simultaneously`;
      return { refusal: { reasons: [reason], isResolvable: false }, rejectors };
    }
  }
  return names && { names, rejectors };
}

/** ["NodeAffinity"] ⇒ "[NodeAffinity]", as Go prints a sorted set. */
const printNames = (names: Iterable<string>): string => `[${[...names].sort().join(' ')}]`;

interface Search {
  readonly feasible: NodeInfo[];
  readonly refused: Refused[];
  readonly rejectors: Set<string>;
  looked: number;
}

/** Looks at nodes from `startAt` on, round and round, until enough will do. */
function search(
  nodes: readonly NodeInfo[],
  judge: (node: NodeInfo) => Verdict | undefined,
  startAt: number,
): Search {
  const found: Search = { feasible: [], refused: [], rejectors: new Set(), looked: 0 };
  const enough = nodesToFind(nodes.length);
  for (; found.looked < nodes.length && found.feasible.length < enough; found.looked += 1) {
    const node = nodes[(startAt + found.looked) % nodes.length] as NodeInfo;
    const verdict = judge(node);
    if (!verdict) found.feasible.push(node);
    else {
      found.refused.push({ node, refusal: verdict.refusal });
      found.rejectors.add(verdict.plugin);
    }
  }
  return found;
}

/** The node others were deleted for comes first. Mirrors evaluateNominatedNode. */
function nominated(
  { pod, nodes }: Cycle,
  judge: (node: NodeInfo) => Verdict | undefined,
): NodeInfo | undefined {
  const name = pod.status?.nominatedNodeName;
  const node = name ? nodes.find((one) => one.name === name) : undefined;
  return node && !judge(node) ? node : undefined;
}

export interface DecisionInput {
  readonly cycle: Cycle;
  readonly plugins: readonly Plugin[];
  readonly nominator: Nominator;
  readonly random: Random;
  readonly startAt: number;
}

/** Finds a node, or says why there is none. */
export function decide(input: DecisionInput): Decision {
  const { cycle, plugins, nominator, random, startAt } = input;
  const upFront = askUpFront(cycle, plugins);
  if (upFront?.refusal) {
    const { refusal, rejectors } = upFront;
    return { looked: 0, diagnosis: { refused: [], upFront: refusal, absent: refusal, rejectors } };
  }
  const judge = createJudge(cycle, plugins, nominator);
  const first = nominated(cycle, judge);
  if (first) return { node: first, looked: 1 };
  const names = upFront?.names;
  const nodes = names ? cycle.nodes.filter(({ name }) => names.has(name)) : cycle.nodes;
  const { feasible, refused, rejectors, looked } = search(nodes, judge, startAt);
  const [only, second] = feasible;
  if (only) {
    const node = second ? best(feasible, totals(cycle, feasible, plugins), random) : only;
    return { node, looked };
  }
  if (!upFront) return { looked, diagnosis: { refused, rejectors } };
  const reason = `node(s) didn't satisfy plugin(s) ${printNames(upFront.rejectors)}`;
  return {
    looked,
    diagnosis: {
      refused,
      rejectors: new Set([...rejectors, ...upFront.rejectors]),
      absent: { reasons: [reason], isResolvable: false },
    },
  };
}
