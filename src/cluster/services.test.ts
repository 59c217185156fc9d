/** Services: their addresses and where they come from, and the endpoints behind them. */
import { expect, it } from 'vitest';
import type { Draft } from '#apimachinery/object.ts';
import { endpointsKind } from '#resources/endpoints.ts';
import { type EndpointSlice, endpointSliceKind } from '#resources/endpointslice.ts';
import { ipAddressKind } from '#resources/ipaddress.ts';
import { podKind } from '#resources/pod.ts';
import { type Service, serviceKind } from '#resources/service.ts';
import { serviceCidrKind } from '#resources/servicecidr.ts';
import { pod, type Session, startSession } from './testing.ts';

const service = (name: string, spec: Partial<Service['spec']>): Draft<Service> =>
  ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'default' },
    spec: { ports: [{ port: 80 }], ...spec },
  }) as Draft<Service>;

const slicesOf = ({ kubectl }: Session, name: string): readonly EndpointSlice[] =>
  kubectl
    .list(endpointSliceKind)
    .filter(({ metadata }) => metadata.labels?.['kubernetes.io/service-name'] === name);

const neverReady = (): ReturnType<typeof pod> => {
  const draft = pod('web', { app: 'web' });
  const [container] = draft.spec.containers;
  if (!container) throw new Error('no container');
  const readinessProbe = { exec: { command: ['false'] }, periodSeconds: 1 };
  return { ...draft, spec: { containers: [{ ...container, readinessProbe }] } };
};

it('keeps an IPAddress for each address, as long as its Service is there', () => {
  const session = startSession();
  const { kubectl } = session;
  const web = kubectl.create(serviceKind, service('web', {}));
  const address = kubectl.get(ipAddressKind, '', web.spec.clusterIP ?? '');
  expect(address?.spec.parentRef).toEqual({
    resource: 'services',
    namespace: 'default',
    name: 'web',
  });
  kubectl.delete(serviceKind, web);
  expect(kubectl.get(ipAddressKind, '', web.spec.clusterIP ?? '')).toBeUndefined();
});

it('takes addresses from the blocks there are', () => {
  const { kubectl, advance } = startSession({ serviceCidr: '10.50.0.0/16' });
  expect(kubectl.get(serviceCidrKind, '', 'kubernetes')?.spec.cidrs).toEqual(['10.50.0.0/16']);
  expect(kubectl.get(serviceKind, 'default', 'kubernetes')?.spec.clusterIP).toBe('10.50.0.1');
  const web = kubectl.create(serviceKind, service('web', {}));
  expect(web.spec.clusterIP).toMatch(/^10\.50\./);
  const other = service('other', { clusterIP: '10.60.0.9' });
  expect(() => kubectl.create(serviceKind, other)).toThrow('failed to allocate IP 10.60.0.9');
  kubectl.create(serviceCidrKind, {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'ServiceCIDR',
    metadata: { name: 'more' },
    spec: { cidrs: ['10.60.0.0/24'] },
  });
  advance(1);
  expect(kubectl.create(serviceKind, other).spec.clusterIP).toBe('10.60.0.9');
});

it('publishes addresses that are not ready only where that is asked for', () => {
  const session = startSession();
  session.kubectl.create(podKind, neverReady());
  const selector = { app: 'web' };
  session.kubectl.create(serviceKind, service('shy', { selector }));
  session.kubectl.create(
    serviceKind,
    service('bold', { selector, publishNotReadyAddresses: true }),
  );
  session.advance(10);
  const readyOf = (name: string) =>
    slicesOf(session, name).flatMap(({ endpoints }) =>
      (endpoints ?? []).map(({ conditions }) => conditions?.ready),
    );
  expect(readyOf('shy')).toEqual([false]);
  expect(readyOf('bold')).toEqual([true]);
  const subsetsOf = (name: string) => session.kubectl.get(endpointsKind, 'default', name)?.subsets;
  expect(subsetsOf('shy')?.[0]).toMatchObject({
    notReadyAddresses: [{ targetRef: { name: 'web' } }],
  });
  expect(subsetsOf('bold')?.[0]?.addresses).toHaveLength(1);
});

it('mirrors endpoints that a person wrote for a Service without a selector', () => {
  const session = startSession();
  session.kubectl.create(serviceKind, service('db', {}));
  session.kubectl.create(endpointsKind, {
    apiVersion: 'v1',
    kind: 'Endpoints',
    metadata: { name: 'db', namespace: 'default' },
    subsets: [{ addresses: [{ ip: '192.0.2.1' }], ports: [{ port: 5432 }] }],
  });
  session.advance(1);
  expect(slicesOf(session, 'db')).toMatchObject([
    {
      metadata: {
        labels: {
          'endpointslice.kubernetes.io/managed-by': 'endpointslicemirroring-controller.k8s.io',
        },
      },
      addressType: 'IPv4',
      endpoints: [{ addresses: ['192.0.2.1'], conditions: { ready: true } }],
      ports: [{ name: '', port: 5432, protocol: 'TCP' }],
    },
  ]);
});
