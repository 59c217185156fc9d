/** http-echo: answers every request with the text it was given. */
import { type Image, servesUntilStopped } from './image.ts';

/** `-text=hello`, `-text hello`, `--text=hello` */
function flag(argv: readonly string[], name: string): string | undefined {
  for (const [at, word] of argv.entries()) {
    const [, key, value] = /^--?([\w-]+)(?:=([\s\S]*))?$/.exec(word) ?? [];
    if (key === name) return value ?? argv[at + 1];
  }
  return undefined;
}

const DEFAULT_PORT = 5678;
const DEFAULT_TEXT = 'hello-world';

const portIn = (address: string): number => Number(/:(\d+)$/.exec(address)?.[1] ?? DEFAULT_PORT);

export const httpEcho: Image = {
  repository: 'docker.io/hashicorp/http-echo',
  tags: ['1.0', '1.0.0', '0.2.3', 'latest'],
  sizeBytes: () => 3_350_000,
  ports: [DEFAULT_PORT],
  portsFor: (argv) => {
    const listen = flag(argv, 'listen');
    return listen === undefined ? undefined : [portIn(listen)];
  },
  programs: ['/http-echo', 'http-echo'],
  hasShell: false,
  memoryBytes: 4 * 1_024 * 1_024,
  behaviour: servesUntilStopped(2),
  banner: ['[INFO] server is listening on :5678'],
  page: (path) =>
    path === '/health'
      ? { status: 200, body: '{"status":"ok"}\n', contentType: 'application/json' }
      : { status: 200, body: `${DEFAULT_TEXT}\n`, contentType: 'text/plain' },
  answer: ({ argv, env, request }) => {
    if (request.url.pathname === '/health') {
      return { status: 200, body: '{"status":"ok"}\n', contentType: 'application/json' };
    }
    const text = flag(argv, 'text') ?? env['ECHO_TEXT'] ?? DEFAULT_TEXT;
    return {
      status: Number(flag(argv, 'status-code') ?? 200),
      body: `${text}\n`,
      contentType: 'text/plain',
    };
  },
};
