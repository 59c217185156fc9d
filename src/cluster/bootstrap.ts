/** What the API server itself keeps in a cluster: the system namespaces, and the way to itself. */
import type { Draft } from '#apimachinery/object.ts';
import type { Client } from '#client/client.ts';
import type { Clock } from '#kernel/clock.ts';
import { latency } from '#kernel/latency.ts';
import { type EndpointSlice, endpointSliceKind } from '#resources/endpointslice.ts';
import { type Namespace, namespaceKind } from '#resources/namespace.ts';
import { type Service, serviceKind } from '#resources/service.ts';

/** Where the API server listens, on the control plane's own machine. */
const apiServerAddress = '172.18.0.2';
const apiServerPort = 6443;
const namespaces = ['kube-system', 'kube-public', 'kube-node-lease', 'default'];
const name = 'kubernetes';
const namespace = 'default';

const service: Draft<Service> = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace, labels: { component: 'apiserver', provider: 'kubernetes' } },
  spec: {
    type: 'ClusterIP',
    clusterIP: '10.96.0.1',
    clusterIPs: ['10.96.0.1'],
    ipFamilies: ['IPv4'],
    ipFamilyPolicy: 'SingleStack',
    internalTrafficPolicy: 'Cluster',
    sessionAffinity: 'None',
    ports: [{ name: 'https', port: 443, protocol: 'TCP', targetPort: apiServerPort }],
  },
};

const slice: Draft<EndpointSlice> = {
  apiVersion: 'discovery.k8s.io/v1',
  kind: 'EndpointSlice',
  metadata: { name, namespace, labels: { 'kubernetes.io/service-name': name } },
  addressType: 'IPv4',
  endpoints: [{ addresses: [apiServerAddress], conditions: { ready: true } }],
  ports: [{ name: 'https', port: apiServerPort, protocol: 'TCP' }],
};

const draftNamespace = (each: string): Draft<Namespace> => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: each },
  spec: {},
});

/**
 * Makes the namespaces, the Service `kubernetes` and its EndpointSlice where they are missing, now
 * and every 10 s. Mirrors kubernetes pkg/controlplane/controller/{systemnamespaces,kubernetesservice}.
 */
export function startBootstrap(client: Client, clock: Clock): void {
  const pass = (): void => {
    client.cause = 0;
    for (const each of namespaces) {
      if (!client.get(namespaceKind, '', each)) client.create(namespaceKind, draftNamespace(each));
    }
    if (!client.get(serviceKind, namespace, name)) client.create(serviceKind, service);
    if (!client.get(endpointSliceKind, namespace, name)) client.create(endpointSliceKind, slice);
    clock.after(latency.kubernetesServicePeriodMs, pass);
  };
  pass();
}
