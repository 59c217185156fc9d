/** `kubectl cordon`, `uncordon` and `drain`. */
import type { Pod } from '#resources/pod.ts';
import { type Action, pick, say, type World } from '../action.ts';
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

export const drain: Action = {
  name: 'drain',
  weight: 5,
  run: (world) => {
    const node = pick(world.random, world.list(paths.nodes))?.metadata.name;
    if (!node) return undefined;
    setUnschedulable(world, node, true);
    return `drain ${node}: ${evictFrom(world, node)} evicted`;
  },
};

export const uncordon: Action = {
  name: 'uncordon',
  weight: 6,
  run: (world) => {
    const node = pick(world.random, world.list(paths.nodes));
    return node && setUnschedulable(world, node.metadata.name, false);
  },
};
