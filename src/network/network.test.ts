/** Addresses, names and routes, as tables. */
import { expect, it } from 'vitest';
import type { EndpointSlice } from '#resources/endpointslice.ts';
import type { Service } from '#resources/service.ts';
import { createAddressPool, nodeAddress } from './addresses.ts';
import { parseServiceName, resolve } from './dns.ts';
import { route } from './service-proxy.ts';

const service = (name: string, spec: object): Service =>
  ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'default' },
    spec,
    status: {},
  }) as unknown as Service;

const slice = (name: string, endpoints: readonly object[]): EndpointSlice =>
  ({
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { name, namespace: 'default', labels: { 'kubernetes.io/service-name': name } },
    addressType: 'IPv4',
    endpoints,
    ports: [{ port: 8080, protocol: 'TCP' }],
  }) as unknown as EndpointSlice;

it('gives nodes and pods the addresses of the recordings', () => {
  expect([1, 2, 3].map(nodeAddress)).toEqual(['172.18.0.3', '172.18.0.4', '172.18.0.5']);
  const pool = createAddressPool(2);
  const [a, b] = [pool.allocate(), pool.allocate()];
  expect([a, b]).toEqual(['10.244.2.2', '10.244.2.3']);
  pool.release(a);
  expect(pool.allocate()).toBe('10.244.2.4');
});

it('never gives an address twice, however many pods', () => {
  const pool = createAddressPool(1);
  const all = Array.from({ length: 1_500 }, () => pool.allocate());
  expect(new Set(all).size).toBe(all.length);
});

it('gives addresses that were released only when the others have had their turn', () => {
  const pool = createAddressPool(1);
  const first = pool.allocate();
  pool.release(first);
  const next = Array.from({ length: 252 }, () => pool.allocate());
  expect(next).not.toContain(first);
  expect(pool.allocate()).toBe(first);
});

it.each([
  ['web', { service: 'web', namespace: 'shop' }],
  ['web.other', { service: 'web', namespace: 'other' }],
  ['web.other.svc', { service: 'web', namespace: 'other' }],
  ['web.other.svc.cluster.local', { service: 'web', namespace: 'other' }],
  ['example.co.uk', undefined],
])('%s from shop ⇒ %j', (name, expected) => {
  expect(parseServiceName(name, 'shop')).toEqual(expected);
});

it('resolves to the cluster IP, for a headless Service to its ready pods, or to one of them', () => {
  const services = [
    service('web', { clusterIP: '10.96.1.1' }),
    service('db', { clusterIP: 'None' }),
  ];
  const slices = [
    slice('db', [
      { addresses: ['10.244.1.2'], conditions: { ready: true } },
      { addresses: ['10.244.2.2'], conditions: { ready: false } },
      { addresses: ['10.244.3.2'], conditions: { ready: true }, hostname: 'db-1' },
    ]),
  ];
  const ask = (name: string): readonly string[] =>
    resolve(
      name,
      'default',
      (_, wanted) => services.find(({ metadata }) => metadata.name === wanted),
      () => slices,
    );
  expect(['web', 'db', 'nope'].map(ask)).toEqual([['10.96.1.1'], ['10.244.1.2', '10.244.3.2'], []]);
  expect(['db-1.db', 'db-1.db.default.svc.cluster.local', 'db-0.db', 'x.web'].map(ask)).toEqual([
    ['10.244.3.2'],
    ['10.244.3.2'],
    [],
    [],
  ]);
});

const NODES = new Map([
  ['172.18.0.3', 'node-1'],
  ['172.18.0.4', 'node-2'],
]);
const web = service('web', {
  clusterIP: '10.96.1.1',
  ports: [{ port: 80, targetPort: 8080, nodePort: 30_080 }],
});
const ready = { addresses: ['10.244.1.2'], conditions: { ready: true }, nodeName: 'node-1' };
const ending = {
  addresses: ['10.244.2.2'],
  conditions: { ready: false, serving: true, terminating: true },
};

it.each([
  ['the cluster IP', '10.96.1.1', 80, [ready, ending], '10.244.1.2:8080'],
  ['a node port', '172.18.0.3', 30_080, [ready], '10.244.1.2:8080'],
  ['pods that end, when there are no others', '10.96.1.1', 80, [ending], '10.244.2.2:8080'],
  ['no endpoints', '10.96.1.1', 80, [], 'refused'],
  ['another port', '10.96.1.1', 81, [ready], 'unknown'],
])('%s', (_, ip, port, endpoints, expected) => {
  const to = route({ ip, port }, [web], [slice('web', endpoints)], NODES, () => 0);
  expect(to.kind === 'backend' ? `${to.backend.ip}:${to.backend.port}` : to.kind).toBe(expected);
});

const local = service('near', {
  clusterIP: '10.96.1.2',
  externalTrafficPolicy: 'Local',
  ports: [{ port: 80, nodePort: 30_081 }],
});

it('keeps traffic on the node where it came in, when the Service wants that', () => {
  const at = (ip: string): string =>
    route({ ip, port: 30_081 }, [local], [slice('near', [ready])], NODES, () => 0).kind;
  expect(['172.18.0.3', '172.18.0.4'].map(at)).toEqual(['backend', 'dropped']);
});

it('stays with the first choice of a client, when the Service wants that', () => {
  const sticky = service('same', {
    clusterIP: '10.96.1.3',
    sessionAffinity: 'ClientIP',
    ports: [{ port: 80 }],
  });
  const endpoints = [2, 3, 4, 5].map((n) => ({ addresses: [`10.244.1.${n}`] }));
  const backends = new Set(
    [0, 1, 2, 3].map((die) => {
      const to = { ip: '10.96.1.3', port: 80, client: '10.244.9.9' };
      const found = route(to, [sticky], [slice('same', endpoints)], NODES, () => die);
      return found.kind === 'backend' ? found.backend.ip : '';
    }),
  );
  expect(backends.size).toBe(1);
});
