/** Ports of the host that pods take, and when two of them clash. Mirrors kube-scheduler framework HostPortInfo. */
import { memoised } from '#apimachinery/intern.ts';
import type { Pod } from '#resources/pod.ts';

type Containers = Pod['spec']['containers'];
const NONE: readonly string[] = [];

const portsOf = memoised((containers: Containers): readonly string[] => {
  const ports: string[] = [];
  for (const container of containers) {
    for (const { hostPort, protocol = 'TCP', hostIP } of container.ports ?? []) {
      if (hostPort) ports.push(`${protocol}/${hostIP || '0.0.0.0'}/${hostPort}`);
    }
  }
  return ports.length > 0 ? ports : NONE;
});

/** "TCP/0.0.0.0/8080", of containers and of init containers that stay beside them. */
export function hostPorts({ spec }: Pod): readonly string[] {
  const own = portsOf(spec.containers);
  if (!spec.initContainers) return own;
  const sidecars = spec.initContainers.filter(({ restartPolicy }) => restartPolicy === 'Always');
  return sidecars.length > 0 ? [...own, ...portsOf(sidecars)] : own;
}

/** Whether one of the ports taken is in the way of `wanted`. */
export function isTaken(wanted: string, taken: ReadonlyMap<string, unknown>): boolean {
  if (taken.has(wanted)) return true;
  const [protocol, ip, port] = wanted.split('/');
  if (ip !== '0.0.0.0') return taken.has(`${protocol}/0.0.0.0/${port}`);
  for (const one of taken.keys()) {
    if (one.startsWith(`${protocol}/`) && one.endsWith(`/${port}`)) return true;
  }
  return false;
}
