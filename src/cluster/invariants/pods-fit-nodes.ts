/** The scheduler binds pods only to nodes that exist and have room for them. */
import { milliValue } from '#apimachinery/quantity.ts';
import { isPodFinished } from '#controllers/pods.ts';
import { type Node, nodeKind } from '#resources/node.ts';
import { type Pod, podKind } from '#resources/pod.ts';
import type { Invariant } from './invariant.ts';

type Amounts = Readonly<Record<'cpu' | 'memory' | 'pods', number>>;

/** What a pod's containers request, cpu and memory in thousandths. */
function requestsOf(pod: Pod): Amounts {
  let cpu = 0;
  let memory = 0;
  for (const { resources } of pod.spec.containers) {
    cpu += milliValue(resources?.requests?.['cpu'] ?? '0');
    memory += milliValue(resources?.requests?.['memory'] ?? '0');
  }
  return { cpu, memory, pods: 1000 };
}

const room = (node: Node): Amounts => ({
  cpu: milliValue(node.status.allocatable?.['cpu'] ?? '0'),
  memory: milliValue(node.status.allocatable?.['memory'] ?? '0'),
  pods: milliValue(node.status.allocatable?.['pods'] ?? '0'),
});

const resources = ['cpu', 'memory', 'pods'] as const;
const nothing: Amounts = { cpu: 0, memory: 0, pods: 0 };

export const podsFitNodes: Invariant = {
  name: 'pods-fit-nodes',
  start: (api) => {
    /** What is asked of each node, kept up one pod at a time. */
    const used = new Map<string, Amounts>();
    const add = (pod: Pod | undefined, sign: number): void => {
      const { nodeName } = pod?.spec ?? {};
      if (!pod || !nodeName || isPodFinished(pod)) return;
      const before = used.get(nodeName) ?? nothing;
      const more = requestsOf(pod);
      used.set(nodeName, {
        cpu: before.cpu + sign * more.cpu,
        memory: before.memory + sign * more.memory,
        pods: before.pods + sign * more.pods,
      });
    };
    return (event) => {
      if (event.kind.kind !== podKind.kind) return undefined;
      const pod = event.object as Pod;
      const before = event.previous as Pod | undefined;
      if (before?.spec !== pod.spec || isPodFinished(pod) || event.type === 'DELETED') {
        add(before, -1);
        if (event.type !== 'DELETED') add(pod, 1);
      }
      const { nodeName } = pod.spec;
      if (!nodeName || !before || before.spec.nodeName === nodeName) return undefined;
      const node = api.get(nodeKind, '', nodeName) as Node | undefined;
      if (!node) return `${pod.metadata.name} is bound to ${nodeName}, which does not exist`;
      const full = resources.find(
        (each) => (used.get(nodeName) ?? nothing)[each] > room(node)[each],
      );
      return full && `${pod.metadata.name} is bound to ${nodeName}, which has no more ${full}`;
    };
  },
};
