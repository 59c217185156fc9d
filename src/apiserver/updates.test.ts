import { describe, expect, it } from 'vitest';
import type { Json } from '#apimachinery/object.ts';
import { apps, core, createTestServer, deploymentManifest, podManifest } from './test-server.ts';

const withDeployment = () => {
  const test = createTestServer();
  test.send('POST', `${apps}/deployments?fieldManager=kubectl-create`, deploymentManifest('web'));
  return { ...test, path: `${apps}/deployments/web` };
};
const messageOf = ({ body }: { readonly body: unknown }): string =>
  (body as { readonly message?: string }).message ?? '';

describe('an update', () => {
  it('of an old version is a conflict', () => {
    const { send, read, path } = withDeployment();
    const old = read(path);
    send('PUT', path, { ...old, metadata: { ...old.metadata, labels: { a: 'b' } } });
    const late = send('PUT', path, { ...old, metadata: { ...old.metadata, labels: { a: 'c' } } });
    expect([late.code, messageOf(late)]).toEqual([
      409,
      'Operation cannot be fulfilled on deployments.apps "web": the object has been modified; please apply your changes to the latest version and try again',
    ]);
  });

  it('that changes nothing keeps the resourceVersion', () => {
    const { send, read, path } = withDeployment();
    const old = read(path);
    expect(send('PUT', path, deploymentManifest('web')).code).toBe(200);
    expect(read(path)).toEqual(old);
  });

  it('counts a generation for the spec only', () => {
    const { patch, read, path } = withDeployment();
    patch(path, 'merge', { metadata: { labels: { a: 'b' } } });
    expect(read(path).metadata.generation).toBe(1);
    patch(path, 'merge', { spec: { replicas: 4 } });
    expect(read(path).metadata.generation).toBe(2);
  });

  it('may not change what an object is', () => {
    const { send, read, path } = withDeployment();
    const old = read(path);
    const wrongName = send('PUT', path, { ...old, metadata: { ...old.metadata, name: 'db' } });
    expect(messageOf(wrongName)).toBe(
      'the name of the object (db) does not match the name on the URL (web)',
    );
    const wrongUid = send('PUT', path, { ...old, metadata: { ...old.metadata, uid: 'x' } });
    expect(messageOf(wrongUid)).toMatch(
      /Precondition failed: UID in precondition: x, UID in object meta: /,
    );
    const elsewhere = { ...old, metadata: { ...old.metadata, namespace: 'other' } };
    expect(messageOf(send('PUT', path, elsewhere))).toBe(
      'the namespace of the provided object does not match the namespace sent on the request',
    );
    const born = {
      ...old,
      metadata: { ...old.metadata, creationTimestamp: '2020-01-01T00:00:00Z' },
    };
    expect(send('PUT', path, born).code).toBe(200);
    expect(read(path)).toEqual(old);
  });

  it('of the object leaves its status, and of the status its spec', () => {
    const { send, read, path } = withDeployment();
    const old = read(path);
    const changed = {
      ...old,
      spec: { ...(old['spec'] as object), replicas: 9 },
      status: { replicas: 7 },
    };
    send('PUT', `${path}/status`, changed as unknown as Json);
    expect(read(path)).toMatchObject({ spec: { replicas: 3 }, status: { replicas: 7 } });
    expect(read(path).metadata.generation).toBe(1);
    const { resourceVersion: _old, ...metadata } = old.metadata;
    send('PUT', path, { ...changed, metadata, status: { replicas: 1 } });
    expect(read(path)).toMatchObject({ spec: { replicas: 9 }, status: { replicas: 7 } });
  });

  it('shares every part that stays the same', () => {
    const { patch, server, path } = withDeployment();
    const kind = server.history.at(server.revision)?.kind;
    const before = kind && server.get(kind, 'default', 'web');
    patch(path, 'merge', { metadata: { labels: { a: 'b' } } });
    const after = kind && server.get(kind, 'default', 'web');
    expect(after).not.toBe(before);
    expect((after as unknown as { spec: unknown }).spec).toBe(
      (before as unknown as { spec: unknown }).spec,
    );
  });

  it('is remembered under its manager', () => {
    const { patch, read, path } = withDeployment();
    patch(`${path}?fieldManager=kubectl-scale`, 'merge', { spec: { replicas: 4 } });
    patch(`${path}/status?fieldManager=kube-controller-manager`, 'merge', {
      status: { replicas: 4 },
    });
    expect(read(path).metadata.managedFields).toMatchObject([
      {
        manager: 'kube-controller-manager',
        operation: 'Update',
        subresource: 'status',
        fieldsV1: { 'f:status': {} },
      },
      {
        manager: 'kubectl-create',
        operation: 'Update',
        fieldsType: 'FieldsV1',
        fieldsV1: { 'f:spec': {} },
      },
      { manager: 'kubectl-scale', operation: 'Update' },
    ]);
  });
});

