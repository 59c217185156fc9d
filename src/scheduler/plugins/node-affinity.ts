/** NodeAffinity: nodeSelector and node affinity, required and preferred. */
import { insistsOnNodes, matchesNode, matchesTerm } from '#resources/nodes/selection.ts';
import type { Pod } from '#resources/pod.ts';
import { becameGood } from '../cluster-event.ts';
import { normalizeToMax, type Plugin, type PreFilterResult, type Refusal } from '../plugin.ts';

const REFUSAL: Refusal = {
  reasons: ["node(s) didn't match Pod's node affinity/selector"],
  isResolvable: false,
};
const CONFLICT: Refusal = { reasons: ['pod affinity terms conflict'], isResolvable: false };

/** The nodes a pod asks for by name (`matchFields: metadata.name In [...]`) in every one of its terms. */
function namedNodes({ spec }: Pod): PreFilterResult | undefined {
  const terms =
    spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms;
  if (!terms?.length) return undefined;
  const names = new Set<string>();
  for (const { matchFields = [] } of terms) {
    const lists = matchFields
      .filter(({ key, operator }) => key === 'metadata.name' && operator === 'In')
      .map(({ values = [] }) => values);
    const [first, ...others] = lists;
    if (!first) return undefined;
    for (const name of first) if (others.every((list) => list.includes(name))) names.add(name);
  }
  return names.size === 0 ? { refusal: CONFLICT } : { nodeNames: names };
}

export const nodeAffinity: Plugin = {
  name: 'NodeAffinity',
  weight: 2,
  preFilter: ({ pod }) => (pod.spec.affinity?.nodeAffinity ? namedNodes(pod) : undefined),
  filter: ({ pod }) =>
    insistsOnNodes(pod.spec)
      ? ({ node }) => (matchesNode(pod.spec, node) ? undefined : REFUSAL)
      : undefined,
  score: ({ pod }) => {
    const preferred =
      pod.spec.affinity?.nodeAffinity?.preferredDuringSchedulingIgnoredDuringExecution;
    if (!preferred?.length) return undefined;
    return {
      score: ({ node }) =>
        preferred.reduce(
          (sum, { weight, preference }) => sum + (matchesTerm(preference, node) ? weight : 0),
          0,
        ),
      normalize: (scores) => normalizeToMax(scores, false),
    };
  },
  mayHelp: (event, pod) => becameGood(event, (node) => matchesNode(pod.spec, node)),
};
