/** agnhost: Kubernetes' own test server; ends with 2 when told to stop. */
import { type Image, servesUntilStopped } from './image.ts';

export const agnhost: Image = {
  repository: 'registry.k8s.io/e2e-test-images/agnhost',
  tags: ['2.39', '2.53', '2.57', 'latest'],
  sizeBytes: () => 53_105_904,
  ports: [8080],
  programs: ['/agnhost', 'agnhost', 'pause', 'netexec', 'serve-hostname'],
  hasShell: true,
  behaviour: servesUntilStopped(2),
  banner: [],
  portsFor: (argv) => {
    const port = /--http-port[= ](\d+)|--port[= ](\d+)/.exec(argv.join(' '));
    if (port) return [Number(port[1] ?? port[2])];
    return argv.includes('serve-hostname') ? [9376] : undefined;
  },
  answer: ({ argv, request, hostname, client }) => {
    const text = (body: string) => ({ status: 200, body, contentType: 'text/plain' });
    const { pathname, searchParams } = request.url;
    if (argv.includes('serve-hostname') || pathname === '/hostname') return text(hostname);
    if (pathname === '/echo') return text(searchParams.get('msg') ?? '');
    if (pathname === '/clientip') return text(`${client}:40000`);
    if (pathname === '/healthz') return text('');
    return pathname === '/' ? text('NOW: ready\n') : { status: 404, body: '404 page not found\n' };
  },
  page: (path) =>
    path === '/' || path === '/healthz'
      ? { status: 200, body: 'NOW: ready\n' }
      : { status: 404, body: '404 page not found\n' },
};
