/** NodePorts: two pods cannot have one port of the host. */
import { hostPorts, type NodeInfo } from '../node-info.ts';
import type { Plugin, Refusal } from '../plugin.ts';

const REFUSAL: Refusal = {
  reasons: ["node(s) didn't have free ports for the requested pod ports"],
  isResolvable: true,
};

function isTaken(wanted: string, { ports }: NodeInfo): boolean {
  if (ports.has(wanted)) return true;
  const [protocol, ip, port] = wanted.split('/');
  if (ip !== '0.0.0.0') return ports.has(`${protocol}/0.0.0.0/${port}`);
  return [...ports.keys()].some(
    (one) => one.startsWith(`${protocol}/`) && one.endsWith(`/${port}`),
  );
}

export const nodePorts: Plugin = {
  name: 'NodePorts',
  weight: 0,
  filter: ({ pod }) => {
    const wanted = hostPorts(pod);
    if (wanted.length === 0) return undefined;
    return (node) => (wanted.some((port) => isTaken(port, node)) ? REFUSAL : undefined);
  },
};
