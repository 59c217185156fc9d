/** The cluster's network as whoever asks a web server meets it: a pod, or the learner's machine. */
import type { Exchange, WebRequest, WebResponse } from '#web/exchange.ts';
import { portOf } from '#web/exchange.ts';
import { listenerOf } from './exec/container-view.ts';
import { serveRequest } from './exec/site.ts';
import type { Kubelet } from './kubelet.ts';
import type { PodFetch } from './node-runtime.ts';
import type { PodWorker } from './pod-worker.ts';

/** Who makes a connection. */
export interface Caller {
  readonly ip: string;
  /** Where its short names are looked up. */
  readonly namespace: string;
}

/** An address and port where a connection ends. */
interface End {
  readonly ip: string;
  readonly port: number;
}

/** Where a connection ends: at pods with that address, at somebody who answers for himself, or nowhere. */
export type Found =
  | (End & {
      readonly kind: 'pods';
      readonly workers: readonly PodWorker[];
      /** Where they listen: a Service's port is another one. */
      readonly podPort: number;
    })
  | (End & { readonly kind: 'server'; readonly serve: (request: WebRequest) => WebResponse })
  | (End & { readonly kind: 'refused' | 'no-route' | 'lost' })
  | { readonly kind: 'unresolved' };

export type Reach = (host: string, port: number, caller: Caller) => Found;

/** How long it takes to learn that an exchange fails, ms: the kernel asks for the address three times, and for an answer six. */
const NO_ROUTE_MS = 3_060;
const LOST_MS = 134_000;

/** The exchange with whoever was found. */
export function exchangeWith(found: Found, request: WebRequest, caller: Caller): Exchange {
  if (found.kind === 'unresolved') return { kind: 'unresolved', tookMs: 0 };
  const { ip, port } = found;
  switch (found.kind) {
    case 'refused':
      return { kind: 'refused', ip, port, tookMs: 0 };
    case 'no-route':
      return { kind: 'no-route', ip, port, tookMs: NO_ROUTE_MS };
    case 'lost':
      return { kind: 'lost', ip, port, tookMs: LOST_MS };
    case 'server':
      return { kind: 'response', ip, port, tookMs: 0, response: found.serve(request) };
    case 'pods': {
      const views = found.workers.flatMap((worker) => listenerOf(worker, found.podPort) ?? []);
      const [view] = views;
      if (!view) return { kind: 'refused', ip, port, tookMs: 0 };
      if (request.url.protocol === 'https:') return { kind: 'not-tls', ip, port, tookMs: 0 };
      const response = serveRequest(view, request, caller.ip);
      return response
        ? { kind: 'response', ip, port, tookMs: 0, response }
        : { kind: 'empty', ip, port, tookMs: 0 };
    }
  }
}

const isLocal = (host: string, podIP: string): boolean =>
  ['localhost', '127.0.0.1', '[::1]', podIP].includes(host);

/** Asks web servers for the pods of a cluster. */
export const createPodFetch =
  (kubeletOf: (nodeName: string) => Kubelet | undefined, reach: Reach): PodFetch =>
  ({ metadata, spec }, podIP, request) => {
    const port = portOf(request.url);
    const caller = { ip: podIP, namespace: metadata.namespace ?? '' };
    const host = request.url.hostname;
    const own = kubeletOf(spec.nodeName ?? '')?.findPod(metadata.uid);
    const found: Found =
      own && isLocal(host, podIP)
        ? { kind: 'pods', ip: podIP, port, podPort: port, workers: [own] }
        : reach(host, port, caller);
    return exchangeWith(found, request, caller);
  };
