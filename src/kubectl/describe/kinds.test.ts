/** Golden descriptions of the kinds, as kubectl 1.35 prints them. */
import { describe, expect, test } from 'vitest';
import { parseTime } from '#apimachinery/time.ts';
import type { ConfigMap } from '#resources/configmap.ts';
import type { Deployment } from '#resources/deployment.ts';
import type { EndpointSlice } from '#resources/endpointslice.ts';
import type { Event } from '#resources/event.ts';
import type { Namespace } from '#resources/namespace.ts';
import type { Node } from '#resources/node.ts';
import type { Pod } from '#resources/pod.ts';
import type { ReplicaSet } from '#resources/replicaset.ts';
import type { Secret } from '#resources/secret.ts';
import type { Service } from '#resources/service.ts';
import type { ServiceAccount } from '#resources/serviceaccount.ts';
import { divideSets } from '../deployment-sets.ts';
import { describeConfigMap } from './configmap.ts';
import { describeDeployment } from './deployment.ts';
import { describeEndpointSlice } from './endpointslice.ts';
import { describeGeneric, smartLabel } from './generic.ts';
import { describeNamespace } from './namespace.ts';
import { describeNode } from './node.ts';
import { countPods } from './owned-pods.ts';
import { describeReplicaSet } from './replicaset.ts';
import { describeSecret } from './secret.ts';
import { describeService, endpointsText } from './service.ts';
import { describeServiceAccount } from './serviceaccount.ts';

const nowMs = parseTime('2026-01-05T09:01:00Z');
const meta = (name: string, more: object = {}) => ({
  name,
  namespace: 'default',
  uid: `uid-${name}`,
  creationTimestamp: '2026-01-05T09:00:00Z',
  ...more,
});
const template = (image: string, labels: object = { app: 'web' }) => ({
  metadata: { labels },
  spec: { containers: [{ name: 'nginx', image, ports: [{ containerPort: 80, protocol: 'TCP' }] }] },
});
const owner = { kind: 'Deployment', name: 'web', uid: 'uid-web', controller: true };
const set = (name: string, image: string, replicas: number) =>
  ({
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: meta(name, { labels: { app: 'web' }, ownerReferences: [owner] }),
    spec: {
      replicas,
      selector: { matchLabels: { app: 'web' } },
      template: template(image, { app: 'web', 'pod-template-hash': name }),
    },
    status: { replicas },
  }) as unknown as ReplicaSet;

const deployment = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: meta('web', { annotations: { 'deployment.kubernetes.io/revision': '2' } }),
  spec: {
    replicas: 3,
    selector: { matchLabels: { app: 'web' } },
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: 1 } },
    template: template('nginx:1.21.3'),
  },
  status: {
    replicas: 4,
    updatedReplicas: 3,
    availableReplicas: 3,
    unavailableReplicas: 1,
    conditions: [{ type: 'Available', status: 'True', reason: 'MinimumReplicasAvailable' }],
  },
} as unknown as Deployment;

const podTemplate = `Pod Template:
  Labels:  app=web
  Containers:
   nginx:
    Image:         nginx:1.21.3
    Port:          80/TCP
    Host Port:     0/TCP
    Environment:   <none>
    Mounts:        <none>
  Volumes:         <none>
  Node-Selectors:  <none>
  Tolerations:     <none>
`;

test('a deployment tells its old and its new ReplicaSet', () => {
  const sets = divideSets(deployment, [set('b', 'nginx:1.21.3', 3), set('a', 'nginx:1.21', 1)]);
  expect(describeDeployment(deployment, sets, [], nowMs)).toBe(`Name:                   web
Namespace:              default
CreationTimestamp:      Mon, 05 Jan 2026 09:00:00 +0000
Labels:                 <none>
Annotations:            deployment.kubernetes.io/revision: 2
Selector:               app=web
Replicas:               3 desired | 3 updated | 4 total | 3 available | 1 unavailable
StrategyType:           RollingUpdate
MinReadySeconds:        0
RollingUpdateStrategy:  1 max unavailable, 25% max surge
${podTemplate}Conditions:
  Type           Status  Reason
  ----           ------  ------
  Available      True    MinimumReplicasAvailable
OldReplicaSets:  a (1/1 replicas created)
NewReplicaSet:   b (3/3 replicas created)
Events:          <none>
`);
});

