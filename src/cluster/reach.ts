/** Where a connection from inside a pod ends: names by the cluster's DNS, Services by their endpoints. */
import type { Client } from '#client/client.ts';
import type { Random } from '#kernel/random.ts';
import type { Kubelet } from '#kubelet/kubelet.ts';
import type { Reach } from '#kubelet/pod-network.ts';
import { resolve } from '#network/dns.ts';
import { route } from '#network/service-proxy.ts';
import { endpointSliceKind } from '#resources/endpointslice.ts';
import { nodeKind } from '#resources/node.ts';
import { podKind } from '#resources/pod.ts';
import { serviceKind } from '#resources/service.ts';

const ADDRESS = /^\d+(\.\d+){3}$/;

/** Follows connections as kube-proxy would; `client` sees the cluster's objects. */
export function createReach(
  client: Client,
  random: Random,
  kubeletOf: (nodeName: string) => Kubelet | undefined,
): Reach {
  const addressOf = (host: string, namespace: string): string | undefined =>
    ADDRESS.test(host)
      ? host
      : resolve(
          host,
          namespace,
          (within, service) => client.get(serviceKind, within, service),
          (within) => client.list(endpointSliceKind, { namespace: within }),
        )[0];
  const workerAt = (ip: string) => {
    const pod = client.list(podKind).find(({ status }) => status?.podIP === ip);
    const kubelet = kubeletOf(pod?.spec.nodeName ?? '');
    return pod && kubelet?.isRunning ? kubelet.findPod(pod.metadata.uid) : undefined;
  };
  const nodeAddresses = (): ReadonlySet<string> =>
    new Set(
      client
        .list(nodeKind)
        .flatMap(({ status }) => status.addresses?.map(({ address }) => address) ?? []),
    );
  return (host, port, namespace) => {
    const ip = addressOf(host, namespace);
    if (ip === undefined) return 'unknown-host';
    const services = client.list(serviceKind);
    const slices = client.list(endpointSliceKind);
    const found = route({ ip, port }, services, slices, nodeAddresses(), (n) =>
      Math.floor(random.next() * n),
    );
    if (found.kind === 'refused') return 'refused';
    const to = found.kind === 'backend' ? found.backend : { ip, port };
    const worker = workerAt(to.ip);
    return worker ? { worker, port: to.port } : 'no-route';
  };
}
