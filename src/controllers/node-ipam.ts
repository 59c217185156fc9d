/** The node-ipam controller: every node gets a range of pod addresses of its own. */
import { type Node, nodeKind } from '#resources/node.ts';
import type { Controller } from './controller.ts';
import { startLoop } from './loop.ts';

/** 1 ⇒ "10.244.1.0/24", 300 ⇒ "10.65.44.0/24". */
const range = (index: number): string =>
  index < 256 ? `10.244.${index}.0/24` : `10.${64 + ((index >> 8) & 63)}.${index & 255}.0/24`;

/**
 * Gives a node without a range the lowest that is free.
 * Mirrors kubernetes pkg/controller/nodeipam/ipam/range_allocator.go.
 * Differs: 10.244.0.0/24 stays unused, so that node-1 has 10.244.1.0/24.
 */
export const nodeIpamController: Controller = {
  name: 'node-ipam-controller',
  start: (deps) => {
    const { client } = deps;
    const holders = new Map<string, string>();
    /** No range below this one is free. */
    let lowest = 1;
    const free = (): string => {
      while (holders.has(range(lowest))) lowest += 1;
      return range(lowest);
    };
    const assign = (node: Node): void => {
      const podCIDR = free();
      client.update(nodeKind, { ...node, spec: { ...node.spec, podCIDR, podCIDRs: [podCIDR] } });
      holders.set(podCIDR, node.metadata.uid);
    };
    const queue = startLoop(deps, (name) => {
      const node = client.get(nodeKind, '', name);
      if (node && !node.spec.podCIDR) assign(node);
      return undefined;
    });
    client.watch(nodeKind, ({ type, object, revision }) => {
      const { podCIDR } = object.spec;
      if (type === 'DELETED') {
        if (podCIDR && holders.get(podCIDR) === object.metadata.uid) holders.delete(podCIDR);
        lowest = 1;
      } else if (!podCIDR) queue.add(object.metadata.name, revision);
      else holders.set(podCIDR, object.metadata.uid);
    });
  },
};
