/** What a control plane makes of itself before anybody asks: its Service and how it is found, its blocks of addresses, its classes. */
import type { Kind } from '#apimachinery/kind.ts';
import type { Draft, KubeObject } from '#apimachinery/object.ts';
import { componentStatusKind, draftComponentStatus } from '#resources/componentstatus.ts';
import { type Endpoints, endpointsKind } from '#resources/endpoints.ts';
import { type EndpointSlice, endpointSliceKind } from '#resources/endpointslice.ts';
import {
  type PriorityClass,
  priorityClassKind,
  systemPriorityClasses,
} from '#resources/priorityclass.ts';
import { type Service, serviceKind } from '#resources/service.ts';
import { type ServiceCidr, serviceCidrKind } from '#resources/servicecidr.ts';

/** Where the API server listens, on the control plane's own machine. */
const address = '172.18.0.2';
const port = 6443;
const name = 'kubernetes';
const namespace = 'default';

/** An object that is made when it is missing. */
export interface Wanted {
  readonly kind: Kind;
  readonly namespace: string;
  readonly name: string;
  readonly draft: Draft;
}

const wanted = <T extends KubeObject>(kind: Kind<T>, draft: Draft<T>): Wanted => ({
  kind: kind as unknown as Kind,
  namespace: draft.metadata.namespace ?? '',
  name: draft.metadata.name ?? '',
  draft: draft as unknown as Draft,
});

/** Its address is the first of the first block. */
const service: Draft<Service> = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace, labels: { component: 'apiserver', provider: 'kubernetes' } },
  spec: {
    type: 'ClusterIP',
    ipFamilies: ['IPv4'],
    ipFamilyPolicy: 'SingleStack',
    internalTrafficPolicy: 'Cluster',
    sessionAffinity: 'None',
    ports: [{ name: 'https', port: 443, protocol: 'TCP', targetPort: port }],
  },
};

const endpoints: Draft<Endpoints> = {
  apiVersion: 'v1',
  kind: 'Endpoints',
  metadata: { name, namespace, labels: { 'endpointslice.kubernetes.io/skip-mirror': 'true' } },
  subsets: [{ addresses: [{ ip: address }], ports: [{ name: 'https', port, protocol: 'TCP' }] }],
};

const slice: Draft<EndpointSlice> = {
  apiVersion: 'discovery.k8s.io/v1',
  kind: 'EndpointSlice',
  metadata: { name, namespace, labels: { 'kubernetes.io/service-name': name } },
  addressType: 'IPv4',
  endpoints: [{ addresses: [address], conditions: { ready: true } }],
  ports: [{ name: 'https', port, protocol: 'TCP' }],
};

const block = (cidr: string): Draft<ServiceCidr> => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'ServiceCIDR',
  metadata: { name },
  spec: { cidrs: [cidr] },
});

const priorityClasses: readonly Draft<PriorityClass>[] = systemPriorityClasses.map(
  ({ name: className, value, description = '' }) => ({
    apiVersion: 'scheduling.k8s.io/v1',
    kind: 'PriorityClass',
    metadata: { name: className },
    value,
    description,
  }),
);

/** Everything of it, in the order it is made. */
export const bootstrapObjects = (serviceCidr: string): readonly Wanted[] => [
  ...priorityClasses.map((draft) => wanted(priorityClassKind, draft)),
  ...['controller-manager', 'etcd-0', 'scheduler'].map((component) =>
    wanted(componentStatusKind, draftComponentStatus(component)),
  ),
  wanted(serviceCidrKind, block(serviceCidr)),
  wanted(serviceKind, service),
  wanted(endpointsKind, endpoints),
  wanted(endpointSliceKind, slice),
];
