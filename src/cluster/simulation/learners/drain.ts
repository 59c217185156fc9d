/** `kubectl cordon`, `uncordon` and `drain`. */
import type { Pod } from '#resources/pod.ts';
import { onOne, say, type World } from '../action.ts';
import * as paths from '../paths.ts';

function setUnschedulable({ send }: World, name: string, unschedulable: boolean): string {
  const what = `${unschedulable ? 'cordon' : 'uncordon'} ${name}`;
  return say(what, send('PATCH', `${paths.nodes}/${name}`, { spec: { unschedulable } }));
}

/** Asks each pod of a node to go; budgets may refuse. */
function evictFrom({ list, send }: World, node: string): number {
  const there = list(paths.pods).filter((pod) => (pod as Pod).spec.nodeName === node);
  const answers = there.map(({ metadata: { name, namespace = '' } }) =>
    send('POST', `${paths.pods}/${name}/eviction`, {
      apiVersion: 'policy/v1',
      kind: 'Eviction',
      metadata: { name, namespace },
    }),
  );
  return answers.filter(({ code }) => code < 400).length;
}

export const drain = onOne('drain', 5, [paths.nodes], (world, { metadata: { name } }) => {
  setUnschedulable(world, name, true);
  return `drain ${name}: ${evictFrom(world, name)} evicted`;
});

export const uncordon = onOne('uncordon', 6, [paths.nodes], (world, { metadata }) =>
  setUnschedulable(world, metadata.name, false),
);
