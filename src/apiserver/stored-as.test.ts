import { describe, expect, it } from 'vitest';
import { apiVersionOf, type Kind } from '#apimachinery/kind.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import { kinds } from '#resources/index.ts';
import { createTestServer } from './test-server.ts';

type Rows = KubeObject & { readonly rows?: readonly string[]; readonly text?: string };

const base = {
  group: 'toys.example.com',
  kind: 'Poem',
  plural: 'poems',
  singular: 'poem',
  shortNames: [],
  categories: [],
  namespaced: true,
  verbs: ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'],
  schema: 'unknown',
  hasStatus: false,
  hasGeneration: false,
  validate: () => [],
} as const;

const poems: Kind<Rows> = {
  ...base,
  version: 'v2',
  columns: [],
  defaults: (poem) => poem,
};

/** The same poems, in one string. */
const v1Poems: Kind<Rows> = {
  ...base,
  version: 'v1',
  columns: [
    { name: 'Text', type: 'string', description: '', cell: ({ text }: Rows) => text ?? '' },
  ],
  fields: { text: ({ text }: Rows) => text ?? '' },
  defaults: (poem) => (poem.text === undefined ? { ...poem, text: 'roses' } : poem),
  storedAs: {
    kind: poems as unknown as Kind,
    toStored: ({ text, ...rest }: Rows) => ({ ...rest, rows: (text ?? '').split('/') }),
    fromStored: ({ rows = [], ...rest }: Rows) => ({ ...rest, text: rows.join('/') }),
  },
};

const toys = [...kinds, v1Poems as unknown as Kind, poems as unknown as Kind];
const v1 = '/apis/toys.example.com/v1/namespaces/default/poems';
const v2 = '/apis/toys.example.com/v2/namespaces/default/poems';

function setUp() {
  const test = createTestServer({ kinds: toys });
  test.send('POST', v1, { metadata: { name: 'a' }, text: 'one/two' });
  test.send('POST', v2, { metadata: { name: 'b' }, rows: ['x', 'y'] });
  return test;
}

describe('a kind stored as another', () => {
  it('is read and listed in its own words, and in the other’s', () => {
    const { read } = setUp();
    expect(read(`${v1}/b`)).toMatchObject({ apiVersion: apiVersionOf(v1Poems), text: 'x/y' });
    expect(read(`${v2}/a`)).toMatchObject({
      apiVersion: apiVersionOf(poems),
      rows: ['one', 'two'],
    });
    expect(read(v1)).toMatchObject({
      apiVersion: 'toys.example.com/v1',
      kind: 'PoemList',
      items: [{ text: 'one/two' }, { text: 'x/y' }],
    });
    expect(read(`${v1}?fieldSelector=text%3Dx%2Fy`)).toMatchObject({ items: [{ text: 'x/y' }] });
    expect(read(`${v2}/a`)['text']).toBeUndefined();
  });

  it('is defaulted before it is converted, and its writers are kept with their version', () => {
    const { send, read } = setUp();
    expect(send('POST', v1, { metadata: { name: 'c' } }).body).toMatchObject({ text: 'roses' });
    expect(read(`${v2}/c`)).toMatchObject({
      rows: ['roses'],
      metadata: { managedFields: [{ apiVersion: 'toys.example.com/v1' }] },
    });
  });

  it('is updated, patched and deleted', () => {
    const { send, patch, read } = setUp();
    send('PUT', `${v1}/b`, { metadata: { name: 'b' }, text: 'p/q' });
    expect(read(`${v2}/b`)).toMatchObject({ rows: ['p', 'q'] });
    expect(patch(`${v1}/b`, 'merge', { text: 'z' }).body).toMatchObject({ text: 'z' });
    expect(read(`${v2}/b`)).toMatchObject({ rows: ['z'] });
    expect(send('DELETE', `${v1}/b`).code).toBe(200);
    expect(read(`${v2}/b`)).toMatchObject({ code: 404 });
    expect(read(`${v1}/b`)).toMatchObject({ message: 'poems.toys.example.com "b" not found' });
  });

  it('is watched, and subscribed to, in its own words', () => {
    const { send, server } = setUp();
    const seen: unknown[] = [];
    send('GET', `${v1}?watch=1`).stream?.start(
      ({ type, object }) => seen.push(`${type} ${(object as Rows).text}`),
      () => undefined,
    );
    server.subscribe(({ type, object }) => seen.push(`told ${type} ${(object as Rows).text}`), {
      kind: v1Poems as unknown as Kind,
    });
    send('PUT', `${v2}/b`, { metadata: { name: 'b' }, rows: ['new'] });
    expect(seen.toSorted()).toEqual([
      'ADDED one/two',
      'ADDED x/y',
      'MODIFIED new',
      'told MODIFIED new',
    ]);
  });

  it('has tables of its own', () => {
    const { send } = setUp();
    const accept = { accept: 'application/json;as=Table;v=v1;g=meta.k8s.io' };
    const { rows } = send('GET', v1, undefined, accept).body as { rows: { cells: unknown[] }[] };
    expect(rows.map(({ cells }) => cells)).toEqual([['one/two'], ['x/y']]);
  });
});
