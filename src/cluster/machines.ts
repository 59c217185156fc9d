/** The machines of a cluster: one kubelet each, with its address and its pool of pod addresses. */
import type { Client } from '#client/client.ts';
import type { Clock } from '#kernel/clock.ts';
import type { Random } from '#kernel/random.ts';
import type { EventSink } from '#kubelet/events.ts';
import { createKubelet, type Kubelet } from '#kubelet/kubelet.ts';
import type { PodFetch } from '#kubelet/node-runtime.ts';
import { createAddressPool, nodeAddress } from '#network/addresses.ts';
import type { ClusterOptions } from './cluster.ts';

export interface MachineDeps {
  readonly clock: Clock;
  readonly random: Random;
  clientFor(name: string, manager: string, user?: string): Client;
  recorderFor(client: Client, component: string, host: string): EventSink;
  /** The cluster's DNS. */
  resolve(name: string, namespace: string): string | undefined;
  /** The cluster's network, as pods meet it. */
  readonly fetch: PodFetch;
}

/** How many machines, of what size, over how many zones. */
export type MachineOptions = Required<Pick<ClusterOptions, 'nodes' | 'nodeCapacity' | 'zones'>>;

/** 3 zones: node-1 in zone-1, node-2 in zone-2, node-3 in zone-3, node-4 in zone-1 … */
const zoneLabels = (index: number, zones: number): Readonly<Record<string, string>> =>
  zones > 0 ? { 'topology.kubernetes.io/zone': `zone-${((index - 1) % zones) + 1}` } : {};

/** The kubelets of node-1 … node-N, not yet started, by the node's name. */
export function createMachines(
  deps: MachineDeps,
  { nodes: count, nodeCapacity: capacity, zones }: MachineOptions,
): ReadonlyMap<string, Kubelet> {
  const machines = new Map<string, Kubelet>();
  for (let index = 1; index <= count; index += 1) {
    const name = `node-${index}`;
    const pool = createAddressPool(index);
    const client = deps.clientFor(`kubelet/${name}`, 'kubelet', `system:node:${name}`);
    const kubelet = createKubelet(
      {
        client,
        clock: deps.clock,
        random: deps.random.fork(`kubelet/${name}`),
        events: deps.recorderFor(client, 'kubelet', name),
        addresses: () => {
          pool.releaseAll();
          return pool;
        },
        resolve: deps.resolve,
        fetch: deps.fetch,
      },
      name,
      { ip: nodeAddress(index), capacity, labels: zoneLabels(index, zones) },
    );
    machines.set(name, kubelet);
  }
  return machines;
}
