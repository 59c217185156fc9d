/** NodeName: a pod that names its node goes nowhere else. */
import type { Plugin, Refusal } from '../plugin.ts';

const REFUSAL: Refusal = {
  reasons: ["node(s) didn't match the requested node name"],
  isResolvable: false,
};

export const nodeName: Plugin = {
  name: 'NodeName',
  weight: 0,
  filter: ({ pod }) => {
    const wanted = pod.spec.nodeName;
    return wanted ? ({ name }) => (name === wanted ? undefined : REFUSAL) : undefined;
  },
  mayHelp: (event) => event.type === 'node' && event.before === undefined,
};
