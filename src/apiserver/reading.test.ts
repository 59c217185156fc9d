import { describe, expect, it } from 'vitest';
import type { WatchFrame } from '#apimachinery/api.ts';
import { core, createTestServer, podManifest } from './test-server.ts';

const table = { accept: 'application/json;as=Table;v=v1;g=meta.k8s.io' };
const maps = `${core}/configmaps`;

interface List {
  readonly metadata: {
    readonly resourceVersion: string;
    readonly continue?: string;
    readonly remainingItemCount?: number;
  };
  readonly items: readonly { readonly metadata: { readonly name: string } }[];
}

function setUp(options: Parameters<typeof createTestServer>[0] = {}) {
  const test = createTestServer(options);
  for (const name of ['a', 'b', 'c', 'd']) test.send('POST', maps, { metadata: { name } });
  const list = (query: string): List => test.send('GET', `${maps}?${query}`).body as List;
  const names = (query: string): string =>
    list(query)
      .items.map(({ metadata }) => metadata.name)
      .join();
  const why = (query: string, headers = {}): string => {
    const { body, code } = test.send('GET', `${maps}?${query}`, undefined, headers);
    return `${code} ${(body as { readonly message?: string }).message}`;
  };
  const watch = (query: string, headers = {}) => {
    const seen: WatchFrame[] = [];
    test.send('GET', `${maps}?watch=1&${query}`, undefined, headers).stream?.start(
      (frame) => seen.push(frame),
      () => seen.push({ type: 'ERROR', object: 'end' }),
    );
    return seen;
  };
  return { ...test, list, names, why, watch };
}

describe('a list', () => {
  it('in pages shows one moment, whatever is written between them', () => {
    const { list, names, send } = setUp();
    const first = list('limit=2');
    expect(first.metadata.remainingItemCount).toBe(2);
    send('DELETE', `${maps}/c`);
    send('POST', maps, { metadata: { name: 'bb' } });
    const rest = list(`limit=2&continue=${first.metadata.continue}`);
    expect(rest.items.map(({ metadata }) => metadata.name)).toEqual(['c', 'd']);
    expect(rest.metadata).toEqual({ resourceVersion: first.metadata.resourceVersion });
    expect(names('')).toBe('a,b,bb,d');
  });

  it('of an exact version is as it was then', () => {
    const { names, server, send } = setUp();
    const then = server.revision;
    send('DELETE', `${maps}/a`);
    expect(names(`resourceVersion=${then}&resourceVersionMatch=Exact`)).toBe('a,b,c,d');
    expect(names(`resourceVersion=${then}&resourceVersionMatch=NotOlderThan`)).toBe('b,c,d');
    expect(names('limit=1&resourceVersion=0')).toBe('b,c,d');
  });

  it('whose page is forgotten says how to go on', () => {
    const { list, send, why } = setUp({ historyLimit: 4 });
    const token = list('limit=3').metadata.continue;
    for (let at = 0; at < 10; at += 1) send('POST', maps, { metadata: { name: `z${at}` } });
    expect(why('resourceVersion=2&resourceVersionMatch=Exact')).toBe(
      '410 The resourceVersion for the provided list is too old.',
    );
    const { code, body } = send('GET', `${maps}?continue=${token}`);
    const next = (body as List).metadata.continue;
    expect([code, (body as { reason?: string }).reason]).toEqual([410, 'Expired']);
    expect(list(`limit=2&continue=${next}`).items.map(({ metadata }) => metadata.name)).toEqual([
      'd',
      'z0',
    ]);
  });

  it.each([
    [
      'resourceVersionMatch=Exact',
      '422 ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided',
    ],
    [
      'resourceVersionMatch=Bad&resourceVersion=1',
      '422 ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Unsupported value: "Bad": supported values: "Exact", "NotOlderThan", ""',
    ],
    [
      'resourceVersion=99999',
      expect.stringMatching(/^504 Timeout: Too large resource version: 99999, current: \d+$/),
    ],
    [
      'resourceVersion=abc',
      '400 invalid resource version: resourceVersion: Invalid value: "abc": strconv.ParseUint: parsing "abc": invalid syntax',
    ],
    ['limit=x', '400 strconv.ParseInt: parsing "x": invalid syntax'],
    [
      'continue=eyJ2IjoibWV0YS5rOHMuaW8vdjEifQ',
      '400 invalid continue token: continue key is not valid: incorrect encoded start resourceVersion (version meta.k8s.io/v1)',
    ],
    [
      'continue=abc',
      "400 invalid continue token: continue key is not valid: invalid character 'i' looking for beginning of value",
    ],
    [
      'sendInitialEvents=true',
      '422 ListOptions.meta.k8s.io "" is invalid: sendInitialEvents: Forbidden: sendInitialEvents is forbidden for list',
    ],
    ['fieldSelector=foo', "400 invalid selector: 'foo'; can't understand 'foo'"],
  ])('?%s is refused', (query, expected) => {
    expect(setUp().why(query)).toEqual(expected);
  });

  it('comes in the form that is accepted', () => {
    const { why, send } = setUp();
    expect(why('', { accept: 'text/html' })).toMatch(/^406 406: Not Acceptable\n\nAvailable/);
    expect(why('', { accept: 'application/json;as=Foo;v=v1;g=meta.k8s.io' })).toMatch(
      /^406 only the following media types are accepted: /,
    );
    expect(why('includeObject=Foo', table)).toBe(
      `400 Unable to convert to Table as requested: includeObject: Invalid value: "Foo": must be 'Metadata', 'Object', 'None', or empty`,
    );
    expect(send('GET', `${maps}?includeObject=None`, undefined, table).body).toMatchObject({
      rows: [{ object: null }, {}, {}, {}],
    });
    expect(send('GET', `${maps}?includeObject=Object`, undefined, table).body).toMatchObject({
      rows: [{ object: { kind: 'ConfigMap' } }, {}, {}, {}],
    });
    expect(send('GET', maps, undefined, { accept: 'application/yaml' }).contentType).toBe(
      'application/yaml',
    );
  });
});

