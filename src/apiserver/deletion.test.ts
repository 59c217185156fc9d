import { describe, expect, it } from 'vitest';
import type { Json } from '#apimachinery/object.ts';
import { apps, core, createTestServer, deploymentManifest, podManifest } from './test-server.ts';

const bound = () => {
  const test = createTestServer();
  test.send('POST', `${core}/pods`, podManifest('web'));
  const binding = { metadata: { name: 'web' }, target: { name: 'node-1' } };
  expect(test.send('POST', `${core}/pods/web/binding`, binding).code).toBe(201);
  return test;
};

describe('a pod’s deletion', () => {
  it('is at once while it has no node', () => {
    const { send } = createTestServer();
    send('POST', `${core}/pods`, podManifest('web'));
    expect(send('DELETE', `${core}/pods/web`).code).toBe(200);
    expect(send('GET', `${core}/pods/web`).code).toBe(404);
  });

  it('waits out its grace period, which a second delete may only shorten', () => {
    const { send, read } = bound();
    send('DELETE', `${core}/pods/web`);
    expect(read(`${core}/pods/web`).metadata).toMatchObject({
      deletionTimestamp: '2026-01-05T09:00:30Z',
      deletionGracePeriodSeconds: 30,
      generation: 2,
    });
    send('DELETE', `${core}/pods/web`, { gracePeriodSeconds: 60 });
    expect(read(`${core}/pods/web`).metadata.deletionGracePeriodSeconds).toBe(30);
    send('DELETE', `${core}/pods/web`, { gracePeriodSeconds: 5 });
    expect(read(`${core}/pods/web`).metadata).toMatchObject({
      deletionTimestamp: '2026-01-05T09:00:05Z',
      deletionGracePeriodSeconds: 5,
      generation: 2,
    });
    send('DELETE', `${core}/pods/web`, { gracePeriodSeconds: 0 });
    expect(send('GET', `${core}/pods/web`).code).toBe(404);
  });

  it('waits for finalizers, and ends with the last of them', () => {
    const { send, read, patch } = bound();
    patch(`${core}/pods/web`, 'merge', { metadata: { finalizers: ['example.com/hold'] } });
    send('DELETE', `${core}/pods/web`, { gracePeriodSeconds: 0 });
    expect(read(`${core}/pods/web`).metadata).toMatchObject({
      deletionGracePeriodSeconds: 0,
      finalizers: ['example.com/hold'],
    });
    const more = patch(`${core}/pods/web`, 'merge', {
      metadata: { finalizers: ['example.com/hold', 'b/c'] },
    });
    expect(more.body).toMatchObject({
      message:
        'Pod "web" is invalid: metadata.finalizers: Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{"b/c"}',
    });
    patch(`${core}/pods/web`, 'merge', { metadata: { finalizers: null } });
    expect(send('GET', `${core}/pods/web`).code).toBe(404);
  });

  it('changes nothing in a dry run', () => {
    const { send, read } = bound();
    const before = read(`${core}/pods/web`);
    expect(send('DELETE', `${core}/pods/web?dryRun=All`).code).toBe(200);
    expect(read(`${core}/pods/web`)).toEqual(before);
  });

  it('refuses when a precondition does not hold', () => {
    const { send } = bound();
    const stale = send('DELETE', `${core}/pods/web`, { preconditions: { uid: 'other' } });
    expect(stale.code).toBe(409);
    expect(stale.body).toMatchObject({
      message: expect.stringMatching(
        /the UID in the precondition \(other\) does not match the UID in record/,
      ),
    });
  });
});

describe('the policy of a deletion', () => {
  it.each([
    ['Orphan', ['orphan']],
    ['Foreground', ['foregroundDeletion']],
  ])('%s leaves the finalizer %j to the garbage collector', (propagationPolicy, finalizers) => {
    const { send, read } = createTestServer();
    send('POST', `${apps}/deployments`, deploymentManifest('web'));
    const answer = send('DELETE', `${apps}/deployments/web`, { propagationPolicy });
    expect(answer.body).toMatchObject({ kind: 'Deployment' });
    expect(read(`${apps}/deployments/web`).metadata).toMatchObject({ finalizers, generation: 2 });
  });

  it('Background removes at once and names what went', () => {
    const { send, read } = createTestServer();
    send('POST', `${apps}/deployments`, deploymentManifest('web'));
    const { uid } = read(`${apps}/deployments/web`).metadata;
    expect(send('DELETE', `${apps}/deployments/web`).body).toEqual({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Success',
      details: { name: 'web', group: 'apps', kind: 'deployments', uid },
    });
  });

  it('Sideways is none', () => {
    const { send } = createTestServer();
    send('POST', `${apps}/deployments`, deploymentManifest('web'));
    const answer = send('DELETE', `${apps}/deployments/web`, { propagationPolicy: 'Sideways' });
    expect(answer.code).toBe(422);
    expect(send('GET', `${apps}/deployments/web`).code).toBe(200);
  });
});

describe('namespaces', () => {
  it('go when their content is gone: finalize removes the last hold', () => {
    const { send, read } = createTestServer();
    send('POST', '/api/v1/namespaces', { metadata: { name: 'shop' } });
    const path = '/api/v1/namespaces/shop';
    expect(read(path)).toMatchObject({ spec: { finalizers: ['kubernetes'] } });
    send('DELETE', path);
    expect(read(path)).toMatchObject({ status: { phase: 'Terminating' } });
    const refused = send('POST', `${path}/pods`, podManifest('late'));
    expect(refused.body).toMatchObject({
      code: 403,
      message:
        'pods "late" is forbidden: unable to create new content in namespace shop because it is being terminated',
    });
    const finalized = { ...read(path), spec: {} } as unknown as Json;
    send('PUT', `${path}/finalize`, finalized);
    expect(send('GET', path).code).toBe(404);
  });

  it('default stays', () => {
    const { send } = createTestServer();
    expect(send('DELETE', '/api/v1/namespaces/default').body).toMatchObject({
      message: 'namespaces "default" is forbidden: this namespace may not be deleted',
    });
  });
});

describe('deleting a collection', () => {
  it('takes those a selector names', () => {
    const { send, server } = createTestServer();
    for (const name of ['a', 'b']) send('POST', `${core}/pods`, podManifest(name, { app: name }));
    const gone = send('DELETE', `${core}/pods?labelSelector=app%3Da`);
    expect(gone.body).toMatchObject({ kind: 'PodList', items: [{ metadata: { name: 'a' } }] });
    const pods = send('GET', `${core}/pods`).body as { items: unknown[] };
    expect(pods.items).toHaveLength(1);
    expect(server.history.at(server.revision)?.type).toBe('DELETED');
  });
});