describe('the scale subresource', () => {
  it('reads and writes replicas, and knows old versions', () => {
    const { send, patch, read, path } = withDeployment();
    const scale = read(`${path}/scale`);
    expect(scale).toMatchObject({
      kind: 'Scale',
      spec: { replicas: 3 },
      status: { selector: 'app=web' },
    });
    patch(`${path}/scale`, 'merge', { spec: { replicas: 0 } });
    expect(read(path)).toMatchObject({ metadata: { generation: 2 }, spec: { replicas: 0 } });
    expect(read(`${path}/scale`)['spec']).toEqual({});
    expect(send('PUT', `${path}/scale`, scale as unknown as Json).code).toBe(409);
    expect(messageOf(patch(`${path}/scale`, 'merge', { spec: { replicas: -1 } }))).toBe(
      'Scale.autoscaling "web" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0',
    );
  });
});

describe('a binding', () => {
  it('is for once', () => {
    const { send, read } = createTestServer();
    send('POST', `${core}/pods`, podManifest('web'));
    const to = (name: string) =>
      send('POST', `${core}/pods/web/binding`, { metadata: { name: 'web' }, target: { name } });
    to('node-1');
    expect(read(`${core}/pods/web`)).toMatchObject({
      spec: { nodeName: 'node-1' },
      status: { conditions: [{ type: 'PodScheduled', status: 'True' }] },
    });
    expect(messageOf(to('node-2'))).toBe(
      'Operation cannot be fulfilled on pods/binding "web": pod web is already assigned to node "node-1"',
    );
  });
});

describe('a created pod', () => {
  it('has its token, its tolerations and its priority', () => {
    const { send, read } = createTestServer();
    send('POST', `${core}/pods`, podManifest('web'));
    expect(read(`${core}/pods/web`)['spec']).toMatchObject({
      serviceAccountName: 'default',
      priority: 0,
      preemptionPolicy: 'PreemptLowerPriority',
      tolerations: [
        { key: 'node.kubernetes.io/not-ready', effect: 'NoExecute', tolerationSeconds: 300 },
        { key: 'node.kubernetes.io/unreachable', effect: 'NoExecute', tolerationSeconds: 300 },
      ],
      volumes: [{ name: expect.stringMatching(/^kube-api-access-.{5}$/) }],
    });
  });

  it('needs its service account and its namespace', () => {
    const { send } = createTestServer();
    const manifest = podManifest('web') as { spec: object };
    const body = { ...manifest, spec: { ...manifest.spec, serviceAccountName: 'nope' } } as Json;
    expect(messageOf(send('POST', `${core}/pods`, body))).toBe(
      'pods "web" is forbidden: error looking up service account default/nope: serviceaccount "nope" not found',
    );
    expect(messageOf(send('POST', '/api/v1/namespaces/nope/pods', podManifest('web')))).toBe(
      'namespaces "nope" not found',
    );
  });

  it('may have a generated name, and needs one', () => {
    const { send } = createTestServer();
    const manifest = podManifest('x') as { metadata: object };
    const named = { ...manifest, metadata: { generateName: 'web-' } } as Json;
    expect(send('POST', `${core}/pods`, named).body).toMatchObject({
      metadata: { name: expect.stringMatching(/^web-[a-z0-9]{5}$/), generateName: 'web-' },
    });
    expect(messageOf(send('POST', `${core}/pods`, { ...manifest, metadata: {} } as Json))).toBe(
      'Pod "" is invalid: metadata.name: Required value: name or generateName is required',
    );
  });
});
