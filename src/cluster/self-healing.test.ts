/** A ReplicaSet keeps its number: pods deleted, added, relabelled, orphaned, adopted. */
import { expect, it } from 'vitest';
import type { Pod } from '#resources/pod.ts';
import { podKind } from '#resources/pod.ts';
import { replicaSetKind } from '#resources/replicaset.ts';
import { pod, replicaSet, type Session, startSession } from './testing.ts';

const names = ({ pods }: Session): readonly string[] => pods().map(({ metadata }) => metadata.name);

function withReplicaSet(replicas: number): Session {
  const session = startSession();
  session.kubectl.create(replicaSetKind, replicaSet('web', replicas));
  session.settle();
  return session;
}

const relabel = ({ kubectl }: Session, target: Pod, labels: Record<string, string>): void => {
  kubectl.update(podKind, { ...target, metadata: { ...target.metadata, labels } });
};

it('starts as many as asked for, and says so', () => {
  const session = withReplicaSet(2);
  expect(session.replicaSets()).toEqual(['2/2 web']);
  expect([...session.events('web')].sort()).toEqual(
    names(session).map((name) => `SuccessfulCreate Created pod: ${name}`),
  );
  const [set] = session.kubectl.list(replicaSetKind);
  expect(set?.status).toEqual({
    replicas: 2,
    fullyLabeledReplicas: 2,
    readyReplicas: 2,
    availableReplicas: 2,
    terminatingReplicas: 0,
    observedGeneration: 1,
  });
});

it('replaces a deleted pod at once, beside the one that is still terminating', () => {
  const session = withReplicaSet(2);
  const [victim] = session.pods();
  if (!victim) throw new Error('no pod');
  session.kubectl.delete(podKind, victim);
  session.advance(0.1);
  expect(names(session)).toHaveLength(3);
  session.settle();
  expect(names(session)).toHaveLength(2);
  expect(names(session)).not.toContain(victim.metadata.name);
  expect(session.replicaSets()).toEqual(['2/2 web']);
});

it('adopts an extra pod and deletes one: the youngest, which is the extra', () => {
  const session = withReplicaSet(2);
  const before = names(session);
  session.kubectl.create(podKind, pod('extra', { app: 'web' }));
  session.settle();
  expect(names(session)).toEqual(before);
  expect(session.events('web')).toContain('SuccessfulDelete Deleted pod: extra');
});

it('counts a pod that was there first', () => {
  const session = startSession();
  session.kubectl.create(podKind, pod('stray', { app: 'web' }));
  session.settle();
  session.kubectl.create(replicaSetKind, replicaSet('web', 3));
  session.settle();
  expect(names(session)).toContain('stray');
  expect(names(session)).toHaveLength(3);
  const stray = session.kubectl.get(podKind, 'default', 'stray');
  expect(stray?.metadata.ownerReferences?.[0]).toMatchObject({ name: 'web', controller: true });
});

it('releases a pod that is relabelled, makes another, and takes it back', () => {
  const session = withReplicaSet(2);
  const [first] = session.pods();
  if (!first) throw new Error('no pod');
  relabel(session, first, { app: 'quarantine' });
  session.settle();
  expect(names(session)).toHaveLength(3);
  const released = session.kubectl.get(podKind, 'default', first.metadata.name);
  expect(released?.metadata.ownerReferences).toBeUndefined();
  if (!released) throw new Error('the released pod is gone');
  relabel(session, released, { app: 'web' });
  session.settle();
  expect(names(session)).toHaveLength(2);
});

it.each([
  ['Background', 0],
  ['Foreground', 0],
  ['Orphan', 2],
] as const)('deleted with %s leaves %i pods', (propagationPolicy, left) => {
  const session = withReplicaSet(2);
  const [set] = session.kubectl.list(replicaSetKind);
  if (!set) throw new Error('no ReplicaSet');
  session.kubectl.delete(replicaSetKind, set, { propagationPolicy });
  session.settle();
  expect(session.replicaSets()).toEqual([]);
  expect(names(session)).toHaveLength(left);
  for (const { metadata } of session.pods()) expect(metadata.ownerReferences).toBeUndefined();
});

it('a foreground deletion keeps the owner until its pods are gone', () => {
  const session = withReplicaSet(1);
  const [set] = session.kubectl.list(replicaSetKind);
  if (!set) throw new Error('no ReplicaSet');
  session.kubectl.delete(replicaSetKind, set, { propagationPolicy: 'Foreground' });
  session.advance(0.1);
  expect(session.replicaSets()).toHaveLength(1);
  expect(session.pods()[0]?.metadata.deletionTimestamp).toBeDefined();
});

it('pods of an owner that never was are garbage', () => {
  const session = startSession();
  const draft = pod('lost', { app: 'web' });
  const owner = { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'nobody', uid: 'none' };
  session.kubectl.create(podKind, {
    ...draft,
    metadata: { ...draft.metadata, ownerReferences: [owner] },
  });
  session.settle();
  expect(names(session)).toEqual([]);
});
