import { describe, expect, it } from 'vitest';
import type { PatchType } from '#apimachinery/api.ts';
import type { Json } from '#apimachinery/object.ts';
import { apps, core, createTestServer, deploymentManifest } from '../test-server.ts';

/** Codes and messages of these tables are a 1.35.4 control plane's answers to the same requests. */
const REJECTED = 'the server rejected our request due to an error in our request';
const OK = '';

function bench() {
  const test = createTestServer();
  test.send('POST', `${core}/configmaps`, { metadata: { name: 'c' }, data: { a: 'b' } });
  test.send('POST', `${apps}/deployments`, deploymentManifest('web'));
  const ask = (path: string, type: PatchType, body: Json): readonly [number, string] => {
    const answer = test.patch(path, type, body);
    return [answer.code, (answer.body as { readonly message?: string }).message ?? ''];
  };
  return { ...test, ask };
}

const config = `${core}/configmaps/c`;
const web = `${apps}/deployments/web`;

describe('a JSON patch', () => {
  const cases: readonly (readonly [Json, number, string])[] = [
    [
      {},
      400,
      'error decoding patch: json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp',
    ],
    [
      'x',
      400,
      'error decoding patch: json: cannot unmarshal string into Go value of type []handlers.jsonPatchOp',
    ],
    [
      [1],
      400,
      'error decoding patch: json: cannot unmarshal number into Go value of type handlers.jsonPatchOp',
    ],
    [[], 200, OK],
    [[{ op: 'test', path: '/data/a', value: 'x' }], 422, REJECTED],
    [[{ op: 'test', path: '/data/z', value: 'x' }], 422, REJECTED],
    [[{ op: 'test', path: '/data/z', value: null }], 200, OK],
    [[{ op: 'remove', path: '/data/z' }], 422, REJECTED],
    [[{ op: 'replace', path: '/data/z', value: '1' }], 200, OK],
    [[{ op: 'replace', path: '/foo/z', value: '1' }], 422, REJECTED],
    [[{ op: 'add', path: '/foo/z', value: '1' }], 422, REJECTED],
    [[{ op: 'shout', path: '/a' }], 422, REJECTED],
    [[{ op: 'add', path: 'a', value: 1 }], 422, REJECTED],
    [[{ path: '/a' }], 422, REJECTED],
    [[{ op: 'add' }], 422, REJECTED],
    [[{ op: 'move', from: '/data/z', path: '/data/b' }], 422, REJECTED],
    [[{ op: 'add', path: '/metadata/finalizers/3', value: 'x' }], 422, REJECTED],
    [[{ op: 'add', path: '/data/n' }], 200, OK],
    [[{ op: 'replace', path: '', value: 1 }], 422, REJECTED],
    [
      [{ op: 'replace', path: '', value: { a: 1 } }],
      400,
      'the name of the object (c based on URL) was undeterminable: name must be provided',
    ],
    [
      [{ op: 'replace', path: '/metadata/name', value: 'x' }],
      400,
      'the name of the object (x) does not match the name on the URL (c)',
    ],
    [
      [{ op: 'remove', path: '/metadata/name' }],
      400,
      'the name of the object (c based on URL) was undeterminable: name must be provided',
    ],
    [
      [{ op: 'replace', path: '/metadata/resourceVersion', value: '1' }],
      409,
      'Operation cannot be fulfilled on configmaps "c": the object has been modified; please apply your changes to the latest version and try again',
    ],
    [[{ op: 'replace', path: '/metadata/resourceVersion', value: null }], 200, OK],
    [
      [{ op: 'replace', path: '/metadata/uid', value: 'zz' }],
      422,
      'ConfigMap "c" is invalid: metadata.uid: Invalid value: "zz": field is immutable',
    ],
    [[{ op: 'replace', path: '/metadata/generation', value: 9 }], 200, OK],
    [[{ op: 'remove', path: '/kind' }], 200, OK],
  ];
  it.each(cases)('%j ⇒ %i %s', (patch, code, message) => {
    expect(bench().ask(config, 'json', patch)).toEqual([code, message]);
  });

  it('keeps to ten thousand operations', () => {
    const many = Array.from({ length: 10_001 }, () => ({ op: 'test', path: '/kind', value: 'x' }));
    expect(bench().ask(config, 'json', many)).toEqual([
      413,
      'Request entity is too large: The allowed maximum operations in a JSON patch is 10000, got 10001',
    ]);
  });

  it('of many operations stays cheap', () => {
    const test = bench();
    const many = Array.from({ length: 2_000 }, (_, at) => ({
      op: 'add',
      path: `/data/k${at}`,
      value: 'v',
    }));
    const before = process.cpuUsage();
    expect(test.ask(config, 'json', many)[0]).toBe(200);
    expect(process.cpuUsage(before).user).toBeLessThan(5_000_000);
  });
});

describe('a merge patch', () => {
  const cases: readonly (readonly [Json, number, string])[] = [
    [
      [],
      400,
      'error decoding patch: json: cannot unmarshal array into Go value of type map[string]interface {}',
    ],
    [
      1,
      400,
      'error decoding patch: json: cannot unmarshal number into Go value of type map[string]interface {}',
    ],
    [null, 400, 'Invalid JSON Patch'],
    [{ data: { a: null, c: 'd' } }, 200, OK],
    [{ data: null }, 200, OK],
    [
      { metadata: null },
      400,
      'the name of the object (c based on URL) was undeterminable: name must be provided',
    ],
    [{ kind: null }, 200, OK],
    [{ metadata: { managedFields: [{}] } }, 200, OK],
  ];
  it.each(cases)('%j ⇒ %i %s', (patch, code, message) => {
    expect(bench().ask(config, 'merge', patch)).toEqual([code, message]);
  });
});

