/** TaintToleration: taints keep pods away that don't tolerate them; PreferNoSchedule only asks. */
import { normalizeToMax, type Plugin, type Refusal } from '../plugin.ts';
import { tolerates } from '../tolerations.ts';

const REFUSAL: Refusal = { reasons: ['node(s) had untolerated taint(s)'], isResolvable: false };

export const taintToleration: Plugin = {
  name: 'TaintToleration',
  weight: 3,
  filter:
    ({ pod }) =>
    ({ node }) => {
      for (const taint of node.spec.taints ?? []) {
        if (taint.effect !== 'PreferNoSchedule' && !tolerates(pod.spec.tolerations, taint)) {
          return REFUSAL;
        }
      }
      return undefined;
    },
  score: ({ pod }, feasible) => {
    const isAsked = feasible.some(({ node }) =>
      node.spec.taints?.some(({ effect }) => effect === 'PreferNoSchedule'),
    );
    if (!isAsked) return undefined;
    const soft = (pod.spec.tolerations ?? []).filter(
      ({ effect }) => !effect || effect === 'PreferNoSchedule',
    );
    return {
      score: ({ node }) =>
        (node.spec.taints ?? []).filter(
          (taint) => taint.effect === 'PreferNoSchedule' && !tolerates(soft, taint),
        ).length,
      normalize: (scores) => normalizeToMax(scores, true),
    };
  },
};
