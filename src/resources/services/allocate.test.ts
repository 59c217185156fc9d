import { describe, expect, it } from 'vitest';
import type { KindContext } from '#apimachinery/kind.ts';
import { type Service, type ServiceSpec, serviceKind } from '../service.ts';
import { isInBlocks, serviceBlocks } from './allocate.ts';

const service = (spec: ServiceSpec, name = 'web'): Service => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace: 'default', uid: '', resourceVersion: '', creationTimestamp: '' },
  spec,
  status: {},
});
const context = (stored: readonly Service[], draw = 0): KindContext => ({
  nowMs: 0,
  integer: () => draw,
  stored: (kind) => (kind.kind === 'Service' ? stored : []),
});
const create = (spec: ServiceSpec, stored: readonly Service[] = [], name = 'web') => {
  const given = serviceKind.defaults(service(spec, name), context(stored));
  return serviceKind.prepareCreate?.(given, context(stored)).spec;
};
const ports = [{ port: 80 }];

describe('a new Service', () => {
  it('gets an address that nobody has', () => {
    const first = create({ ports });
    expect(first).toMatchObject({
      clusterIP: '10.96.1.0',
      clusterIPs: ['10.96.1.0'],
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
      type: 'ClusterIP',
      internalTrafficPolicy: 'Cluster',
      sessionAffinity: 'None',
      ports: [{ port: 80, targetPort: 80, protocol: 'TCP' }],
    });
    expect(create({ ports }, [service(first ?? {}, 'first')])?.clusterIP).toBe('10.96.1.1');
  });

  it('called kubernetes gets the first address', () => {
    expect(create({ ports }, [], 'kubernetes')?.clusterIP).toBe('10.96.0.1');
  });

  it('gets node ports when its type needs them, one for TCP and UDP of a port', () => {
    const both = [
      { name: 'a', port: 53 },
      { name: 'b', port: 53, protocol: 'UDP' },
      { name: 'c', port: 80, nodePort: 30_086 },
    ];
    const spec = create({ type: 'NodePort', ports: both });
    expect(spec?.ports?.map(({ nodePort }) => nodePort)).toEqual([30_087, 30_087, 30_086]);
    expect(spec?.externalTrafficPolicy).toBe('Cluster');
  });

  it.each([
    [{ clusterIP: 'None', selector: { a: 'b' } }, ['None'], 'SingleStack'],
    [{ clusterIP: 'None' }, ['None'], 'RequireDualStack'],
    [{ type: 'ExternalName', externalName: 'a.b' }, undefined, undefined],
  ])('%o has the addresses %o', (given, clusterIPs, ipFamilyPolicy) => {
    const spec = create(given);
    expect(spec?.clusterIPs).toEqual(clusterIPs);
    expect(spec?.ipFamilyPolicy).toBe(ipFamilyPolicy);
  });
});

describe('a changed Service', () => {
  const update = (next: ServiceSpec, old: ServiceSpec) => {
    const given = serviceKind.defaults(service(next), context([]));
    return serviceKind.prepareUpdate?.(given, service(old), context([service(old)])).spec;
  };

  it('keeps its address and node ports when it leaves them out', () => {
    const old = create({ type: 'NodePort', ports }) ?? {};
    expect(update({ type: 'NodePort', ports }, old)).toEqual(old);
  });

  it('loses its node ports when it needs them no longer', () => {
    const old = create({ type: 'NodePort', ports }) ?? {};
    const next = update({ ...old, type: 'ClusterIP' }, old);
    expect(next?.ports?.[0]).not.toHaveProperty('nodePort');
    expect(next).not.toHaveProperty('externalTrafficPolicy');
    expect(next?.clusterIP).toBe(old.clusterIP);
  });

  it('gets node ports when it needs them now', () => {
    const old = create({ ports }) ?? {};
    expect(update({ ...old, type: 'NodePort' }, old)?.ports?.[0]?.nodePort).toBe(30_086);
  });
});

it.each([
  ['10.96.0.1', true],
  ['10.111.255.254', true],
  ['10.96.0.0', false],
  ['10.112.0.1', false],
  ['x', false],
])('%s in the range: %s', (ip, is) => {
  expect(isInBlocks(ip, serviceBlocks(context([])))).toBe(is);
});
