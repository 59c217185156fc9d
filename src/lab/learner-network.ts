/** The learner's machine on the network: the cluster's servers, and what programs of the lab listen on. */
import type { Outside } from '#cluster/outside.ts';
import {
  AddressInUseError,
  type Exchange,
  type Handler,
  type Network,
  type WebRequest,
} from '#shell/network.ts';
import { portOf } from '#web/exchange.ts';

const OWN_NAMES: ReadonlySet<string> = new Set([
  'localhost',
  '127.0.0.1',
  '0.0.0.0',
  '[::1]',
  'reconcile',
]);
/** Where Linux begins to look for a port nobody asked for. */
const FIRST_FREE_PORT = 32_768;
const LAST_PORT = 60_999;
/** A machine's talk with itself, ms. */
const LOCAL_MS = 0.2;

/** A network over a cluster's; its listeners are shared by every terminal of the lab. */
export function createLearnerNetwork(outside: Outside): Network {
  const listeners = new Map<number, Handler>();

  const askSelf = async (request: WebRequest, signal: AbortSignal): Promise<Exchange> => {
    const port = portOf(request.url);
    const peer = { ip: '127.0.0.1', port, tookMs: LOCAL_MS };
    const handler = listeners.get(port);
    if (!handler) return { kind: 'refused', ...peer };
    if (request.url.protocol === 'https:') return { kind: 'not-tls', ...peer };
    const response = await handler(request, signal);
    return response ? { kind: 'response', ...peer, response } : { kind: 'empty', ...peer };
  };
  const freePort = (): number => {
    for (let port = FIRST_FREE_PORT; port <= LAST_PORT; port += 1) {
      if (!listeners.has(port)) return port;
    }
    return 0;
  };

  return {
    ask: (request, signal) =>
      OWN_NAMES.has(request.url.hostname) ? askSelf(request, signal) : outside.ask(request),
    resolve: (name) => (OWN_NAMES.has(name) ? ['127.0.0.1'] : outside.resolve(name)),
    listen: (address, wanted, handler) => {
      if (wanted !== 0 && listeners.has(wanted)) throw new AddressInUseError(address, wanted);
      const port = wanted === 0 ? freePort() : wanted;
      listeners.set(port, handler);
      return {
        port,
        close: () => {
          if (listeners.get(port) === handler) listeners.delete(port);
        },
      };
    },
  };
}
