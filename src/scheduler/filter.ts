/** Whether a node will do: every plugin is asked, with the pods in mind that wait for the node. Mirrors framework/runtime RunFilterPluginsWithNominatedPods. */
import type { NodeInfo } from './node-info.ts';
import type { Nominator } from './nominator.ts';
import type { Cycle, Filter, Plugin, Refusal } from './plugin.ts';

/** What a plugin says of a node. */
export interface Verdict {
  readonly plugin: string;
  readonly refusal: Refusal;
}

interface NamedFilter {
  readonly plugin: string;
  readonly filter: Filter;
}

function filtersOf(cycle: Cycle, plugins: readonly Plugin[]): readonly NamedFilter[] {
  const filters: NamedFilter[] = [];
  for (const plugin of plugins) {
    const filter = plugin.filter?.(cycle);
    if (filter) filters.push({ plugin: plugin.name, filter });
  }
  return filters;
}

function ask(node: NodeInfo, filters: readonly NamedFilter[]): Verdict | undefined {
  for (const { plugin, filter } of filters) {
    const refusal = filter(node);
    if (refusal) return { plugin, refusal };
  }
  return undefined;
}

/** The same cluster with another state of one node. */
export function withNode(cycle: Cycle, node: NodeInfo, other: NodeInfo): Cycle {
  const nodes = cycle.nodes.map((one) => (one === node ? other : one));
  const affine = [...cycle.affineNodes].filter((one) => one !== node);
  return { ...cycle, nodes, affineNodes: other.affine.size > 0 ? [...affine, other] : affine };
}

/** Asks one node of one state of the cluster. */
export const verdictOn = (
  cycle: Cycle,
  plugins: readonly Plugin[],
  node: NodeInfo,
): Verdict | undefined => ask(node, filtersOf(cycle, plugins));

/** A question to any node, prepared once. */
export function createJudge(
  cycle: Cycle,
  plugins: readonly Plugin[],
  nominator: Nominator,
): (node: NodeInfo) => Verdict | undefined {
  const filters = filtersOf(cycle, plugins);
  return (node) => {
    const others = nominator.before(cycle.pod, node.name);
    if (others.length > 0) {
      const fuller = node.clone();
      for (const other of others) fuller.add(other);
      const verdict = verdictOn(withNode(cycle, node, fuller), plugins, fuller);
      if (verdict) return verdict;
    }
    return ask(node, filters);
  };
}
