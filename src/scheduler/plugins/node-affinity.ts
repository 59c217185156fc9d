/** NodeAffinity: nodeSelector and node affinity, required and preferred. */
import { hasRequired, matchesRequired, matchesTerm } from '../node-selector.ts';
import { normalizeToMax, type Plugin, type Refusal } from '../plugin.ts';

const REFUSAL: Refusal = {
  reasons: ["node(s) didn't match Pod's node affinity/selector"],
  isResolvable: false,
};

export const nodeAffinity: Plugin = {
  name: 'NodeAffinity',
  weight: 2,
  filter: ({ pod }) =>
    hasRequired(pod) ? ({ node }) => (matchesRequired(pod, node) ? undefined : REFUSAL) : undefined,
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
};
