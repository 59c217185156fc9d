/** The files an image brings, and what its web server makes of them. */
import type { ContainerRun } from '../container.ts';
import type { World } from './world.ts';

/** Where a server's pages are. */
const DOCUMENT_ROOTS: Readonly<Record<string, string>> = {
  'docker.io/library/nginx': '/usr/share/nginx/html',
  'docker.io/library/httpd': '/usr/local/apache2/htdocs',
};

const SERVERS: Readonly<Record<string, string>> = {
  'docker.io/library/nginx': 'nginx',
  'docker.io/library/httpd': 'Apache',
};

const SYSTEMS: Readonly<Record<string, string>> = {
  alpine: 'NAME="Alpine Linux"\nID=alpine\n',
  busybox: 'NAME="BusyBox"\nID=busybox\n',
  ubuntu: 'NAME="Ubuntu"\nID=ubuntu\nID_LIKE=debian\n',
};

export interface ServedPage {
  readonly status: number;
  readonly body: string;
  readonly server: string;
}

/** Worlds that have their image's files. */
const furnished = new WeakSet<Map<string, string>>();

function imageFiles(run: ContainerRun, { hostname }: World, podIP: string): Map<string, string> {
  const { repository, page } = run.image.image;
  const root = DOCUMENT_ROOTS[repository];
  const system = Object.keys(SYSTEMS).find((name) => run.image.name.includes(name)) ?? '';
  const front = root && page?.('/');
  return new Map([
    ['/etc/hostname', `${hostname}\n`],
    ['/etc/hosts', `127.0.0.1\tlocalhost\n${podIP}\t${hostname}\n`],
    [
      '/etc/resolv.conf',
      'search default.svc.cluster.local svc.cluster.local cluster.local\nnameserver 10.96.0.10\noptions ndots:5\n',
    ],
    ['/etc/os-release', SYSTEMS[system] ?? 'NAME="Debian GNU/Linux"\nID=debian\n'],
    ...(front ? [[`${root}/index.html`, front.body] as const] : []),
  ]);
}

/** Puts the image's files into a container, the first time somebody looks; what is mounted there stays. */
export function furnish(run: ContainerRun, world: World, podIP: string): void {
  if (furnished.has(world.files)) return;
  furnished.add(world.files);
  for (const [path, text] of imageFiles(run, world, podIP)) {
    if (!world.files.has(path)) world.files.set(path, text);
  }
}

/** The page a run serves under a path; undefined when it speaks no HTTP. */
export function servedPage(run: ContainerRun, world: World, path: string): ServedPage | undefined {
  const { repository } = run.image.image;
  const page = run.process?.page;
  if (!page) return undefined;
  const server = SERVERS[repository] ?? 'reconcile';
  const root = DOCUMENT_ROOTS[repository];
  if (root === undefined) return { ...page(path), server };
  const file = world.files.get(`${root}${path.endsWith('/') ? `${path}index.html` : path}`);
  if (file !== undefined) return { status: 200, body: file, server };
  if (path !== '/' || !furnished.has(world.files)) return { ...page(path), server };
  return { status: 403, body: '<html><body><h1>403 Forbidden</h1></body></html>\n', server };
}
