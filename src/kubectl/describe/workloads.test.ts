/** StatefulSets, DaemonSets and ReplicationControllers as the real kubectl described the same objects. */
import { expect, it } from 'vitest';
import type { KubeObject } from '#apimachinery/object.ts';
import type { DescribeWorld } from './describer.ts';
import { describeObject } from './index.ts';

/** A server without pods and events. */
const world: DescribeWorld = {
  api: {
    discover: async () => ({ find: () => undefined }) as never,
    get: async () => undefined as never,
    list: async () => undefined as never,
  },
  nowMs: 0,
  showEvents: false,
  chunkSize: 500,
};

const about = (kind: string, name: string, metadata: object, rest: object): KubeObject =>
  ({
    apiVersion: 'apps/v1',
    kind,
    metadata: {
      name,
      namespace: 'wa',
      uid: 'u',
      resourceVersion: '1',
      creationTimestamp: '2026-11-23T08:29:04Z',
      ...metadata,
    },
    ...rest,
  }) as KubeObject;

const template = (name: string, container: object = {}, metadata: object = {}) => ({
  metadata: { labels: { app: name }, ...metadata },
  spec: { containers: [{ name, image: 'nginx:1.21', ...container }] },
});

it('a StatefulSet with claims', async () => {
  const limits = { cpu: '1500m', memory: '1Gi' };
  const ports = [{ containerPort: 80, name: 'web', protocol: 'TCP' }];
  const set = about(
    'StatefulSet',
    'db',
    { annotations: { note: 'a<b&c' } },
    {
      spec: {
        replicas: 2,
        selector: { matchLabels: { app: 'db' } },
        updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
        template: template('db', { ports, resources: { limits } }, { annotations: { x: '<&>' } }),
        volumeClaimTemplates: [
          {
            metadata: { name: 'data' },
            spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
          },
        ],
      },
      status: { replicas: 1 },
    },
  );
  const text = await describeObject(world, { group: 'apps', kind: 'StatefulSet' }, set);
  expect(text).toBe(`Name:               db
Namespace:          wa
CreationTimestamp:  Mon, 23 Nov 2026 08:29:04 +0000
Selector:           app=db
Labels:             <none>
Annotations:        note: a<b&c
Replicas:           2 desired | 1 total
Update Strategy:    RollingUpdate
  Partition:        0
Pods Status:        0 Running / 0 Waiting / 0 Succeeded / 0 Failed
Pod Template:
  Labels:       app=db
  Annotations:  x: <&>
  Containers:
   db:
    Image:      nginx:1.21
    Port:       80/TCP (web)
    Host Port:  0/TCP (web)
    Limits:
      cpu:         1500m
      memory:      1Gi
    Environment:   <none>
    Mounts:        <none>
  Volumes:         <none>
  Node-Selectors:  <none>
  Tolerations:     <none>
Volume Claims:
  Name:          data
  StorageClass:  
  Labels:        <none>
  Annotations:   <none>
  Capacity:      1Gi
  Access Modes:  [ReadWriteOnce]
`);
});

const nginxTemplate = (name: string): string => `Pod Template:
  Labels:  app=${name}
  Containers:
   ${name}:
    Image:         nginx:1.21
    Port:          <none>
    Host Port:     <none>
    Environment:   <none>
    Mounts:        <none>
  Volumes:         <none>
  Node-Selectors:  <none>
  Tolerations:     <none>
`;

it('a DaemonSet', async () => {
  const annotations = { 'deprecated.daemonset.template.generation': '1' };
  const set = about(
    'DaemonSet',
    'agent',
    { labels: { a: 'b' }, annotations },
    {
      spec: { selector: { matchLabels: { app: 'agent' } }, template: template('agent') },
      status: {
        desiredNumberScheduled: 0,
        currentNumberScheduled: 0,
        numberMisscheduled: 0,
        numberReady: 0,
      },
    },
  );
  const text = await describeObject(world, { group: 'apps', kind: 'DaemonSet' }, set);
  expect(text).toBe(`Name:           agent
Namespace:      wa
Selector:       app=agent
Node-Selector:  <none>
Labels:         a=b
Annotations:    deprecated.daemonset.template.generation: 1
Desired Number of Nodes Scheduled: 0
Current Number of Nodes Scheduled: 0
Number of Nodes Scheduled with Up-to-date Pods: 0
Number of Nodes Scheduled with Available Pods: 0
Number of Nodes Misscheduled: 0
Pods Status:  0 Running / 0 Waiting / 0 Succeeded / 0 Failed
${nginxTemplate('agent')}`);
});

it('a ReplicationController', async () => {
  const controller = about(
    'ReplicationController',
    'rc',
    { labels: { app: 'rc' } },
    {
      spec: { replicas: 1, selector: { app: 'rc' }, template: template('rc') },
      status: { replicas: 1 },
    },
  );
  const text = await describeObject(
    world,
    { group: '', kind: 'ReplicationController' },
    controller,
  );
  expect(text).toBe(`Name:         rc
Namespace:    wa
Selector:     app=rc
Labels:       app=rc
Annotations:  <none>
Replicas:     1 current / 1 desired
Pods Status:  0 Running / 0 Waiting / 0 Succeeded / 0 Failed
${nginxTemplate('rc')}`);
});
