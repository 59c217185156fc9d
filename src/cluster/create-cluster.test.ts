/** A new cluster: what is in it, that it is quiet, and that one seed gives one history. */
import { expect, it } from 'vitest';
import { configMapKind } from '#resources/configmap.ts';
import { deploymentKind } from '#resources/deployment.ts';
import { endpointSliceKind } from '#resources/endpointslice.ts';
import { eventKind } from '#resources/event.ts';
import { namespaceKind } from '#resources/namespace.ts';
import { nodeKind } from '#resources/node.ts';
import { podKind } from '#resources/pod.ts';
import { serviceKind } from '#resources/service.ts';
import { serviceAccountKind } from '#resources/serviceaccount.ts';
import { createCluster } from './create-cluster.ts';
import { deployment, startSession } from './testing.ts';

it('has namespaces, a Service, three ready nodes, and no events or pods', () => {
  const { kubectl, cluster } = startSession();
  const names = (objects: readonly { metadata: { name: string } }[]): readonly string[] =>
    objects.map(({ metadata }) => metadata.name);
  expect(names(kubectl.list(namespaceKind))).toEqual([
    'default',
    'kube-node-lease',
    'kube-public',
    'kube-system',
  ]);
  expect(names(kubectl.list(nodeKind))).toEqual(['node-1', 'node-2', 'node-3']);
  expect(kubectl.list(nodeKind).map(({ spec }) => spec)).toEqual(
    [1, 2, 3].map((n) => ({ podCIDR: `10.244.${n}.0/24`, podCIDRs: [`10.244.${n}.0/24`] })),
  );
  expect(kubectl.get(serviceKind, 'default', 'kubernetes')?.spec.clusterIP).toBe('10.96.0.1');
  expect(kubectl.list(eventKind)).toEqual([]);
  expect(kubectl.list(podKind)).toEqual([]);
  expect(names(kubectl.list(configMapKind))).toEqual(Array(4).fill('kube-root-ca.crt'));
  expect(names(kubectl.list(serviceAccountKind))).toEqual(Array(4).fill('default'));
  expect([cluster.rest.isMoving(), cluster.rest.isUnmet()]).toEqual([false, false]);
});

it('puts the Service kubernetes back within 10 s', () => {
  const { kubectl, advance } = startSession();
  const find = () => kubectl.get(serviceKind, 'default', 'kubernetes');
  const before = find();
  if (!before) throw new Error('no Service kubernetes');
  kubectl.delete(serviceKind, before);
  expect(find()).toBeUndefined();
  advance(11);
  expect(find()?.spec.clusterIP).toBe('10.96.0.1');
  expect(find()?.metadata.uid).not.toBe(before.metadata.uid);
  expect(kubectl.get(endpointSliceKind, 'default', 'kubernetes')).toBeDefined();
});

it('one seed and the same deeds give one history; another seed another', () => {
  const run = (seed: number): string => {
    const session = startSession({ seed, freeze: false });
    session.kubectl.create(deploymentKind, deployment('web', 5));
    session.settle();
    session.cluster.faults.failNode('node-2');
    session.advance(400);
    session.setImage('web', 'nginx:1.21.3');
    session.settle();
    return `${session.cluster.trace.hash()} ${session.cluster.stateHash()} ${session.cluster.clock.steps}`;
  };
  const first = run(7);
  expect(run(7)).toBe(first);
  expect(run(8)).not.toBe(first);
});

it('boots with as many nodes as asked for, of the size asked for', () => {
  const cluster = createCluster({
    nodes: 12,
    nodeCapacity: { pods: 500, cpu: '16' },
    warmUpMs: 20_000,
  });
  const nodes = cluster.clientFor('kubectl').list(nodeKind);
  expect(nodes).toHaveLength(12);
  expect(nodes[0]?.status.capacity).toMatchObject({ pods: '500', cpu: '16', memory: '8Gi' });
});
