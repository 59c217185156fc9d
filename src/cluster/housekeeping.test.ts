/** Namespaces that are emptied, accounts and certificates that are kept, Services that know their pods. */
import { expect, it } from 'vitest';
import { configMapKind } from '#resources/configmap.ts';
import { deploymentKind } from '#resources/deployment.ts';
import { type EndpointSlice, endpointSliceKind } from '#resources/endpointslice.ts';
import { namespaceKind } from '#resources/namespace.ts';
import { podKind } from '#resources/pod.ts';
import { serviceKind } from '#resources/service.ts';
import { serviceAccountKind } from '#resources/serviceaccount.ts';
import { deployment, pod, type Session, startSession } from './testing.ts';

function withNamespace(name: string): Session {
  const session = startSession();
  session.kubectl.create(namespaceKind, {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name },
    spec: {},
  });
  session.settle();
  return session;
}

const namespaceOf = ({ kubectl }: Session, name: string) => kubectl.get(namespaceKind, '', name);

it('gives a namespace its account and its certificate, and puts them back', () => {
  const { kubectl, settle } = withNamespace('shop');
  const account = () => kubectl.get(serviceAccountKind, 'shop', 'default');
  const certificate = () => kubectl.get(configMapKind, 'shop', 'kube-root-ca.crt');
  expect(certificate()?.data?.['ca.crt']).toContain('BEGIN CERTIFICATE');
  const [oldAccount, oldCertificate] = [account(), certificate()];
  if (!oldAccount || !oldCertificate) throw new Error('not made');
  kubectl.delete(serviceAccountKind, oldAccount);
  kubectl.update(configMapKind, { ...oldCertificate, data: { 'ca.crt': 'forged' } });
  settle();
  expect(account()?.metadata.uid).not.toBe(oldAccount.metadata.uid);
  expect(certificate()?.data).toEqual(oldCertificate.data);
});

it('empties a namespace, pods first, and lets it go', () => {
  const session = withNamespace('shop');
  const { kubectl } = session;
  const web = deployment('web', 2);
  kubectl.create(deploymentKind, { ...web, metadata: { ...web.metadata, namespace: 'shop' } });
  session.settle();
  const shop = namespaceOf(session, 'shop');
  if (!shop) throw new Error('no namespace');
  kubectl.delete(namespaceKind, shop);
  session.advance(1);
  expect(namespaceOf(session, 'shop')?.status.phase).toBe('Terminating');
  session.settle();
  expect(namespaceOf(session, 'shop')).toBeUndefined();
  expect(kubectl.list(podKind)).toEqual([]);
  expect(kubectl.list(configMapKind, { namespace: 'shop' })).toEqual([]);
});

it('says what a namespace still waits for', () => {
  const session = withNamespace('shop');
  const { kubectl } = session;
  kubectl.create(configMapKind, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'held', namespace: 'shop', finalizers: ['example.com/hold'] },
  });
  const shop = namespaceOf(session, 'shop');
  if (!shop) throw new Error('no namespace');
  kubectl.delete(namespaceKind, shop);
  session.advance(30);
  const texts = namespaceOf(session, 'shop')?.status.conditions?.map(
    ({ type, status, reason, message }) => `${type} ${status} ${reason}: ${message}`,
  );
  expect(texts).toEqual([
    'NamespaceDeletionDiscoveryFailure False ResourcesDiscovered: All resources successfully discovered',
    'NamespaceDeletionGroupVersionParsingFailure False ParsedGroupVersions: All legacy kube types successfully parsed',
    'NamespaceDeletionContentFailure False ContentDeleted: All content successfully deleted, may be waiting on finalization',
    'NamespaceContentRemaining True SomeResourcesRemain: Some resources are remaining: configmaps. has 1 resource instances',
    'NamespaceFinalizersRemaining True SomeFinalizersRemain: Some content in the namespace has finalizers remaining: example.com/hold in 1 resource instances',
  ]);
  const held = kubectl.get(configMapKind, 'shop', 'held');
  if (!held) throw new Error('not held');
  const { finalizers: _, ...metadata } = held.metadata;
  kubectl.update(configMapKind, { ...held, metadata });
  session.advance(30);
  expect(namespaceOf(session, 'shop')).toBeUndefined();
});

function withService(): Session {
  const session = startSession();
  session.kubectl.create(deploymentKind, deployment('web', 2));
  session.kubectl.create(serviceKind, {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web', namespace: 'default', labels: { team: 'a' } },
    spec: { selector: { app: 'web' }, ports: [{ port: 80 }] },
  });
  session.settle();
  return session;
}

const slicesOf = ({ kubectl }: Session): readonly EndpointSlice[] =>
  kubectl.byLabel(endpointSliceKind, 'default', 'kubernetes.io/service-name', 'web');

it('a Service knows its pods and which of them are ready', () => {
  const session = withService();
  const [slice, ...more] = slicesOf(session);
  expect(more).toEqual([]);
  expect(slice?.metadata.name).toMatch(/^web-[a-z0-9]{5}$/);
  expect(slice?.metadata.labels).toEqual({
    team: 'a',
    'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io',
    'kubernetes.io/service-name': 'web',
  });
  expect(slice?.ports).toEqual([{ name: '', port: 80, protocol: 'TCP' }]);
  expect(slice?.endpoints?.map(({ addresses }) => addresses[0]).sort()).toEqual(
    session
      .pods()
      .map(({ status }) => status.podIP)
      .sort(),
  );
  expect(slice?.endpoints?.[0]).toMatchObject({
    conditions: { ready: true, serving: true, terminating: false },
    targetRef: { kind: 'Pod', namespace: 'default' },
  });
});

it('a pod on a silent node is no longer ready behind its Service', () => {
  const session = withService();
  const lost = session.pods()[0]?.spec.nodeName ?? '';
  session.cluster.faults.failNode(lost);
  session.advance(70);
  const ready = slicesOf(session)[0]?.endpoints?.filter(({ conditions }) => conditions?.ready);
  expect(ready?.map(({ nodeName }) => nodeName)).not.toContain(lost);
  expect(ready).toHaveLength(1);
});

it('a Service without pods has an empty slice, and one without a Service goes', () => {
  const session = withService();
  session.edit('web', { replicas: 0 });
  session.settle();
  expect(slicesOf(session).map(({ endpoints }) => endpoints)).toEqual([null]);
  const service = session.kubectl.get(serviceKind, 'default', 'web');
  if (!service) throw new Error('no Service');
  session.kubectl.delete(serviceKind, service);
  session.settle();
  expect(slicesOf(session)).toEqual([]);
});

it('settles after 4 quiet seconds, 8 when something cannot start, and not while it starts', () => {
  const session = startSession();
  const seconds = (act: () => void): number => {
    const before = session.cluster.clock.now();
    act();
    session.settle();
    return (session.cluster.clock.now() - before) / 1000;
  };
  expect(seconds(() => undefined)).toBeLessThanOrEqual(4);
  const started = seconds(() => session.kubectl.create(podKind, pod('good', {})));
  expect(started).toBeGreaterThan(4.5);
  expect(started).toBeLessThan(8);
  const draft = pod('bad', {});
  const containers = [{ name: 'c', image: 'nginx:no-such-tag' }];
  const failed = seconds(() => session.kubectl.create(podKind, { ...draft, spec: { containers } }));
  expect(failed).toBeGreaterThan(8);
  expect(failed).toBeLessThanOrEqual(25);
});
