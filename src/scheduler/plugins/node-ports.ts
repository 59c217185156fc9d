/** NodePorts: two pods cannot have one port of the host. */
import { hostPorts, isTaken } from '../host-ports.ts';
import type { Plugin, Refusal } from '../plugin.ts';

const REFUSAL: Refusal = {
  reasons: ["node(s) didn't have free ports for the requested pod ports"],
  isResolvable: true,
};

export const nodePorts: Plugin = {
  name: 'NodePorts',
  weight: 0,
  filter: ({ pod }) => {
    const wanted = hostPorts(pod);
    if (wanted.length === 0) return undefined;
    return ({ ports }) =>
      ports.size > 0 && wanted.some((port) => isTaken(port, ports)) ? REFUSAL : undefined;
  },
  mayHelp: (event, pod) => {
    if (event.type === 'node') return event.before === undefined;
    if (event.type !== 'pod-deleted') return false;
    const freed = new Map(hostPorts(event.pod).map((port) => [port, 1]));
    return hostPorts(pod).some((port) => isTaken(port, freed));
  },
};
