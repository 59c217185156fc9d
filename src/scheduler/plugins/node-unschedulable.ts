/** NodeUnschedulable: no new pods on a cordoned node. */
import { becameGood } from '../cluster-event.ts';
import type { Plugin, Refusal } from '../plugin.ts';
import { toleratesAll } from '../tolerations.ts';

const REFUSAL: Refusal = { reasons: ['node(s) were unschedulable'], isResolvable: false };
const CORDON = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' };

export const nodeUnschedulable: Plugin = {
  name: 'NodeUnschedulable',
  weight: 0,
  filter: ({ pod }) => {
    const isTolerated = toleratesAll(pod.spec.tolerations, [CORDON]);
    return isTolerated ? undefined : ({ node }) => (node.spec.unschedulable ? REFUSAL : undefined);
  },
  mayHelp: (event) => becameGood(event, ({ spec }) => spec.unschedulable !== true),
};