test('a ReplicaSet counts its own pods by phase, not those of others', () => {
  const pod = (phase: string, uid: string) =>
    ({
      metadata: { ownerReferences: [{ uid, controller: true }] },
      status: { phase },
    }) as unknown as Pod;
  const pods = [pod('Running', 'uid-a'), pod('Pending', 'uid-a'), pod('Running', 'other')];
  const text = describeReplicaSet(
    set('a', 'nginx:1.21', 2),
    countPods(pods, 'uid-a'),
    undefined,
    nowMs,
  );
  expect(text).toContain('Controlled By:  Deployment/web\n');
  expect(text).toContain('Pods Status:    1 Running / 1 Waiting / 0 Succeeded / 0 Failed\n');
  expect(text).toContain('  Labels:  app=web\n           pod-template-hash=a\n');
});

test('events seen several times tell how often and since when', () => {
  const event = {
    type: 'Warning',
    reason: 'BackOff',
    message: 'Back-off restarting failed container\n',
    source: { component: 'kubelet' },
    firstTimestamp: '2026-01-05T09:00:40Z',
    lastTimestamp: '2026-01-05T09:00:53Z',
    count: 3,
  } as unknown as Event;
  const text = describeReplicaSet(set('a', 'x', 1), countPods([], ''), [event], nowMs);
  expect(text.slice(text.indexOf('Events:'))).toBe(`Events:
  Type     Reason   Age               From     Message
  ----     ------   ----              ----     -------
  Warning  BackOff  7s (x3 over 20s)  kubelet  Back-off restarting failed container
`);
});

describe('a service', () => {
  const slice = (ready: readonly boolean[]) =>
    ({
      ports: [{ name: '', port: 80 }],
      endpoints: ready.map((isReady, at) => ({
        addresses: [`10.244.0.${at + 1}`],
        conditions: { ready: isReady },
      })),
    }) as unknown as EndpointSlice;

  test.each([
    [[], '<none>'],
    [[slice([])], ''],
    [[slice([true, false])], '10.244.0.1:80'],
    [[slice([true, true, true])], '10.244.0.1:80,10.244.0.2:80,10.244.0.3:80'],
    [
      [slice([true, true, true, true, true])],
      '10.244.0.1:80,10.244.0.2:80,10.244.0.3:80 + 2 more...',
    ],
  ])('shows at most three ready endpoints (%#)', (slices, expected) => {
    expect(endpointsText(slices, '')).toBe(expected);
  });

  test('shows node ports', () => {
    const service = {
      metadata: meta('web'),
      spec: {
        type: 'NodePort',
        clusterIP: '10.96.1.2',
        clusterIPs: ['10.96.1.2'],
        ports: [{ port: 8080, targetPort: 'http', protocol: 'TCP', nodePort: 30080 }],
        sessionAffinity: 'None',
      },
    } as unknown as Service;
    expect(describeService(service, [], [], nowMs)).toBe(`Name:              web
Namespace:         default
Labels:            <none>
Annotations:       <none>
Selector:          <none>
Type:              NodePort
IP Families:       <none>
IP:                10.96.1.2
IPs:               10.96.1.2
Port:              <unset>  8080/TCP
TargetPort:        http/TCP
NodePort:          <unset>  30080/TCP
Endpoints:         <none>
Session Affinity:  None
Events:            <none>
`);
  });
});

test('a config map shows its values, a secret only their sizes', () => {
  const map = { metadata: meta('conf'), data: { b: '2', a: 'x\ny\n' } } as unknown as ConfigMap;
  expect(describeConfigMap(map, [], nowMs)).toBe(`Name:         conf
Namespace:    default
Labels:       <none>
Annotations:  <none>

Data
====
a:
----
x
y


b:
----
2


BinaryData
====

Events:  <none>
`);
  const secret = {
    metadata: meta('login'),
    type: 'Opaque',
    data: { user: 'YW5u', password: 'czNjcjN0IQ==' },
  } as unknown as Secret;
  expect(describeSecret(secret)).toContain('Data\n====\npassword:  7 bytes\nuser:      3 bytes\n');
});

