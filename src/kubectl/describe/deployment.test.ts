/** A Deployment and its ReplicaSets, as kubectl 1.35 describes them. */
import { expect, test } from 'vitest';
import type { Deployment } from '#resources/deployment.ts';
import type { Event } from '#resources/event.ts';
import type { Pod } from '#resources/pod.ts';
import type { ReplicaSet } from '#resources/replicaset.ts';
import { divideSets } from '../deployment-sets.ts';
import { describeDeployment } from './deployment.ts';
import { countPods } from './owned-pods.ts';
import { describeReplicaSet } from './replicaset.ts';
import { meta, nowMs } from './test-meta.ts';

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
