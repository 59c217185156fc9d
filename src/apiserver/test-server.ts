/** A server for tests: frozen objects, the namespace `default` and its service account, and short ways to ask it. */
import type { ApiRequest, ApiResponse, PatchType } from '#apimachinery/api.ts';
import type { Json, KubeObject } from '#apimachinery/object.ts';
import { type Clock, createClock } from '#kernel/clock.ts';
import { createRandom } from '#kernel/random.ts';
import { createTrace } from '#kernel/trace.ts';
import { kinds } from '#resources/index.ts';
import { type ApiServer, type ApiServerOptions, createApiServer } from './server.ts';

export interface TestServer {
  readonly server: ApiServer;
  readonly clock: Clock;
  /** Sends a request; a body makes it JSON. */
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): ApiResponse;
  patch(path: string, type: PatchType, body: Json): ApiResponse;
  /** The body of a GET, as an object. */
  read(path: string): KubeObject & Readonly<Record<string, Json>>;
}

const PATCH_MEDIA: Readonly<Record<PatchType, string>> = {
  json: 'application/json-patch+json',
  merge: 'application/merge-patch+json',
  strategic: 'application/strategic-merge-patch+json',
  apply: 'application/apply-patch+yaml',
};

const START_MS = 1_767_603_600_000;

export const core = '/api/v1/namespaces/default';
export const apps = '/apis/apps/v1/namespaces/default';

/** A pod's manifest. */
export const podManifest = (name: string, labels: Record<string, string> = {}): Json => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, labels },
  spec: { containers: [{ name: 'nginx', image: 'nginx:1.21' }] },
});

/** A Deployment's manifest. */
export const deploymentManifest = (name: string, replicas: Json = 3): Json => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name },
  spec: {
    replicas,
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: { containers: [{ name: 'nginx', image: 'nginx:1.21' }] },
    },
  },
});

/** A server that is ready for pods. */
export function createTestServer(options: Partial<ApiServerOptions> = {}): TestServer {
  const clock = createClock(START_MS);
  const server = createApiServer({
    kinds,
    clock,
    random: createRandom(1),
    trace: createTrace(),
    freeze: true,
    ...options,
  });
  const send: TestServer['send'] = (method, path, body, headers = {}) => {
    const request: ApiRequest = {
      method,
      path,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: body as Json, text: JSON.stringify(body) }),
    };
    return server.handle(request);
  };
  send('POST', '/api/v1/namespaces', { metadata: { name: 'default' } });
  send('POST', `${core}/serviceaccounts`, { metadata: { name: 'default' } });
  return {
    server,
    clock,
    send,
    patch: (path, type, body) => send('PATCH', path, body, { 'content-type': PATCH_MEDIA[type] }),
    read: (path) => send('GET', path).body as KubeObject & Readonly<Record<string, Json>>,
  };
}
