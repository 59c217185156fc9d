/** A ReplicationController keeps its number, as a ReplicaSet does. */
import { expect, it } from 'vitest';
import { podKind } from '#resources/pod.ts';
import {
  type ReplicationController,
  replicationControllerKind,
} from '#resources/replicationcontroller.ts';
import { pod, type Session, startSession, template } from './testing.ts';

function withController(replicas: number): Session {
  const session = startSession();
  session.kubectl.create(replicationControllerKind, {
    apiVersion: 'v1',
    kind: 'ReplicationController',
    metadata: { name: 'web', namespace: 'default' },
    spec: { replicas, template: template('nginx:1.21') },
  });
  session.settle();
  return session;
}

function web({ kubectl }: Session): ReplicationController {
  const found = kubectl.get(replicationControllerKind, 'default', 'web');
  if (!found) throw new Error('replicationcontrollers "web" not found');
  return found;
}

it('selects the pods of its template, and says how they are', () => {
  const session = withController(2);
  expect(web(session).spec.selector).toEqual({ app: 'web' });
  expect(web(session).metadata.labels).toEqual({ app: 'web' });
  expect(web(session).status).toEqual({
    replicas: 2,
    fullyLabeledReplicas: 2,
    readyReplicas: 2,
    availableReplicas: 2,
    observedGeneration: 1,
  });
  const [first] = session.pods();
  expect(first?.metadata.ownerReferences).toMatchObject([
    { apiVersion: 'v1', kind: 'ReplicationController', name: 'web', controller: true },
  ]);
  expect(session.events('web')[0]).toBe(`SuccessfulCreate Created pod: ${first?.metadata.name}`);
});

it('replaces, adopts and scales', () => {
  const session = withController(2);
  const [first] = session.pods();
  if (first) session.kubectl.delete(podKind, first);
  session.settle();
  expect(session.pods()).toHaveLength(2);
  session.kubectl.create(podKind, pod('extra', { app: 'web' }));
  session.settle();
  expect(session.events('web')).toContain('SuccessfulDelete Deleted pod: extra');
  const found = web(session);
  session.kubectl.update(replicationControllerKind, {
    ...found,
    spec: { ...found.spec, replicas: 4 },
  });
  session.settle();
  expect(web(session).status).toMatchObject({
    replicas: 4,
    readyReplicas: 4,
    observedGeneration: 2,
  });
});

it('leaves its pods behind unless told otherwise', () => {
  const session = withController(2);
  session.kubectl.delete(replicationControllerKind, web(session));
  session.settle();
  expect(session.pods().map(({ metadata }) => metadata.ownerReferences)).toEqual([
    undefined,
    undefined,
  ]);
});