describe('a watch', () => {
  it('with bookmarks says how far it is each minute and before its end', () => {
    const { watch, clock, server } = setUp();
    const seen = watch(
      `allowWatchBookmarks=true&resourceVersion=${server.revision}&timeoutSeconds=90`,
    );
    const resourceVersion = String(server.revision);
    clock.advanceTo(clock.now() + 61_000);
    const object = { kind: 'ConfigMap', apiVersion: 'v1', metadata: { resourceVersion } };
    expect(seen).toEqual([{ type: 'BOOKMARK', object }]);
    clock.advanceTo(clock.now() + 28_000);
    expect(seen).toHaveLength(2);
    clock.advanceTo(clock.now() + 60_000);
    expect(seen.slice(2)).toEqual([{ type: 'ERROR', object: 'end' }]);
  });

  it('ends what it begins with by a bookmark of its own, in the form that is accepted', () => {
    const end = { annotations: { 'k8s.io/initial-events-end': 'true' } };
    const { watch } = setUp();
    const last = (headers = {}) => watch('allowWatchBookmarks=true', headers).at(-1)?.object;
    expect(last()).toMatchObject({ kind: 'ConfigMap', metadata: end });
    expect(last(table)).toMatchObject({ kind: 'Table', rows: [{ object: { metadata: end } }] });
    expect(
      last({ accept: 'application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io' }),
    ).toMatchObject({ kind: 'PartialObjectMetadata', metadata: end });
  });

  it('needs sendInitialEvents and NotOlderThan together', () => {
    const { why } = setUp();
    expect(why('watch=1&sendInitialEvents=true')).toMatch(/sendInitialEvents requires setting/);
    expect(why('watch=1&resourceVersionMatch=NotOlderThan')).toMatch(
      /forbidden for watch unless sendInitialEvents/,
    );
  });
});

describe('a write', () => {
  it.each([
    [
      'POST',
      'dryRun=Foo',
      'CreateOptions.meta.k8s.io "" is invalid: dryRun: Unsupported value: ["Foo"]: supported values: "All"',
    ],
    [
      'PUT',
      'fieldValidation=Foo',
      'UpdateOptions.meta.k8s.io "" is invalid: fieldValidation: Unsupported value: "Foo": supported values: "", "Ignore", "Strict", "Warn"',
    ],
  ])('%s ?%s is refused', (method, query, message) => {
    const { send } = setUp();
    const path = method === 'POST' ? maps : `${maps}/a`;
    expect(send(method, `${path}?${query}`, { metadata: { name: 'x' } }).body).toMatchObject({
      message,
    });
  });

  it('in a form we cannot read gets 415', () => {
    const { send } = setUp();
    const type = { 'content-type': 'application/vnd.kubernetes.protobuf' };
    expect(send('POST', maps, podManifest('x'), type)).toMatchObject({ code: 415 });
    expect(
      send('PATCH', `${maps}/a`, {}, { 'content-type': 'application/json' }).body,
    ).toMatchObject({ message: '415: Unsupported Media Type', code: 415 });
  });

  it('by a method that is not served gets 405', () => {
    const message = 'the server does not allow this method on the requested resource';
    const { send } = setUp();
    expect(send('PUT', maps, {}).body).toMatchObject({ message, code: 405 });
    expect(send('DELETE', '/api/v1/pods').body).toMatchObject({ message, code: 405 });
  });

  it('deletes what selectors let through', () => {
    const { send, names } = setUp();
    send('POST', maps, { metadata: { name: 'e', labels: { x: 'y' } } });
    send('DELETE', `${maps}?labelSelector=x%3Dy&dryRun=All`);
    expect(names('')).toBe('a,b,c,d,e');
    send('DELETE', `${maps}?labelSelector=x%3Dy`);
    expect(names('')).toBe('a,b,c,d');
  });
});

describe('older and plainer ways to ask', () => {
  it('watches by path, and reads an object though a watch is asked of it', () => {
    const { send, read } = setUp();
    const seen: unknown[] = [];
    send('GET', '/api/v1/watch/namespaces/default/configmaps/b').stream?.start(
      ({ type, object }) =>
        seen.push([type, (object as { metadata: { name: string } }).metadata.name]),
      () => undefined,
    );
    expect(seen).toEqual([['ADDED', 'b']]);
    expect(read(`${maps}/a?watch=1`)).toMatchObject({ kind: 'ConfigMap', metadata: { name: 'a' } });
  });

  it('says the kind of a list once, over HTTP', async () => {
    const { server } = setUp();
    const response = await server.fetch(new Request(`http://cluster${maps}?limit=1`));
    const list = (await response.json()) as { kind: string; items: readonly object[] };
    expect(list.kind).toBe('ConfigMapList');
    expect(Object.keys(list.items[0] ?? {})).not.toContain('kind');
    const pretty = await server.fetch(new Request(`http://cluster${maps}/a?pretty=true`));
    expect(await pretty.text()).toMatch(/^\{\n {2}"/);
  });
});

describe('what is nearly nothing', () => {
  it('is judged, not stumbled over', () => {
    const { send } = setUp();
    for (const body of [{ metadata: { name: 'p' } }, { metadata: { name: 'p' }, spec: {} }]) {
      expect(send('POST', `${core}/pods`, body).body).toMatchObject({
        message: 'Pod "p" is invalid: spec.containers: Required value',
        code: 422,
      });
    }
  });
});
