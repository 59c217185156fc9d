import { describe, expect, it } from 'vitest';
import type { Json } from '#apimachinery/object.ts';
import { createTestServer } from '../test-server.ts';
import { CRDS, definition, setUp, table, WIDGETS } from './test-widgets.ts';

const BLOCKED =
  '<nil>: Invalid value: null: some validation rules were not checked because the object was invalid; correct the existing errors to complete validation';

describe('a custom resource', () => {
  it.each<[Json, string]>([
    [
      { size: 20, color: 'blue' },
      `[spec.color: Unsupported value: "blue": supported values: "red", "green", "pink", spec.size: Invalid value: 20: spec.size in body should be less than or equal to 10, ${BLOCKED}]`,
    ],
    [
      { size: 'x', color: 'red' },
      `[spec.size: Invalid value: "string": spec.size in body must be of type integer: "string", ${BLOCKED}]`,
    ],
    [{ color: 'red' }, `[spec.size: Required value, ${BLOCKED}]`],
    [
      { size: 0, color: 'red', name: 'A' },
      '[spec.name: Invalid value: "A": spec.name in body should be at least 2 chars long, spec.size: Invalid value: 0: spec.size in body should be greater than or equal to 1]',
    ],
    [{ size: 6, color: 'red' }, 'spec: Invalid value: size above max'],
    [{ size: 2, color: 'pink' }, 'spec: Invalid value: no pink'],
    [{ size: 2, color: 'red', list: ['a', 'a'] }, 'spec.list[1]: Duplicate value: "a"'],
    [
      { size: 2, color: 'red', list: [] },
      'spec.list: Invalid value: 0: spec.list in body should have at least 1 items',
    ],
    [
      { size: 2, color: 'red', pairs: [{ k: 'a' }, { k: 'a' }] },
      'spec.pairs[1]: Duplicate value: {"k":"a"}',
    ],
    [
      { size: 2, color: 'red', port: 1.5 },
      `[spec.port: Invalid value: "number": spec.port in body must be of type integer,string: "number", ${BLOCKED}]`,
    ],
    [
      { size: 2, color: 'red', when: 'yesterday' },
      `[spec.when: Invalid value: "yesterday": spec.when in body must be of type date-time: "yesterday", ${BLOCKED}]`,
    ],
    [
      { size: 2, color: 'red', one: {} },
      `[<nil>: Invalid value: "": "spec.one" must validate one and only one schema (oneOf). Found none valid, spec.one.a: Required value, ${BLOCKED}]`,
    ],
    [{ size: 2, color: null }, `[spec.color: Required value, ${BLOCKED}]`],
  ])('%j is refused', (body, message) => {
    expect(setUp().why(body)).toBe(message);
  });

  it('is defaulted and pruned, keeps its status apart and counts its generations', () => {
    const { create, send, patch, read } = setUp();
    const made = create({ size: 2, color: 'red', nul: null, when: null, nope: 1 });
    expect(made).toMatchObject({ code: 201, warnings: ['unknown field "spec.nope"'] });
    expect(read(`${WIDGETS}/w`)['spec']).toEqual({ size: 2, color: 'red', nul: null, max: 5 });
    patch(`${WIDGETS}/w`, 'merge', { status: { replicas: 7 } });
    expect(read(`${WIDGETS}/w`)['status']).toBeUndefined();
    const conditions = [{ type: 'Ready', status: 'True' }];
    patch(`${WIDGETS}/w/status`, 'merge', { status: { replicas: 2, conditions } });
    patch(`${WIDGETS}/w`, 'merge', { metadata: { labels: { a: 'b' } } });
    expect(read(`${WIDGETS}/w`)).toMatchObject({
      metadata: { generation: 1 },
      status: { replicas: 2 },
    });
    expect(patch(`${WIDGETS}/w/scale`, 'merge', { spec: { replicas: 4 } }).body).toMatchObject({
      spec: { replicas: 4 },
      status: { replicas: 2 },
    });
    expect(read(`${WIDGETS}/w`)).toMatchObject({
      metadata: { generation: 2 },
      spec: { replicas: 4 },
    });
    expect(send('GET', WIDGETS, undefined, table).body).toMatchObject({
      columnDefinitions: [{ name: 'Name' }, { name: 'Size' }, { name: 'Ready' }],
      rows: [{ cells: ['w', 2, 'True'] }],
    });
  });

  it('may not change what a rule holds, nor be patched strategically', () => {
    const { create, patch, messageOf } = setUp();
    create({ size: 2, color: 'red' });
    expect(messageOf(patch(`${WIDGETS}/w`, 'merge', { spec: { color: 'green' } }))).toBe(
      'Widget.example.com "w" is invalid: spec.color: Invalid value: "green": immutable color',
    );
    expect(patch(`${WIDGETS}/w`, 'strategic', { spec: { size: 3 } })).toMatchObject({ code: 415 });
  });

  it('in two versions is one object', () => {
    const { send, read, clock } = createTestServer();
    const two = definition((crd) => {
      const own = crd['spec'] as { versions: readonly object[] };
      const v2 = { ...own.versions[0], name: 'v2', storage: false };
      return { ...crd, spec: { ...own, versions: [...own.versions, v2] } as Json };
    });
    send('POST', CRDS, two);
    clock.advanceTo(clock.now() + 100);
    send('POST', WIDGETS.replace('v1', 'v2'), {
      metadata: { name: 'w' },
      spec: { size: 1, color: 'red' },
    });
    expect(read(`${WIDGETS}/w`)).toMatchObject({ apiVersion: 'example.com/v1', spec: { size: 1 } });
    expect(send('GET', '/apis/example.com').body).toMatchObject({
      preferredVersion: { version: 'v2' },
    });
  });
});
