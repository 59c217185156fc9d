/** TaintToleration: taints keep pods away that don't tolerate them; PreferNoSchedule only asks. */
import type { Node } from '#resources/node.ts';
import type { Pod } from '#resources/pod.ts';
import { becameGood } from '../cluster-event.ts';
import { normalizeToMax, type Plugin, type Refusal } from '../plugin.ts';
import { tolerates } from '../tolerations.ts';

const REFUSAL: Refusal = { reasons: ['node(s) had untolerated taint(s)'], isResolvable: false };

function isRefused({ spec: { tolerations } }: Pod, { spec: { taints } }: Node): boolean {
  if (!taints) return false;
  for (const taint of taints) {
    if (taint.effect !== 'PreferNoSchedule' && !tolerates(tolerations, taint)) return true;
  }
  return false;
}

export const taintToleration: Plugin = {
  name: 'TaintToleration',
  weight: 3,
  filter:
    ({ pod }) =>
    ({ node }) =>
      isRefused(pod, node) ? REFUSAL : undefined,
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
  mayHelp: (event, pod) => becameGood(event, (node) => !isRefused(pod, node)),
};
