/** The cluster's network as a machine outside it meets it, one with a route to pods, Services and nodes. */
import { type Caller, exchangeWith } from '#kubelet/pod-network.ts';
import { nodeKind } from '#resources/node.ts';
import { type Exchange, portOf, type WebRequest } from '#web/exchange.ts';
import { createReach, namesOf, type ReachParts } from './reach.ts';

export interface Outside {
  /** Asks a server of the cluster; no time passes. Short names are those of the namespace `default`. */
  ask(request: WebRequest): Exchange;
  /** The addresses of a Service's, a pod's or a node's name. */
  resolve(name: string): readonly string[];
}

/** The gateway of the nodes' network: what servers see when somebody outside calls. */
const LEARNER: Caller = { ip: '172.18.0.1', namespace: 'default' };

/** On the wire there and back, ms: the same for the same number of requests. */
const NEAREST_MS = 0.4;
const SPREAD_MS = 1.2;

export function createOutside(parts: ReachParts): Outside {
  const { client, random } = parts;
  const reach = createReach(parts);
  const namesIn = namesOf(client);
  const resolve = (name: string): readonly string[] => {
    const { addresses = [] } = client.get(nodeKind, '', name)?.status ?? {};
    const node = addresses.find(({ type }) => type === 'InternalIP')?.address;
    return node === undefined ? namesIn(name, LEARNER.namespace) : [node];
  };
  return {
    resolve,
    ask: (request) => {
      const { hostname } = request.url;
      const host = client.get(nodeKind, '', hostname)
        ? (resolve(hostname)[0] ?? hostname)
        : hostname;
      const found = reach(host, portOf(request.url), LEARNER);
      const exchange = exchangeWith(found, request, LEARNER);
      const tookMs = exchange.tookMs + NEAREST_MS + random.next() * SPREAD_MS;
      return { ...exchange, tookMs };
    },
  };
}
