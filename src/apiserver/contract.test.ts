import { describe, expect, it } from 'vitest';
import type { ApiRequest, ApiResponse, WatchFrame } from '#apimachinery/api.ts';
import type { Json } from '#apimachinery/object.ts';
import { createHttpTransport } from '#client/http.ts';
import type { Transport } from '#client/rest.ts';
import { apps, core, createTestServer, deploymentManifest, podManifest } from './test-server.ts';

/** The same calls, as data in process and as JSON over HTTP. */
const transports = {
  handle: () => {
    const { server } = createTestServer();
    return {
      server,
      transport: ((request) => Promise.resolve(server.handle(request))) as Transport,
    };
  },
  fetch: () => {
    const { server } = createTestServer();
    const { fetch } = server;
    return { server, transport: createHttpTransport({ baseUrl: 'http://cluster', fetch }) };
  },
};

type Call = (
  method: string,
  path: string,
  body?: Json,
  headers?: Record<string, string>,
) => Promise<ApiResponse>;

const caller =
  (transport: Transport): Call =>
  (method, path, body, headers = {}) => {
    const request: ApiRequest = {
      method,
      path,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body, text: JSON.stringify(body) }),
    };
    return transport(request);
  };

const messageOf = ({ body }: ApiResponse): string => (body as { message?: string }).message ?? '';
const tableAccept = { accept: 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json' };

describe.each(['handle', 'fetch'] as const)('the API over %s', (how) => {
  it('creates, reads, lists and refuses what is there already', async () => {
    const call = caller(transports[how]().transport);
    expect(await call('POST', `${core}/pods`, podManifest('web', { app: 'web' }))).toMatchObject({
      code: 201,
      body: { kind: 'Pod', metadata: { name: 'web', namespace: 'default', generation: 1 } },
    });
    const again = await call('POST', `${core}/pods`, podManifest('web'));
    expect([again.code, messageOf(again)]).toEqual([409, 'pods "web" already exists']);
    const list = await call('GET', `${core}/pods?labelSelector=app%3Dweb`);
    expect(list.body).toMatchObject({ kind: 'PodList', items: [{ metadata: { name: 'web' } }] });
    const none = await call('GET', `${core}/pods/nope`);
    expect([none.code, messageOf(none)]).toEqual([404, 'pods "nope" not found']);
  });

  it('warns of unknown fields, or refuses them', async () => {
    const call = caller(transports[how]().transport);
    const manifest = { ...(deploymentManifest('web') as object), sepc: {} } as Json;
    const strict = await call('POST', `${apps}/deployments?fieldValidation=Strict`, manifest);
    expect([strict.code, messageOf(strict)]).toEqual([
      400,
      'Deployment in version "v1" cannot be handled as a Deployment: strict decoding error: unknown field "sepc"',
    ]);
    const warned = await call('POST', `${apps}/deployments`, manifest);
    expect([warned.code, warned.warnings]).toEqual([201, ['unknown field "sepc"']]);
  });

  it('patches and keeps the resourceVersion when nothing changes', async () => {
    const call = caller(transports[how]().transport);
    await call('POST', `${apps}/deployments`, deploymentManifest('web'));
    const type = { 'content-type': 'application/strategic-merge-patch+json' };
    const patch = { spec: { replicas: 5 } };
    const first = await call('PATCH', `${apps}/deployments/web`, patch, type);
    const second = await call('PATCH', `${apps}/deployments/web`, patch, type);
    expect(first.body).toMatchObject({ metadata: { generation: 2 }, spec: { replicas: 5 } });
    expect(second.body).toEqual(first.body);
  });

  it('sends tables, pages and metadata', async () => {
    const call = caller(transports[how]().transport);
    for (const name of ['a', 'b', 'c']) await call('POST', `${core}/pods`, podManifest(name));
    const first = await call('GET', `${core}/pods?limit=2`, undefined, tableAccept);
    const table = first.body as {
      metadata: { continue: string; remainingItemCount: number };
      columnDefinitions: { name: string }[];
      rows: { cells: Json[]; object: { kind: string; metadata: { name: string } } }[];
    };
    expect(table.columnDefinitions[0]?.name).toBe('Name');
    expect(table.rows.map(({ cells }) => cells[0])).toEqual(['a', 'b']);
    expect(table.rows[0]?.object).toMatchObject({ kind: 'PartialObjectMetadata' });
    expect(table.metadata.remainingItemCount).toBe(1);
    const next = `${core}/pods?limit=2&continue=${table.metadata.continue}`;
    const last = (await call('GET', next)).body as { items: { metadata: { name: string } }[] };
    expect(last.items.map(({ metadata }) => metadata.name)).toEqual(['c']);
  });

  it('streams a watch until it is closed', async () => {
    const { transport } = transports[how]();
    const call = caller(transport);
    await call('POST', `${core}/pods`, podManifest('old'));
    const { stream } = await call('GET', `${core}/pods?watch=true`);
    const frames: WatchFrame[] = [];
    const ended = new Promise<void>((resolve) => {
      stream?.start((frame) => {
        frames.push(frame);
        if (frames.length === 3) stream.close();
      }, resolve);
    });
    await call('POST', `${core}/pods`, podManifest('new'));
    await call('DELETE', `${core}/pods/old`);
    await call('POST', `${core}/pods`, podManifest('unseen'));
    await ended;
    const seen = frames.map(({ type, object }) => {
      const { metadata } = object as { metadata: { name: string } };
      return `${type} ${metadata.name}`;
    });
    expect(seen).toEqual(['ADDED old', 'ADDED new', 'DELETED old']);
  });

  it('says what it is', async () => {
    const call = caller(transports[how]().transport);
    expect((await call('GET', '/version')).body).toMatchObject({ gitVersion: 'v1.35.4' });
    expect((await call('GET', '/healthz')).body).toBe('ok');
    expect((await call('GET', '/apis/apps/v1')).body).toMatchObject({
      kind: 'APIResourceList',
      groupVersion: 'apps/v1',
    });
    const nowhere = await call('GET', '/apis/apps/v9');
    expect([nowhere.code, messageOf(nowhere)]).toEqual([
      404,
      'the server could not find the requested resource',
    ]);
  });

  it('refuses bodies and answers in forms it does not speak', async () => {
    const call = caller(transports[how]().transport);
    const body = podManifest('web');
    const odd = await call('POST', `${core}/pods`, body, { 'content-type': 'text/html' });
    expect(odd.code).toBe(415);
    const html = await call('GET', `${core}/pods`, undefined, { accept: 'text/html' });
    expect(html.code).toBe(406);
    const patch = await call(
      'PATCH',
      `${core}/pods/web`,
      {},
      { 'content-type': 'application/json' },
    );
    expect(patch.code).toBe(415);
  });
});
