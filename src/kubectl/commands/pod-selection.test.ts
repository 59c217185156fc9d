/** Which pod stands for a workload, and what an object tells of itself when it is exposed. */
import { expect, test } from 'vitest';
import type { KubeObject } from '#apimachinery/object.ts';
import type { Pod } from '#resources/pod.ts';
import { checkExposable, portsFor, selectorFor } from './exposable.ts';
import { defaultContainer } from './pod-containers.ts';
import { byLogging, podSelectorOf } from './pod-selection.ts';
import { makeService, type ServiceOptions } from './service-spec.ts';

const pod = (name: string, more: object) =>
  ({
    metadata: { name, creationTimestamp: '2026-01-05T09:00:00Z' },
    spec: {},
    status: {},
    ...more,
  }) as unknown as Pod;
const ready = (since: string, restartCount = 0) => ({
  spec: { nodeName: 'n' },
  status: {
    phase: 'Running',
    conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: since }],
    containerStatuses: [{ restartCount }],
  },
});

test('assigned, running and ready pods come first, longest ready before', () => {
  const pods = [
    pod('unassigned', { status: { phase: 'Pending' } }),
    pod('late', ready('2026-01-05T09:05:00Z')),
    pod('pending', { spec: { nodeName: 'n' }, status: { phase: 'Pending' } }),
    pod('early', ready('2026-01-05T09:01:00Z')),
    pod('restarted', ready('2026-01-05T09:05:00Z', 2)),
  ];
  expect(pods.sort(byLogging).map(({ metadata }) => metadata.name)).toEqual([
    'early',
    'restarted',
    'late',
    'pending',
    'unassigned',
  ]);
});

test('the container that is meant when none is named', () => {
  const two = pod('two', {
    spec: { containers: [{ name: 'a' }, { name: 'b' }], initContainers: [{ name: 'i' }] },
  });
  expect(defaultContainer(two)).toEqual({
    name: 'a',
    notice: 'Defaulted container "a" out of: a, b, i (init)\n',
  });
  const annotations = { 'kubectl.kubernetes.io/default-container': 'b' };
  expect(defaultContainer({ ...two, metadata: { ...two.metadata, annotations } })).toEqual({
    name: 'b',
    notice: '',
  });
});

const object = (kind: string, more: object) =>
  ({ kind, metadata: { name: 'web', labels: { app: 'web' } }, ...more }) as unknown as KubeObject;

test('selectors of pods', () => {
  const selector = { matchLabels: { app: 'web' } };
  expect(podSelectorOf(object('Deployment', { spec: { selector } }))).toBe('app=web');
  expect(podSelectorOf(object('Service', { spec: { selector: { a: 'b' } } }))).toBe('a=b');
  expect(() => podSelectorOf(object('Service', { spec: {} }))).toThrow(
    "invalid service 'web': Service is defined without a selector",
  );
  expect(selectorFor(object('Pod', {}))).toEqual({ app: 'web' });
  expect(() => selectorFor(object('Deployment', { spec: {} }))).toThrow(
    'invalid deployment: no selectors, therefore cannot be exposed',
  );
  expect(() => checkExposable({ group: 'apps', kind: 'StatefulSet' })).toThrow(
    'cannot expose a StatefulSet.apps',
  );
});

const options: ServiceOptions = {
  name: 'web',
  labels: undefined,
  selector: { app: 'web' },
  ports: [],
  protocol: '',
  protocols: new Map(),
  targetPort: '',
  externalIP: '',
  type: '',
  loadBalancerIP: '',
  sessionAffinity: '',
  clusterIP: '',
};
const ports = (more: Partial<ServiceOptions>): unknown =>
  (makeService({ ...options, ...more })['spec'] as { readonly ports?: unknown }).ports;

test('a service takes the ports and protocols of what it exposes', () => {
  const containers = [
    { ports: [{ containerPort: 53, protocol: 'UDP' }, { containerPort: 53 }] },
    { ports: [{ containerPort: 80 }] },
  ];
  const protocols = portsFor(object('Pod', { spec: { containers } }));
  expect([...protocols]).toEqual([
    ['53', ['UDP', 'TCP']],
    ['80', ['TCP']],
  ]);
  expect(ports({ ports: [...protocols.keys()], protocols })).toEqual([
    { name: 'port-1-udp', protocol: 'UDP', port: 53, targetPort: 53 },
    { name: 'port-1-tcp', protocol: 'TCP', port: 53, targetPort: 53 },
    { name: 'port-2', protocol: 'TCP', port: 80, targetPort: 80 },
  ]);
  expect(ports({ ports: ['80'], targetPort: 'http' })).toEqual([
    { protocol: 'TCP', port: 80, targetPort: 'http' },
  ]);
  expect(() => ports({ ports: ['x'] })).toThrow('strconv.Atoi: parsing "x": invalid syntax');
});
