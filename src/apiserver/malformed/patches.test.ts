import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '#apimachinery/object.ts';
import { apps, core, createTestServer, deploymentManifest, podManifest } from '../test-server.ts';

const deep = (levels: number): Json => {
  let value: Json = 1;
  for (let level = 0; level < levels; level += 1) value = { a: value };
  return value;
};
const withSpec = (spec: Json): Json => ({ ...(podManifest('bad') as object), spec }) as Json;

describe('malformed input', () => {
  it.each<[string, Json]>([
    ['a number', 5],
    ['a list', []],
    ['a spec that is text', withSpec('hello')],
    ['containers that are a map', withSpec({ containers: { a: 1 } })],
    ['an image that is a number', withSpec({ containers: [{ name: 'a', image: 1 }] })],
    ['no containers', withSpec({ containers: [] })],
    ['NUL in a name', podManifest('a\0b')],
    ['a name that is a path', podManifest('../../secrets')],
    ['__proto__ for a name', podManifest('__proto__')],
    [
      'a label key of __proto__',
      JSON.parse(
        '{"metadata":{"name":"bad","labels":{"__proto__":"x"}},"spec":{"containers":[{"name":"a","image":"b"}]}}',
      ) as Json,
    ],
    ['labels that are numbers', { metadata: { name: 'bad', labels: { a: 1 } } }],
    ['another kind', { ...(podManifest('bad') as object), kind: 'Service' } as Json],
    ['another version', { ...(podManifest('bad') as object), apiVersion: 'v2' } as Json],
    ['something deep', deep(2_000)],
  ])('%s gets a 4xx and leaves the store whole', (_what, body) => {
    const { send, server } = createTestServer();
    const before = server.revision;
    const answer = send('POST', `${core}/pods`, body);
    expect(answer.code).toBeGreaterThanOrEqual(400);
    expect(answer.code).toBeLessThan(500);
    expect(answer.body).toMatchObject({ kind: 'Status', status: 'Failure' });
    expect(server.revision).toBe(before);
  });

  it('names fields that are written twice', () => {
    const { server } = createTestServer();
    const text = JSON.stringify(podManifest('web')).replace('"spec"', '"kind":"Pod","spec"');
    const answer = server.handle({
      method: 'POST',
      path: `${core}/pods?fieldValidation=Strict`,
      body: JSON.parse(text) as Json,
      text,
    });
    expect(answer.body).toMatchObject({
      message:
        'Pod in version "v1" cannot be handled as a Pod: strict decoding error: duplicate field "kind"',
    });
  });

  it.each([
    `${core}/pods?labelSelector=a%3D%3D%3Db`,
    `${core}/pods?fieldSelector=spec.foo%3Dbar`,
    `${core}/pods?continue=nonsense`,
    `${core}/pods/web/nope`,
    `${core}/nopes`,
    '/api/v1/namespaces/default/pods/web/log/extra/parts',
    '/apis/apps/v2/deployments',
    '/%E0%A4%A',
  ])('GET %s is refused', (path) => {
    const { send } = createTestServer();
    const { code } = send('GET', path);
    expect([400, 404]).toContain(code);
  });

  it.each([
    ['strategic', { replicas: 'abc' }, 'map[spec:map[replicas:abc]]', 'unrecognized type: int32'],
    ['strategic', 'text', 'map[spec:text]', 'cannot restore struct from: string'],
    ['strategic', { paused: 1 }, 'map[spec:map[paused:1]]', 'unrecognized type: bool'],
  ] as const)('a %s patch of spec %j says why in its own words', (type, spec, shown, why) => {
    const { patch, send } = createTestServer();
    send('POST', `${apps}/deployments`, deploymentManifest('web'));
    const { code, body } = patch(`${apps}/deployments/web`, type, { spec });
    expect(code).toBe(422);
    expect(body).toMatchObject({
      message: ` "" is invalid: patch: Invalid value: "${shown}": ${why}`,
    });
  });

  it('no patch breaks an object', () => {
    const types = fc.constantFrom('json', 'merge', 'strategic' as const);
    const { patch, send, read } = createTestServer();
    send('POST', `${apps}/deployments`, deploymentManifest('web'));
    fc.assert(
      fc.property(types, fc.jsonValue(), (type, spec) => {
        const path = `${apps}/deployments/web`;
        const body = type === 'json' ? [{ op: 'add', path: '/spec', value: spec }] : { spec };
        expect(patch(path, type as 'merge', body as Json).code).toBeLessThan(500);
        expect(read(path)).toMatchObject({ kind: 'Deployment', metadata: { name: 'web' } });
      }),
    );
  });
});