test('a node tells its roles, its lease and what its pods ask for', () => {
  const node = {
    metadata: { ...meta('n1'), labels: { 'node-role.kubernetes.io/control-plane': '' } },
    spec: {
      taints: [
        { key: 'b', effect: 'NoSchedule' },
        { key: 'a', value: 'x', effect: 'NoExecute' },
      ],
    },
    status: { allocatable: { cpu: '4', memory: '8Gi' } },
  } as unknown as Node;
  const pod = {
    metadata: meta('web-1'),
    spec: {
      initContainers: [{ name: 'i', resources: { requests: { cpu: '300m' } } }],
      containers: [
        { name: 'a', resources: { requests: { cpu: '100m', memory: '1Gi' } } },
        { name: 'b', resources: { requests: { cpu: '100m' }, limits: { cpu: '1' } } },
      ],
    },
  } as unknown as Pod;
  const parts = { lease: { failure: 'leases "n1" not found' }, pods: [pod], events: undefined };
  const text = describeNode(node, parts, nowMs);
  expect(text).toContain('Roles:              control-plane\n');
  expect(text).toContain('Taints:             a=x:NoExecute\n                    b:NoSchedule\n');
  expect(text).toContain('Lease:              Failed to get lease: leases "n1" not found\n');
  expect(text).toContain(
    '  default                     web-1    300m (7%)     1 (25%)     1Gi (12%)        0 (0%)         60s\n',
  );
  expect(text).toContain('  cpu                300m (7%)  1 (25%)\n');
});

test('a namespace says that nothing limits it', () => {
  const namespace = { metadata: { name: 'team' }, status: { phase: 'Active' } } as Namespace;
  expect(describeNamespace(namespace, undefined, undefined)).toBe(`Name:         team
Labels:       <none>
Annotations:  <none>
Status:       Active

No resource quota.

No LimitRange resource.
`);
});

test('service accounts and endpoint slices', () => {
  const account = {
    metadata: meta('robot'),
    imagePullSecrets: [{ name: 'one' }, { name: 'two' }],
  } as unknown as ServiceAccount;
  expect(describeServiceAccount(account, undefined, nowMs)).toContain(
    'Image pull secrets:  one\n                     two\n',
  );
  const slice = {
    metadata: meta('web-x'),
    addressType: 'IPv4',
    endpoints: [
      { addresses: ['10.244.0.1'], conditions: {}, targetRef: { kind: 'Pod', name: 'p' } },
    ],
  } as unknown as EndpointSlice;
  expect(describeEndpointSlice(slice, undefined, nowMs)).toContain(`Ports: <unset>
Endpoints:
  - Addresses:  10.244.0.1
    Conditions:
      Ready:    <unset>
    Hostname:   <unset>
    TargetRef:  Pod/p
    NodeName:   <unset>
    Zone:       <unset>
`);
});

test('every other kind is shown field by field', () => {
  const lease = {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: meta('n1', { managedFields: [{}] }),
    spec: { holderIdentity: 'n1', parts: [{ podCIDR: 'x' }, 'y'] },
  };
  expect(describeGeneric(lease as never, undefined, nowMs)).toBe(`Name:         n1
Namespace:    default
Labels:       <none>
Annotations:  <none>
API Version:  coordination.k8s.io/v1
Kind:         Lease
Metadata:
  Creation Timestamp:  2026-01-05T09:00:00Z
  UID:                 uid-n1
Spec:
  Holder Identity:  n1
  Parts:
    Pod Cidr:  x
    y
`);
});

test.each([
  ['leaseDurationSeconds', 'Lease Duration Seconds'],
  ['apiVersion', 'API Version'],
  ['uid', 'UID'],
  ['podCIDR', 'Pod Cidr'],
  ['pod-template-hash', 'Pod - Template - Hash'],
  ['app.kubernetes.io/name', 'app.kubernetes.io/name'],
])('the label of %s is %s', (field, label) => {
  expect(smartLabel(field)).toBe(label);
});
