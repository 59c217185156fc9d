import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '#apimachinery/object.ts';
import { apps, core } from '../test-server.ts';
import { bench, deployment, entriesOf, fieldsOf, messageOf, path } from './test-bench.ts';

const containerFields = {
  'k:{"name":"nginx"}': {
    '.': {},
    'f:image': {},
    'f:name': {},
    'f:ports': {
      'k:{"containerPort":80,"protocol":"TCP"}': { '.': {}, 'f:containerPort': {} },
    },
  },
};

describe('an apply', () => {
  it('creates, and owns only what it says', () => {
    const test = bench();
    expect(test.apply('kubectl', deployment(3)).code).toBe(201);
    expect(entriesOf(test)).toMatchObject([{ manager: 'kubectl', operation: 'Apply' }]);
    expect(fieldsOf(test, 'kubectl')).toEqual({
      'f:spec': {
        'f:replicas': {},
        'f:selector': {},
        'f:template': {
          'f:metadata': { 'f:labels': { 'f:app': {} } },
          'f:spec': { 'f:containers': containerFields },
        },
      },
    });
  });

  it('twice is once', () => {
    const test = bench();
    test.apply('kubectl', deployment(3));
    const once = test.read(path);
    expect(test.apply('kubectl', deployment(3)).code).toBe(200);
    expect(test.read(path)).toEqual(once);
  });

  it('of the same values by another shares them, without a time', () => {
    const test = bench();
    test.apply('kubectl', deployment(3));
    test.apply('other', deployment(3));
    expect(entriesOf(test).map(({ manager, time }) => [manager, time !== undefined])).toEqual([
      ['other', false],
      ['kubectl', true],
    ]);
  });

  it('of other values conflicts, in upstream words', () => {
    const test = bench();
    test.apply('kubectl', deployment(3));
    const one = test.apply('other', deployment(5));
    expect([one.code, messageOf(one)]).toEqual([
      409,
      'Apply failed with 1 conflict: conflict with "kubectl": .spec.replicas',
    ]);
    expect((one.body as { readonly details: unknown }).details).toEqual({
      causes: [
        {
          reason: 'FieldManagerConflict',
          message: 'conflict with "kubectl"',
          field: '.spec.replicas',
        },
      ],
    });
    expect(messageOf(test.apply('other', deployment(5, 'nginx:1.22')))).toBe(
      'Apply failed with 2 conflicts: conflicts with "kubectl":\n- .spec.replicas\n- .spec.template.spec.containers[name="nginx"].image',
    );
  });

  it('with force takes the fields', () => {
    const test = bench();
    test.apply('kubectl', deployment(3));
    expect(test.apply('other', deployment(5), '&force=true').code).toBe(200);
    expect(test.read(path)).toMatchObject({ spec: { replicas: 5 }, metadata: { generation: 2 } });
    expect(fieldsOf(test, 'kubectl')).not.toMatchObject({ 'f:spec': { 'f:replicas': {} } });
    expect(messageOf(test.apply('kubectl', deployment(3)))).toBe(
      'Apply failed with 1 conflict: conflict with "other": .spec.replicas',
    );
  });

  it('names the endpoint and version of those who update', () => {
    const test = bench();
    test.apply('a', deployment(3));
    test.patch(`${path}/scale?fieldManager=kubectl`, 'merge', { spec: { replicas: 2 } });
    expect(messageOf(test.apply('a', deployment(5)))).toBe(
      'Apply failed with 1 conflict: conflict with "kubectl" with subresource "scale" using apps/v1: .spec.replicas',
    );
  });

  it('removes what it says no more, unless others own it', () => {
    const test = bench();
    const at = `${core}/configmaps/c`;
    const config = (data: Record<string, string>): Json => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'c' },
      data,
    });
    test.apply('a', config({ mine: '1', ours: '2' }), '', at);
    test.apply('b', config({ ours: '2' }), '', at);
    test.apply('a', config({ new: '3' }), '', at);
    expect(test.read(at)['data']).toEqual({ new: '3', ours: '2' });
  });

  it('removes items of lists by their keys', () => {
    const test = bench();
    const withPorts = (...ports: number[]): Json => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 's' },
      spec: { ports: ports.map((port) => ({ name: `p${port}`, port })) },
    });
    const at = `${core}/services/s`;
    test.apply('a', withPorts(80, 443), '', at);
    test.apply('b', withPorts(8080), '', at);
    test.apply('a', withPorts(443), '', at);
    const { ports } = test.read(at)['spec'] as { readonly ports: readonly { port: number }[] };
    expect(ports.map(({ port }) => port).sort()).toEqual([443, 8080]);
  });

  it('goes back to the default when a field is given up', () => {
    const test = bench();
    test.apply('a', deployment(3));
    const { replicas: _none, ...spec } = (deployment(3) as { spec: Record<string, Json> }).spec;
    test.apply('a', { ...(deployment(3) as object), spec } as unknown as Json);
    expect(test.read(path)['spec']).toMatchObject({ replicas: 1 });
  });

  it('on dry run says what would be and stores nothing', () => {
    const test = bench();
    test.apply('a', deployment(3));
    const before = test.read(path);
    const dry = test.apply('b', deployment(5), '&force=true&dryRun=All');
    expect(dry.body).toMatchObject({ spec: { replicas: 5 } });
    expect(JSON.stringify(dry.body)).toContain('"manager":"b"');
    expect(test.read(path)).toEqual(before);
  });

  it('takes over what kubectl applied from the client side', () => {
    const test = bench();
    const config = deployment(3) as { readonly metadata: object };
    const annotations = {
      'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify(config),
    };
    const metadata = { ...config.metadata, annotations };
    const manager = 'kubectl-client-side-apply';
    test.send('POST', `${apps}/deployments?fieldManager=${manager}`, { ...config, metadata });
    expect(test.apply('kubectl', deployment(5)).code).toBe(200);
    const kept = test.read(path).metadata.annotations ?? {};
    expect(Object.values(kept)[0]).toContain('"replicas":5');
    expect(messageOf(test.apply('someone', deployment(7)))).toBe(
      'Apply failed with 1 conflict: conflict with "kubectl": .spec.replicas',
    );
  });

  it('reaches the scale, and its owners are the owners of replicas', () => {
    const test = bench();
    test.apply('a', deployment(3));
    const scale = { apiVersion: 'autoscaling/v1', kind: 'Scale', metadata: { name: 'web' } };
    const at = `${path}/scale`;
    expect(messageOf(test.apply('b', { ...scale, spec: { replicas: 7 } }, '', at))).toBe(
      'Apply failed with 1 conflict: conflict with "a": .spec.replicas',
    );
    test.apply('b', { ...scale, spec: { replicas: 7 } }, '&force=true', at);
    expect(fieldsOf(test, 'b')).toEqual({ 'f:spec': { 'f:replicas': {} } });
    expect(test.read(path)['spec']).toMatchObject({ replicas: 7 });
  });

  it('of any data is once, and its set covers what was said', () => {
    const data = fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.string(), { maxKeys: 6 });
    fc.assert(
      fc.property(data, data, (first, second) => {
        const test = bench();
        const at = `${core}/configmaps/c`;
        const config = (said: Record<string, string>): Json => ({
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: 'c' },
          data: said,
        });
        test.apply('a', config(first), '', at);
        test.apply('b', config(second), '&force=true', at);
        const once = test.read(at);
        test.apply('b', config(second), '&force=true', at);
        expect(test.read(at)).toEqual(once);
        expect(once['data'] ?? {}).toEqual({ ...first, ...second });
        const owned = entriesOf(test, at).map(({ fieldsV1 }) => JSON.stringify(fieldsV1));
        for (const key of Object.keys({ ...first, ...second })) {
          expect(owned.some((one) => one.includes(`"f:${key}"`))).toBe(true);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('takes __proto__ and constructor for names like others', () => {
    const test = bench();
    const at = `${core}/configmaps/c`;
    const text =
      '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c"},"data":{"__proto__":"x","constructor":"y"}}';
    test.apply('a', JSON.parse(text) as Json, '', at);
    expect(Object.keys(test.read(at)['data'] as object).sort()).toEqual([
      '__proto__',
      'constructor',
    ]);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });
});
