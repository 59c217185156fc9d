/** hello-app: the sample whose two versions rollouts are shown with. */
import { type Image, servesUntilStopped } from './image.ts';

export const helloApp: Image = {
  repository: 'us-docker.pkg.dev/google-samples/containers/gke/hello-app',
  tags: ['1.0', '2.0'],
  sizeBytes: () => 11_500_000,
  ports: [8080],
  portsFor: (_, env) => (env['PORT'] === undefined ? undefined : [Number(env['PORT'])]),
  programs: ['/hello-app', 'hello-app'],
  hasShell: false,
  memoryBytes: 6 * 1_024 * 1_024,
  behaviour: servesUntilStopped(2),
  banner: ['Server listening on port 8080'],
  page: () => ({ status: 200, body: 'Hello, world!\n', contentType: 'text/plain' }),
  answer: ({ hostname, tag }) => ({
    status: 200,
    body: `Hello, world!\nVersion: ${tag}.0\nHostname: ${hostname}\n`,
    contentType: 'text/plain; charset=utf-8',
  }),
};

/** The same under the name older tutorials know. */
export const oldHelloApp: Image = { ...helloApp, repository: 'gcr.io/google-samples/hello-app' };
