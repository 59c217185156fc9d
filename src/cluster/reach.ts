/** Where a connection ends: names by the cluster's DNS, Services by their endpoints, nodes by their power. */
import type { Client } from '#client/client.ts';
import type { Random } from '#kernel/random.ts';
import type { Kubelet } from '#kubelet/kubelet.ts';
import type { Found, Reach } from '#kubelet/pod-network.ts';
import { resolve } from '#network/dns.ts';
import { route } from '#network/service-proxy.ts';
import { type EndpointSlice, endpointSliceKind } from '#resources/endpointslice.ts';
import { nodeKind } from '#resources/node.ts';
import { type Pod, podKind } from '#resources/pod.ts';
import { type Service, serviceKind } from '#resources/service.ts';

const ADDRESS = /^\d+(\.\d+){3}$/;

/** What is looked through for each connection, as it is at one revision. */
interface NetworkMap {
  readonly services: readonly Service[];
  readonly slices: readonly EndpointSlice[];
  /** Address ⇒ the node's name. */
  readonly nodes: ReadonlyMap<string, string>;
  /** Network of a node's pods (`10.244.1.`) ⇒ the node's name. */
  readonly podNetworks: ReadonlyMap<string, string>;
  readonly pods: ReadonlyMap<string, readonly Pod[]>;
}

const isOver = ({ status }: Pod): boolean =>
  status.phase === 'Succeeded' || status.phase === 'Failed';

function podsByAddress(client: Client): ReadonlyMap<string, readonly Pod[]> {
  const pods = new Map<string, Pod[]>();
  for (const pod of client.list(podKind)) {
    const ip = pod.status?.podIP;
    if (ip === undefined || isOver(pod)) continue;
    const same = pods.get(ip);
    if (same) same.push(pod);
    else pods.set(ip, [pod]);
  }
  return pods;
}

function drawMap(client: Client): NetworkMap {
  const nodes = client.list(nodeKind);
  return {
    services: client.list(serviceKind),
    slices: client.list(endpointSliceKind),
    nodes: new Map(
      nodes.flatMap(({ metadata, status }) =>
        (status.addresses ?? []).map(({ address }) => [address, metadata.name] as const),
      ),
    ),
    podNetworks: new Map(
      nodes.flatMap(({ metadata, spec }) =>
        spec.podCIDR ? [[spec.podCIDR.replace(/\d+\/24$/, ''), metadata.name] as const] : [],
      ),
    ),
    pods: podsByAddress(client),
  };
}

/** The addresses of a name as the cluster's DNS gives them, asked from a namespace. */
export const namesOf =
  (client: Client) =>
  (name: string, namespace: string): readonly string[] =>
    ADDRESS.test(name)
      ? [name]
      : resolve(
          name,
          namespace,
          (within, service) => client.get(serviceKind, within, service),
          (within) => client.list(endpointSliceKind, { namespace: within }),
        );

/** What a cluster's network is made of. */
export interface ReachParts {
  readonly client: Client;
  /** Picks an endpoint among several. */
  readonly random: Random;
  /** Of the API server's last write. */
  revision(): number;
  kubeletOf(nodeName: string): Kubelet | undefined;
}

/** Follows connections as kube-proxy would; its map is drawn anew when something was written since. */
export function createReach({ client, random, revision, kubeletOf }: ReachParts): Reach {
  const namesIn = namesOf(client);
  let map: NetworkMap | undefined;
  let drawnAt = -1;
  const current = (): NetworkMap => {
    if (!map || drawnAt !== revision()) map = drawMap(client);
    drawnAt = revision();
    return map;
  };
  const isUp = (node: string): boolean => kubeletOf(node)?.isRunning ?? false;

  /** Nobody has it: its neighbours say so, unless the way there is cut. */
  const unowned = (ip: string, port: number, { nodes, podNetworks }: NetworkMap): Found => {
    const node = nodes.get(ip);
    if (node !== undefined) return { kind: isUp(node) ? 'refused' : 'lost', ip, port };
    const home = podNetworks.get(ip.replace(/\d+$/, ''));
    return { kind: home !== undefined && isUp(home) ? 'no-route' : 'lost', ip, port };
  };
  const at = (ip: string, port: number, seen: NetworkMap): Found => {
    const pods = seen.pods.get(ip) ?? [];
    const workers = pods.flatMap(({ metadata, spec }) => {
      const kubelet = kubeletOf(spec.nodeName ?? '');
      return (kubelet?.isRunning && kubelet.findPod(metadata.uid)) || [];
    });
    return workers.length > 0
      ? { kind: 'pods', ip, port, podPort: port, workers }
      : unowned(ip, port, seen);
  };

  return (host, port, caller) => {
    const seen = current();
    const [ip] = namesIn(host, caller.namespace);
    if (ip === undefined) return { kind: 'unresolved' };
    const entry = seen.nodes.get(ip);
    if (entry !== undefined && !isUp(entry)) return { kind: 'lost', ip, port };
    const choose = (below: number): number => Math.floor(random.next() * below);
    const to = { ip, port, client: caller.ip };
    const found = route(to, seen.services, seen.slices, seen.nodes, choose);
    if (found.kind === 'refused') return { kind: 'refused', ip, port };
    if (found.kind === 'dropped') return { kind: 'lost', ip, port };
    if (found.kind === 'unknown') return at(ip, port, seen);
    return { ...at(found.backend.ip, found.backend.port, seen), ip, port };
  };
}
