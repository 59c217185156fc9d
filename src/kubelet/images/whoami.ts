/** whoami and echo-server: tell a visitor which pod answered, and what it was asked. */
import { type Image, servesUntilStopped, type Visit } from './image.ts';

const plain = (body: string) => ({ status: 200, body, contentType: 'text/plain; charset=utf-8' });

const headersOf = ({ request }: Visit): string =>
  request.headers
    .filter(([name]) => name !== 'Host')
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('');

export const whoami: Image = {
  repository: 'docker.io/traefik/whoami',
  tags: ['v1.10', 'v1.11', 'latest'],
  sizeBytes: () => 2_900_000,
  ports: [80],
  portsFor: (argv, env) => {
    const port = /--?port[= ](\d+)/.exec(argv.join(' '))?.[1] ?? env['WHOAMI_PORT_NUMBER'];
    return port === undefined ? undefined : [Number(port)];
  },
  programs: ['/whoami', 'whoami'],
  hasShell: false,
  memoryBytes: 4 * 1_024 * 1_024,
  behaviour: servesUntilStopped(2),
  banner: ['Starting up on port 80'],
  page: () => plain('Hostname: whoami\n'),
  answer: (visit) => {
    const { request, hostname, podIP, client } = visit;
    if (request.url.pathname === '/health') return plain('');
    return plain(
      `Hostname: ${hostname}\nIP: 127.0.0.1\nIP: ${podIP}\nRemoteAddr: ${client}:40000\n${request.method} ${request.url.pathname}${request.url.search} HTTP/1.1\nHost: ${request.url.host}\n${headersOf(visit)}\n`,
    );
  },
};

export const echoServer: Image = {
  repository: 'docker.io/kicbase/echo-server',
  tags: ['1.0', 'latest'],
  sizeBytes: () => 2_150_000,
  ports: [8080],
  programs: ['/bin/echo-server', 'echo-server'],
  hasShell: false,
  memoryBytes: 4 * 1_024 * 1_024,
  behaviour: servesUntilStopped(2),
  banner: ['Echo server listening on port 8080.'],
  page: () => plain('Request served by echo-server\n'),
  answer: (visit) => {
    const { request, hostname } = visit;
    const { method, url, body } = request;
    return plain(
      `Request served by ${hostname}\n\n${method} ${url.pathname}${url.search} HTTP/1.1\n\nHost: ${url.host}\n${headersOf(visit)}${body === '' ? '' : `\n${body}\n`}`,
    );
  },
};
