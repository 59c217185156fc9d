/** What clients of all kinds meet at the door: credentials, sizes, methods, compression, two protocols on one port. */
import { request as httpsRequest } from 'node:https';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ClusterServer, startServer } from './index.ts';

let server: ClusterServer;
beforeAll(async () => {
  server = await startServer({ port: 0, speed: 0, token: 'secret' });
});
afterAll(() => server.stop());

const ask = (path: string, init: RequestInit = {}) =>
  fetch(`${server.httpUrl}${path}`, {
    ...init,
    headers: { authorization: 'Bearer secret', ...(init.headers as Record<string, string>) },
  });
const message = async (response: Response): Promise<unknown> =>
  ((await response.json()) as { message?: unknown }).message;

describe('who asks', () => {
  it.each([
    ['a wrong token', { authorization: 'Bearer wrong' }, 401],
    ['nobody', { authorization: '' }, 403],
    ['the admin', {}, 200],
  ])('%s', async (_who, headers, code) => {
    expect((await ask('/api/v1/pods', { headers })).status).toBe(code);
  });

  it('keeps /x-reconcile/ for admins', async () => {
    const headers = { authorization: '' };
    expect((await ask('/x-reconcile/settle', { method: 'POST', headers })).status).toBe(403);
  });

  it('lets an admin act as another, whom RBAC refuses', async () => {
    const headers = { 'impersonate-user': 'jane' };
    const response = await ask('/api/v1/namespaces/default/pods', { headers });
    expect(response.status).toBe(403);
    expect(await message(response)).toContain('User "jane" cannot list resource "pods"');
  });
});

describe('what is sent', () => {
  const post = (body: string, type = 'application/json') =>
    ask('/api/v1/namespaces/default/configmaps', {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    });

  it('takes YAML', async () => {
    const yaml = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: yaml\ndata: {a: b}\n';
    expect((await post(yaml, 'application/yaml')).status).toBe(201);
  });
  it('refuses what is too large', async () => {
    const response = await post(' '.repeat(3_200_000));
    expect(response.status).toBe(413);
    expect(await message(response)).toBe('Request entity too large: limit is 3145728');
  });
  it('refuses what is no JSON', async () => expect((await post('{"a": x}')).status).toBe(400));
  it('refuses other types', async () => expect((await post('a', 'text/plain')).status).toBe(415));
  it('refuses bytes that are no protocol buffer', async () => {
    const response = await post('k8s', 'application/vnd.kubernetes.protobuf');
    expect(response.status).toBe(400);
    expect(await message(response)).toContain('expected prefix [107 56 115 0] (6b3873)');
  });
  it('refuses methods nobody has', async () => {
    expect((await ask('/api/v1/pods', { method: 'OPTIONS' })).status).toBe(405);
  });
});

it('compresses long answers for those who accept it', async () => {
  const data = { text: 'x'.repeat(200_000) };
  const big = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'big' }, data };
  const path = '/api/v1/namespaces/default/configmaps';
  const headers = { 'content-type': 'application/json' };
  await ask(path, { method: 'POST', headers, body: JSON.stringify(big) });
  const zipped = await ask(`${path}/big`, { headers: { 'accept-encoding': 'gzip' } });
  expect(zipped.headers.get('content-encoding')).toBe('gzip');
  expect(await zipped.json()).toMatchObject({ data });
});

it('speaks TLS on the same port, with a certificate of its own', async () => {
  const code = await new Promise((resolve, reject) => {
    const options = { ca: server.certificate, headers: { authorization: 'Bearer secret' } };
    httpsRequest(`${server.url}/version`, options, ({ statusCode }) => resolve(statusCode))
      .on('error', reject)
      .end();
  });
  expect(code).toBe(200);
});

it('outlives nonsense', async () => {
  await new Promise<void>((resolve) => {
    const socket = connect(server.port, '127.0.0.1', () => socket.write('nonsense\r\n\r\n'));
    socket.on('close', () => resolve());
    socket.on('error', () => resolve());
    socket.resume();
  });
  expect((await ask('/healthz')).status).toBe(200);
});

describe('/x-reconcile/', () => {
  const control = async (method: string, path: string) => {
    const response = await ask(`/x-reconcile/${path}`, { method });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  it('moves time, and only when told', async () => {
    const before = (await control('GET', 'clock')).body['now'] as string;
    const after = (await control('POST', 'advance?for=30s')).body['now'] as string;
    expect(Date.parse(after) - Date.parse(before)).toBe(30_000);
  });
  it('cuts power and gives it back', async () => {
    expect((await control('POST', 'nodes/node-2/fail')).body).toMatchObject({ power: false });
    await control('POST', 'advance?for=1m');
    const node = (await (await ask('/api/v1/nodes/node-2')).json()) as {
      status: { conditions: { type: string; status: string }[] };
    };
    expect(node.status.conditions.find(({ type }) => type === 'Ready')?.status).toBe('Unknown');
    expect((await control('POST', 'nodes/node-2/recover')).body).toMatchObject({ power: true });
  });
  it.each([
    ['POST', 'nodes/node-9/fail', 404, /node-9/],
    ['POST', 'advance?for=soon', 400, /must be a duration/],
    ['GET', 'settle', 405, /takes POST/],
    ['POST', 'nothing', 404, /there are/],
    ['POST', 'speed?factor=-1', 400, /must be a number/],
  ])('%s %s says what is wrong', async (method, path, status, words) => {
    const answer = await control(method, path);
    expect(answer.status).toBe(status);
    expect(answer.body['error']).toMatch(words);
  });
  it('tells the session as a log', async () => {
    const log = await (await ask('/x-reconcile/log')).text();
    expect(log.split('\n')[0]).toContain('"reconcile":1');
    expect(log).toContain('"fail":"node-2"');
  });
});

describe('plain HTTP on loopback', () => {
  it.each([
    ['kubectl without credentials is the admin', {}, 200],
    ['a page of another site is nobody', { origin: 'https://example.com' }, 403],
    ['a wrong token stays wrong', { authorization: 'Bearer wrong' }, 401],
  ])('%s', async (_what, headers, code) => {
    const open = await startServer({ port: 0, speed: 0, tls: false });
    expect((await fetch(`${open.url}/api/v1/pods`, { headers })).status).toBe(code);
    await open.stop();
  });
});
