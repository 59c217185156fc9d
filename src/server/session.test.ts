/** A session over HTTP: time as clients wait for it, commands by WebSocket, and a log that replays it all. */
import { afterEach, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { replaySession } from '#lab/replay-session.ts';
import { parseLog } from '#lab/session-log.ts';
import { type ClusterServer, startServer } from './index.ts';
import type { ServerOptions } from './options.ts';

let server: ClusterServer;
afterEach(() => server.stop());

const start = async (options: ServerOptions): Promise<void> => {
  server = await startServer({ port: 0, token: 'secret', tls: false, ...options });
};
const ask = (path: string, method = 'GET', body?: object): Promise<Response> =>
  fetch(`${server.url}${path}`, {
    method,
    headers: { authorization: 'Bearer secret', 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
const control = (path: string) => ask(`/x-reconcile/${path}`, 'POST');
const pods = '/api/v1/namespaces/default/pods';
const pod = {
  kind: 'Pod',
  apiVersion: 'v1',
  metadata: { name: 'web' },
  spec: { containers: [{ name: 'app', image: 'nginx' }] },
};

/** Runs a command as a browser would; gives what came on each channel. */
function exec(query: string, input?: string): Promise<Record<number, string>> {
  const url = `${server.url.replace('http', 'ws')}${pods}/web/exec?${query}`;
  const headers = { authorization: 'Bearer secret' };
  const socket = new WebSocket(url, ['v5.channel.k8s.io'], { headers });
  const channels: Record<number, string> = {};
  socket.on('open', () => {
    if (input === undefined) return;
    socket.send(Buffer.concat([Uint8Array.of(0), Buffer.from(input)]));
    socket.send(Uint8Array.of(255, 0));
  });
  socket.on('message', (data: Buffer) => {
    const channel = data[0] ?? 0;
    channels[channel] = (channels[channel] ?? '') + data.subarray(1);
  });
  return new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.on('close', () => resolve(channels));
  });
}

it('runs commands over WebSocket, and replays them from the log', async () => {
  await start({ speed: 20 });
  await ask(pods, 'POST', pod);
  await control('settle');
  const printed = await exec('command=cat&stdin=true&stdout=true&stderr=true', 'héllo');
  expect(printed[1]).toBe('héllo');
  expect(JSON.parse(printed[3] ?? '')).toEqual({ metadata: {}, status: 'Success' });
  const failed = await exec('command=sh&command=-c&command=exit%204&stdout=true');
  expect(JSON.parse(failed[3] ?? '')).toMatchObject({
    reason: 'NonZeroExitCode',
    details: { causes: [{ reason: 'ExitCode', message: '4' }] },
  });
  await exec('command=kill&command=1&stdout=true');
  await control('nodes/node-3/fail');
  await control('advance?for=90s');
  await control('speed?factor=0');
  const log = await (await ask('/x-reconcile/log')).text();
  expect(replaySession(parseLog(log)).stateHash()).toBe(server.cluster.stateHash());
});

it('lets time leap only while a client waits', async () => {
  await start({ speed: 'auto' });
  const before = server.cluster.clock.now();
  await ask(pods, 'POST', pod);
  expect(server.cluster.clock.now() - before).toBeLessThan(1_000);
  const watch = await ask(
    `${pods}?watch=true&fieldSelector=metadata.name%3Dweb&timeoutSeconds=600`,
  );
  let seen = '';
  const reader = watch.body?.getReader();
  while (!seen.includes('"ready":true')) {
    const part = await reader?.read();
    if (!part?.value) break;
    seen += new TextDecoder().decode(part.value);
  }
  await reader?.cancel();
  expect(seen).toContain('"ready":true');
  expect(server.cluster.clock.now() - before).toBeLessThan(30_000);
});

it('waits on the cluster’s clock, and closes watches by it', async () => {
  await start({ speed: 'auto' });
  const before = server.cluster.clock.now();
  await control('wait?for=1m');
  expect(server.cluster.clock.now() - before).toBe(60_000);
  const steps = server.cluster.clock.steps;
  expect(steps).toBeGreaterThan(0);
  const watch = await ask(`${pods}?watch=true&timeoutSeconds=30`);
  expect(await watch.text()).toBe('');
  expect(server.openStreams()).toBe(0);
});

it('serves a control plane alone, and clusters of any seed', async () => {
  await start({ nodes: 0, seed: 7, speed: 0 });
  const { items } = (await (await ask('/api/v1/nodes')).json()) as { items: unknown[] };
  expect(items).toEqual([]);
});
