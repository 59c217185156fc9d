import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../object.ts';
import { applyJsonPatch } from './json.ts';
import { applyMergePatch } from './merge.ts';
import { PatchError } from './patch-error.ts';
import { applyStrategicMergePatch } from './strategic.ts';

const POD_SPEC = 'io.k8s.api.core.v1.PodSpec';
const names = (spec: Json): readonly string[] =>
  (spec as unknown as { containers: { name: string }[] }).containers.map(({ name }) => name);

describe('JSON merge patch', () => {
  it.each([
    [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
    [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
    [{ a: 'b', b: 1 }, { a: null }, { b: 1 }],
    [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
    [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
    [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ])('%j with %j ⇒ %j (RFC 7386)', (before, patch, after) => {
    expect(applyMergePatch(before as Json, patch as Json)).toEqual(after);
  });

  it('keeps what it does not change', () => {
    const before = { spec: { a: 1 }, meta: { b: 2 } };
    expect(applyMergePatch(before, { meta: { b: 2 } })).toBe(before);
    expect((applyMergePatch(before, { meta: { b: 3 } }) as typeof before).spec).toBe(before.spec);
  });

  it('takes __proto__ for an ordinary key', () => {
    const patched = applyMergePatch({}, JSON.parse('{"__proto__": {"polluted": true}}') as Json);
    expect(Object.getPrototypeOf(patched)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('twice is once', () => {
    const object = fc.dictionary(fc.string(), fc.jsonValue());
    fc.assert(
      fc.property(object, object, (before, patch) => {
        const once = applyMergePatch(before as Json, patch as Json);
        expect(applyMergePatch(once, patch as Json)).toEqual(once);
      }),
    );
  });
});

describe('JSON patch', () => {
  it('does all of its operations', () => {
    const after = applyJsonPatch({ a: 1, list: [1, 2] }, [
      { op: 'test', path: '/a', value: 1 },
      { op: 'add', path: '/list/-', value: 3 },
      { op: 'replace', path: '/a', value: 2 },
      { op: 'remove', path: '/list/0' },
      { op: 'copy', from: '/a', path: '/b' },
    ]);
    expect(after).toEqual({ a: 2, list: [2, 3], b: 2 });
  });

  it.each([
    ['a path without a parent', [{ op: 'replace', path: '/nope/x', value: 1 }]],
    ['a missing field', [{ op: 'remove', path: '/nope' }]],
    ['a failed test', [{ op: 'test', path: '/a', value: 2 }]],
    ['an unknown operation', [{ op: 'shout', path: '/a' }]],
    ['an index past the end', [{ op: 'add', path: '/list/9', value: 1 }]],
    ['no operation', ['x']],
    ['__proto__', [{ op: 'add', path: '/__proto__/x', value: 1 }]],
  ])('refuses %s', (_what, patch) => {
    expect(() => applyJsonPatch({ a: 1, list: [1] }, patch as Json)).toThrow(PatchError);
  });
});

describe('strategic merge patch', () => {
  const spec: Json = {
    containers: [
      { name: 'nginx', image: 'nginx:1.21', ports: [{ containerPort: 80, protocol: 'TCP' }] },
      { name: 'log', image: 'busybox' },
    ],
    nodeSelector: { disk: 'ssd' },
  };
  const apply = (patch: Json): Json => applyStrategicMergePatch(spec, patch, POD_SPEC);

  it('pairs containers by name', () => {
    const after = apply({ containers: [{ name: 'nginx', image: 'nginx:1.22' }] });
    expect(after).toEqual({
      ...spec,
      containers: [
        { name: 'nginx', image: 'nginx:1.22', ports: [{ containerPort: 80, protocol: 'TCP' }] },
        { name: 'log', image: 'busybox' },
      ],
    });
  });

  it('puts new containers first, as the recordings show', () => {
    expect(names(apply({ containers: [{ name: 'side', image: 'x' }] }))).toEqual([
      'side',
      'nginx',
      'log',
    ]);
  });

  it('orders them when told to', () => {
    const order = [{ name: 'log' }, { name: 'new' }, { name: 'nginx' }];
    const patch = {
      '$setElementOrder/containers': order,
      containers: [{ name: 'new', image: 'x' }],
    };
    expect(names(apply(patch))).toEqual(['log', 'new', 'nginx']);
  });

  it('deletes and replaces items', () => {
    expect(names(apply({ containers: [{ name: 'log', $patch: 'delete' }] }))).toEqual(['nginx']);
    expect(names(apply({ containers: [{ name: 'only' }, { $patch: 'replace' }] }))).toEqual([
      'only',
    ]);
    expect(apply({ nodeSelector: { $patch: 'replace', zone: 'a' } })).toMatchObject({
      nodeSelector: { zone: 'a' },
    });
  });

  it('deletes from lists of plain values', () => {
    const meta = { finalizers: ['a/x', 'b/y'] };
    const patch = { '$deleteFromPrimitiveList/finalizers': ['a/x'] };
    const schema = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';
    expect(applyStrategicMergePatch(meta, patch, schema)).toEqual({ finalizers: ['b/y'] });
  });

  it('retains only the keys it names', () => {
    const strategy = { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1 } };
    const patch = { strategy: { $retainKeys: ['type'], type: 'Recreate' } };
    const schema = 'io.k8s.api.apps.v1.DeploymentSpec';
    expect(applyStrategicMergePatch({ strategy }, patch, schema)).toEqual({
      strategy: { type: 'Recreate' },
    });
  });

  it('says which merge key is missing', () => {
    expect(() => apply({ containers: [{ image: 'x' }] })).toThrow(
      /does not contain declared merge key: name/,
    );
    expect(() => apply({ nodeSelector: { $patch: 'shout' } })).toThrow(PatchError);
    expect(() => apply('not json')).toThrow(
      'json: cannot unmarshal string into Go value of type map[string]interface {}',
    );
  });

  it('twice is once', () => {
    const container = fc.record({ name: fc.constantFrom('a', 'b', 'c'), image: fc.string() });
    const containers = fc.uniqueArray(container, { selector: ({ name }) => name });
    fc.assert(
      fc.property(containers, containers, (before, patch) => {
        const once = applyStrategicMergePatch(
          { containers: before },
          { containers: patch },
          POD_SPEC,
        );
        const twice = applyStrategicMergePatch(once, { containers: patch }, POD_SPEC);
        expect(twice).toEqual(once);
      }),
    );
  });
});