const spec = (pod: Json): Json => ({ spec: { template: { spec: pod } } });

describe('a strategic merge patch', () => {
  const cases: readonly (readonly [Json, number, string])[] = [
    [[], 400, 'json: cannot unmarshal array into Go value of type map[string]interface {}'],
    [
      spec({ containers: [{ image: 'x' }] }),
      500,
      'map: map[image:x] does not contain declared merge key: name',
    ],
    [
      spec({ containers: 'x' }),
      422,
      ' "" is invalid: patch: Invalid value: "map[spec:map[template:map[spec:map[containers:x]]]]": cannot restore slice from string',
    ],
    [
      spec({ containers: [{ name: 'nginx', $patch: 'what' }] }),
      500,
      'unknown patch type: what in map: map[$patch:what name:nginx]',
    ],
    [{ spec: { $patch: 'what' } }, 500, 'unknown patch type: what in map: map[$patch:what]'],
    [
      spec({ containers: [{ name: 'nginx', $patch: 'delete' }] }),
      422,
      'Deployment.apps "web" is invalid: spec.template.spec.containers: Required value',
    ],
    [
      spec({
        '$setElementOrder/containers': [{ name: 'zz' }],
        containers: [{ name: 'nginx', image: 'q' }],
      }),
      500,
      "The order in patch list:\n[map[image:q name:nginx]]\n doesn't match $setElementOrder list:\n[map[name:zz]]\n",
    ],
    [
      spec({ '$setElementOrder/containers': 'x' }),
      500,
      'expected a []interface {}, but received a string',
    ],
    [
      { spec: { strategy: { $retainKeys: ['type'], rollingUpdate: { maxSurge: 1 } } } },
      400,
      'invalid patch format of retainKeys',
    ],
    [
      { spec: { strategy: { $retainKeys: 'type', type: 'Recreate' } } },
      400,
      'invalid patch format of retainKeys',
    ],
    [{ metadata: { '$deleteFromPrimitiveList/finalizers': 'x' } }, 200, OK],
    [{ metadata: { '$deleteFromPrimitiveList/finalizers': ['x'] } }, 200, OK],
    [
      { spec: { replicas: 'x' } },
      422,
      ' "" is invalid: patch: Invalid value: "map[spec:map[replicas:x]]": unrecognized type: int32',
    ],
    [{ metadata: { labels: { $patch: 'replace', n: 'm' } } }, 200, OK],
    [{ metadata: { labels: { $patch: 'merge', n: 'm' } } }, 200, OK],
    [
      { $patch: 'delete' },
      400,
      'the name of the object (web based on URL) was undeterminable: name must be provided',
    ],
    [
      { $patch: 'replace' },
      400,
      'the name of the object (web based on URL) was undeterminable: name must be provided',
    ],
    [{ status: { replicas: 99 } }, 200, OK],
  ];
  it.each(cases)('%j ⇒ %i %s', (patch, code, message) => {
    expect(bench().ask(web, 'strategic', patch)).toEqual([code, message]);
  });

  it('leaves out a map that only directs a merge with nothing', () => {
    const test = bench();
    test.ask(web, 'strategic', { metadata: { labels: { $patch: 'replace', n: 'm' } } });
    expect(test.read(web).metadata.labels).toBeUndefined();
  });
});

describe('a PUT', () => {
  const put = (path: string, body: Json): readonly [number, string] => {
    const answer = createTestServer().send('PUT', path, body);
    return [answer.code, (answer.body as { readonly message?: string }).message ?? ''];
  };
  it.each([
    [`${core}/services/s`, { metadata: { name: 's' }, spec: { ports: [{ port: 80 }] } }, 201, OK],
    [
      `${core}/services/s`,
      { metadata: { name: 's', resourceVersion: '5' }, spec: { ports: [{ port: 80 }] } },
      201,
      OK,
    ],
    [
      `${core}/services/s`,
      { metadata: { name: 's', uid: '5' }, spec: {} },
      409,
      'Operation cannot be fulfilled on services "s": StorageError: invalid object, Code: 4, Key: /registry/services/specs/default/s, ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: 5, UID in object meta: ',
    ],
    [`${core}/configmaps/s`, { metadata: { name: 's' } }, 404, 'configmaps "s" not found'],
    [
      `${core}/configmaps/s`,
      { metadata: {} },
      400,
      'the name of the object (s based on URL) was undeterminable: name must be provided',
    ],
  ] as const)('%s %j ⇒ %i %s', (path, body, code, message) => {
    expect(put(path, body as unknown as Json)).toEqual([code, message]);
  });

  it('of a Lease must say which version it replaces', () => {
    const { send } = createTestServer();
    const path = '/apis/coordination.k8s.io/v1/namespaces/default/leases/l';
    const lease = { metadata: { name: 'l' }, spec: { holderIdentity: 'a' } };
    expect(send('PUT', path, lease).code).toBe(201);
    const answer = send('PUT', path, { ...lease, spec: { holderIdentity: 'b' } });
    expect(answer.body).toMatchObject({
      code: 422,
      message:
        'leases.coordination.k8s.io "l" is invalid: metadata.resourceVersion: Invalid value: 0: must be specified for an update',
    });
    const bad = { ...lease, metadata: { name: 'l', resourceVersion: 'x' } };
    expect(send('PUT', path, bad).body).toMatchObject({
      code: 500,
      message: 'strconv.ParseUint: parsing "x": invalid syntax',
    });
  });
});
