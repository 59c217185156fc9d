/** The machines of a cluster: one kubelet each, with its address and its pool of pod addresses. */
import type { Client } from '#client/client.ts';
import type { Clock } from '#kernel/clock.ts';
import type { Random } from '#kernel/random.ts';
import type { EventSink } from '#kubelet/events.ts';
import { createKubelet, type Kubelet } from '#kubelet/kubelet.ts';
import { createAddressPool, nodeAddress } from '#network/addresses.ts';
import type { ClusterOptions } from './cluster.ts';

export interface MachineDeps {
  readonly clock: Clock;
  readonly random: Random;
  clientFor(name: string, manager: string, user?: string): Client;
  recorderFor(client: Client, component: string, host: string): EventSink;
  /** The cluster's DNS. */
  resolve(name: string, namespace: string): string | undefined;
}

/** The kubelets of node-1 … node-N, not yet started, by the node's name. */
export function createMachines(
  deps: MachineDeps,
  count: number,
  capacity: ClusterOptions['nodeCapacity'] = {},
): ReadonlyMap<string, Kubelet> {
  const machines = new Map<string, Kubelet>();
  for (let index = 1; index <= count; index += 1) {
    const name = `node-${index}`;
    const client = deps.clientFor(`kubelet/${name}`, 'kubelet', `system:node:${name}`);
    const kubelet = createKubelet(
      {
        client,
        clock: deps.clock,
        random: deps.random.fork(`kubelet/${name}`),
        events: deps.recorderFor(client, 'kubelet', name),
        addresses: () => createAddressPool(index),
        resolve: deps.resolve,
      },
      name,
      { ip: nodeAddress(index), capacity },
    );
    machines.set(name, kubelet);
  }
  return machines;
}
