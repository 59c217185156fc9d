/** The columns of `kubectl get pods`. */
import { conditionOf } from '#apimachinery/conditions.ts';
import { memoised } from '#apimachinery/intern.ts';
import type { Column } from '#apimachinery/kind.ts';
import { ageColumn, column, nameColumn } from '../columns.ts';
import { podDisplay, printRestarts } from './display-status.ts';
import type { Pod } from './types.ts';

const display = memoised(podDisplay);

/** `1/2` gates whose condition is True, or `<none>` when the pod has no gates. */
function readinessGates({ spec, status }: Pod): string {
  const gates = spec.readinessGates ?? [];
  const open = gates.filter(
    ({ conditionType }) => conditionOf(status.conditions, conditionType)?.status === 'True',
  );
  return gates.length > 0 ? `${open.length}/${gates.length}` : '<none>';
}

export const podColumns: readonly Column<Pod>[] = [
  nameColumn,
  column('Ready', 'How many of its containers are ready, of how many.', (pod) => {
    const { ready, total } = display(pod);
    return `${ready}/${total}`;
  }),
  column('Status', 'Where its containers are, in one word.', (pod) => display(pod).reason),
  column('Restarts', 'How often its containers were restarted, and when last.', (pod, nowMs) =>
    printRestarts(display(pod), nowMs),
  ),
  ageColumn,
  column('IP', 'Its address in the cluster.', ({ status }) => status.podIPs?.[0]?.ip || '<none>', {
    wide: true,
  }),
  column('Node', 'The node it is bound to.', ({ spec }) => spec.nodeName || '<none>', {
    wide: true,
  }),
  column(
    'Nominated Node',
    'The node where pods are preempted for it.',
    ({ status }) => status.nominatedNodeName || '<none>',
    { wide: true },
  ),
  column('Readiness Gates', 'How many of its extra conditions are true.', readinessGates, {
    wide: true,
  }),
];
