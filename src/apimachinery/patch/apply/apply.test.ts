import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../object.ts';
import type { FieldSchema } from '../../schema.ts';
import { compare } from './compare.ts';
import {
  difference,
  EMPTY,
  has,
  intersection,
  isEmpty,
  pathsOf,
  recursiveDifference,
  setOf,
  union,
} from './field-set.ts';
import { fromFieldsV1, toFieldsV1 } from './fields-v1.ts';
import { mergeValues } from './merge.ts';
import {
  compareElements,
  isPathElement,
  keyElement,
  printPath,
  valueElement,
} from './path-element.ts';
import { removeFields } from './remove.ts';
import { toFieldSet } from './to-field-set.ts';
import { apply } from './updater.ts';
import { typeRefusal } from './validate.ts';

const POD: FieldSchema = { type: 'object', ref: 'io.k8s.api.core.v1.PodSpec' };
const META: FieldSchema = {
  type: 'object',
  ref: 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta',
};
const CONFIG: FieldSchema = { type: 'object', ref: 'io.k8s.api.core.v1.ConfigMap' };

const element = fc.oneof(
  fc.string().map((name) => `f:${name}`),
  fc.string().map((name) => keyElement([['name', name]])),
  fc.integer().map(valueElement),
);
const path = fc.array(element, { minLength: 1, maxLength: 4 });
const set = fc.array(path, { maxLength: 12 }).map((paths) => setOf(...paths));

