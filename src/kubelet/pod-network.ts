/** The cluster's network as a pod's curl and wget meet it: to itself, to other pods, through Services. */
import { listenerOf } from './exec/container-view.ts';
import { servedPage } from './exec/site.ts';
import type { Kubelet } from './kubelet.ts';
import type { PodFetch } from './node-runtime.ts';
import type { PodWorker } from './pod-worker.ts';

/** Where a connection to another host ends: at a pod, or nowhere. */
export type Reach = (
  host: string,
  port: number,
  namespace: string,
) =>
  | { readonly worker: PodWorker; readonly port: number }
  | 'refused'
  | 'unknown-host'
  | 'no-route';

const isLocal = (host: string, podIP: string): boolean =>
  ['localhost', '127.0.0.1', '[::1]', podIP].includes(host);

/** Asks web servers for the pods of a cluster. */
export const createPodFetch =
  (kubeletOf: (nodeName: string) => Kubelet | undefined, reach: Reach): PodFetch =>
  ({ metadata, spec }, podIP, url) => {
    const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
    const own = (): PodWorker | undefined => kubeletOf(spec.nodeName ?? '')?.findPod(metadata.uid);
    const worker = isLocal(url.hostname, podIP) ? own() : undefined;
    const found = worker ? { worker, port } : reach(url.hostname, port, metadata.namespace ?? '');
    if (typeof found === 'string') return { error: found };
    const server = listenerOf(found.worker, found.port);
    if (!server) return { error: 'refused' };
    return servedPage(server.run, server.world, url.pathname) ?? { error: 'not-http' };
  };
