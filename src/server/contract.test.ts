/** The same requests, in process and over HTTP: the same answers. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ApiRequest, ApiResponse } from '#apimachinery/api.ts';
import { createHttpTransport } from '#client/http.ts';
import type { Transport } from '#client/rest.ts';
import { type ClusterServer, startServer } from './index.ts';

let server: ClusterServer;
let direct: Transport;
let overHttp: Transport;

beforeAll(async () => {
  const options = { port: 0, speed: 0, tls: false, token: 'secret' } as const;
  server = await startServer(options);
  const { createCluster } = await import('#cluster/create-cluster.ts');
  const { api } = createCluster();
  const actor = { name: 'contract', user: 'learner', groups: ['system:masters'] };
  direct = async (request) => api.handle({ ...request, actor });
  overHttp = createHttpTransport({
    baseUrl: server.url,
    fetch: (request) => fetch(request),
    headers: { authorization: 'Bearer secret', 'user-agent': 'contract/1' },
  });
});
afterAll(() => server.stop());

const pod = (name: string) => ({
  kind: 'Pod',
  apiVersion: 'v1',
  metadata: { name },
  spec: { containers: [{ name: 'app', image: 'nginx' }] },
});
const pods = '/api/v1/namespaces/default/pods';
const table = { accept: 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json' };
const patch = { 'content-type': 'application/merge-patch+json' };

const calls: readonly ApiRequest[] = [
  { method: 'GET', path: '/version' },
  { method: 'GET', path: '/healthz' },
  { method: 'GET', path: '/api' },
  { method: 'GET', path: '/apis/apps/v1' },
  { method: 'GET', path: '/api/v1/nodes?limit=2' },
  { method: 'GET', path: '/api/v1/nodes', headers: table },
  { method: 'GET', path: '/api/v1/nodes/node-9' },
  { method: 'GET', path: '/apis/nothing/v1/things' },
  { method: 'POST', path: pods, body: pod('a') },
  { method: 'POST', path: pods, body: pod('a') },
  { method: 'POST', path: pods, body: pod('A b') },
  { method: 'POST', path: `${pods}?dryRun=All`, body: pod('dry') },
  { method: 'POST', path: `${pods}?fieldValidation=Strict`, body: { ...pod('x'), wrong: 1 } },
  { method: 'POST', path: pods, body: { ...pod('w'), wrong: 1 } },
  {
    method: 'PATCH',
    path: `${pods}/a`,
    headers: patch,
    body: { metadata: { labels: { a: 'b' } } },
  },
  { method: 'GET', path: `${pods}?labelSelector=a%3Db` },
  { method: 'GET', path: `${pods}?labelSelector=a%20in%20(b,c)&fieldSelector=metadata.name%3Da` },
  { method: 'PUT', path: `${pods}/a`, body: pod('b') },
  { method: 'DELETE', path: `${pods}/a`, body: { gracePeriodSeconds: 0 } },
  { method: 'GET', path: `${pods}/a/log` },
  { method: 'GET', path: `${pods}/w/exec?command=ls&stdout=true` },
];

const answer = ({ code, body, warnings = [] }: ApiResponse) => ({
  code,
  body: JSON.parse(JSON.stringify(body ?? null)) as unknown,
  warnings,
});

it('answers the same calls alike', async () => {
  for (const call of calls) {
    const [here, there] = [await direct(call), await overHttp(call)];
    expect({ call, ...answer(there) }).toEqual({ call, ...answer(here) });
  }
});

it('watches alike', async () => {
  const frames = async (transport: Transport): Promise<unknown[]> => {
    const seen: unknown[] = [];
    const { stream } = await transport({ method: 'GET', path: '/api/v1/nodes?watch=true' });
    await new Promise<void>((resolve) => {
      stream?.start(
        (frame) => {
          seen.push(frame);
          if (seen.length === 3) resolve();
        },
        () => resolve(),
      );
    });
    stream?.close();
    return seen;
  };
  expect(await frames(overHttp)).toEqual(await frames(direct));
});

it('leaves no watch behind when its client hangs up', async () => {
  const gone = new AbortController();
  const headers = { authorization: 'Bearer secret' };
  const path = `${server.url}${pods}?watch=true`;
  await fetch(path, { headers, signal: gone.signal });
  expect(server.openStreams()).toBe(1);
  gone.abort();
  await expect.poll(() => server.openStreams()).toBe(0);
});