describe('a set of fields', () => {
  it('survives fieldsV1', () => {
    fc.assert(
      fc.property(set, (one) => {
        const json = JSON.parse(JSON.stringify(toFieldsV1(one))) as unknown;
        expect(toFieldsV1(fromFieldsV1(json))).toEqual(toFieldsV1(one));
        expect(pathsOf(fromFieldsV1(json))).toEqual(pathsOf(one));
      }),
    );
  });

  it('follows the algebra of sets', () => {
    fc.assert(
      fc.property(set, set, (a, b) => {
        const said = (one: typeof a): string => JSON.stringify(pathsOf(one));
        expect(said(union(a, b))).toBe(said(union(b, a)));
        expect(said(union(difference(a, b), intersection(a, b)))).toBe(said(a));
        expect(isEmpty(intersection(difference(a, b), b))).toBe(true);
        expect(isEmpty(difference(a, union(a, b)))).toBe(true);
        for (const one of pathsOf(recursiveDifference(a, b))) expect(has(b, one)).toBe(false);
      }),
    );
  });

  it('is written in upstream order, with a dot for what has more below', () => {
    const one = setOf(
      ['f:ports'],
      ['f:ports', 'k:{"containerPort":443}'],
      ['f:ports', 'k:{"containerPort":80}'],
      ['f:image'],
    );
    expect(JSON.stringify(toFieldsV1(one))).toBe(
      '{"f:image":{},"f:ports":{".":{},"k:{\\"containerPort\\":80}":{},"k:{\\"containerPort\\":443}":{}}}',
    );
    expect(fromFieldsV1(undefined)).toBe(EMPTY);
    expect(() => fromFieldsV1({ 'k:{bad': {} })).toThrow(TypeError);
    expect(toFieldsV1(fromFieldsV1({ 'z:new': {}, 'f:a': {} }))).toEqual({ 'f:a': {} });
  });

  it('prints paths as messages name them', () => {
    expect(printPath(['f:spec', 'k:{"containerPort":80,"protocol":"TCP"}', 'v:"x"'])).toBe(
      '.spec[containerPort=80,protocol="TCP"][="x"]',
    );
    expect(['v:"b"', 'f:z', 'k:{"a":1}', 'v:2', 'f:a'].sort(compareElements)).toEqual([
      'f:a',
      'f:z',
      'k:{"a":1}',
      'v:2',
      'v:"b"',
    ]);
    expect(['f:', 'k:{}', 'v:1', 'i:0', 'x:1', 'k:{', '.'].map(isPathElement)).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});

const names = (list: Json | undefined): unknown =>
  (list as readonly { readonly name: string }[]).map(({ name }) => name);
const containers = (...all: string[]): Json => ({ containers: all.map((name) => ({ name })) });

describe('merging', () => {
  it.each([
    [
      ['a', 'b', 'c'],
      ['c', 'new', 'a'],
      ['b', 'c', 'new', 'a'],
    ],
    [
      ['a', 'b'],
      ['x', 'b'],
      ['a', 'x', 'b'],
    ],
    [['a', 'b', 'c'], ['b'], ['a', 'b', 'c']],
    [[], ['a'], ['a']],
    [['a', 'b'], [], ['a', 'b']],
  ])('%j and %j ⇒ %j', (live, config, merged) => {
    const value = mergeValues(containers(...live), containers(...config), POD);
    expect(names((value as Record<string, Json>)['containers'])).toEqual(merged);
  });

  it('keeps what the configuration does not say, and replaces what is one value', () => {
    const live = {
      nodeSelector: { a: 'b' },
      hostname: 'x',
      containers: [{ name: 'a', image: 'i' }],
    };
    const config = { nodeSelector: { c: 'd' }, containers: [{ name: 'a', command: ['x'] }] };
    expect(mergeValues(live, config, POD)).toEqual({
      nodeSelector: { c: 'd' },
      hostname: 'x',
      containers: [{ name: 'a', image: 'i', command: ['x'] }],
    });
  });

  it('joins sets', () => {
    const merged = mergeValues({ finalizers: ['a', 'b'] }, { finalizers: ['b', 'c'] }, META);
    expect(merged).toEqual({ finalizers: ['a', 'b', 'c'] });
  });
});

describe('comparing', () => {
  it('says what was added, changed and removed', () => {
    const before = { hostname: 'x', containers: [{ name: 'a', image: '1' }, { name: 'b' }] };
    const after = { subdomain: 'y', containers: [{ name: 'a', image: '2' }] };
    const { added, modified, removed } = compare(before, after, POD);
    const shown = [added, modified, removed].map((one) => pathsOf(one).map(printPath));
    expect(shown).toEqual([
      ['.subdomain'],
      ['.containers[name="a"].image'],
      ['.hostname', '.containers[name="b"]', '.containers[name="b"].name'],
    ]);
  });

  it('takes items that share a key for one', () => {
    const port = { containerPort: 80 };
    const two = { containers: [{ name: 'a', ports: [port, { ...port, name: 'x' }] }] };
    const one = { containers: [{ name: 'a', ports: [port] }] };
    const { added } = compare(one, two, POD);
    expect(pathsOf(added).map(printPath)).toEqual([
      '.containers[name="a"].ports[containerPort=80,protocol="TCP"]',
    ]);
    expect(pathsOf(toFieldSet(two, POD)).map(printPath)).toContain(
      '.containers[name="a"].ports[containerPort=80,protocol="TCP"]',
    );
  });
});

describe('removing', () => {
  it('takes out fields and items', () => {
    const value = { hostname: 'x', containers: [{ name: 'a', image: 'i' }, { name: 'b' }] };
    const gone = setOf(
      ['f:hostname'],
      ['f:containers', 'k:{"name":"b"}'],
      ['f:containers', 'k:{"name":"a"}', 'f:image'],
    );
    expect(removeFields(value, gone, POD)).toEqual({ containers: [{ name: 'a' }] });
  });
});

describe('types', () => {
  it.each([
    [{ containers: 'x' }, '.containers: expected list, got &{x}'],
    [
      { containers: [1] },
      '.containers: element 0: associative list with keys may not have non-map elements',
    ],
    [
      { containers: [null] },
      '.containers: element 0: associative list with keys may not have a null element',
    ],
    [{ hostname: 3 }, '.hostname: expected string, got &value.valueUnstructured{Value:3}'],
    [{ securityContext: 'x' }, '.securityContext: expected map, got &{x}'],
    [
      { containers: [{ name: 'a', nope: 1 }] },
      '.containers[name="a"].nope: field not declared in schema',
    ],
    [{ containers: [{ name: 'a' }] }, undefined],
  ])('%j ⇒ %s', (value, refusal) => {
    expect(typeRefusal(value as Json, POD)).toBe(refusal);
  });
});

const typing = { type: CONFIG, ignored: EMPTY };
const data = fc.dictionary(fc.stringMatching(/^[a-f]$/), fc.stringMatching(/^[xy]$/), {
  maxKeys: 5,
});

describe('applying', () => {
  it('twice is once, covers what was said, and takes back what is said no more', () => {
    fc.assert(
      fc.property(data, data, data, (live, first, second) => {
        const once = apply({ data: live }, { data: first }, new Map(), 'a', 'v1', typing, true);
        const after = once.value ?? { data: live };
        expect(apply(after, { data: first }, once.owners, 'a', 'v1', typing, true).value).toBe(
          undefined,
        );
        const mine = once.owners.get('a')?.set ?? EMPTY;
        for (const key of Object.keys(first)) {
          expect(has(mine, ['f:data', `f:${key}`])).toBe(true);
        }
        const next = apply(after, { data: second }, once.owners, 'a', 'v1', typing, true);
        const left = (next.value ?? after) as { readonly data?: Record<string, string> | null };
        const kept = Object.entries(live).filter(([key]) => !Object.hasOwn(first, key));
        expect(left.data ?? {}).toEqual({ ...Object.fromEntries(kept), ...second });
      }),
    );
  });
});
