/** The files an image brings, and what its web server makes of them. */
import { printHttpDate } from '#apimachinery/time.ts';
import { type Header, headerOf, portOf, type WebRequest, type WebResponse } from '#web/exchange.ts';
import { byteLength } from '#web/message.ts';
import type { ContainerRecord, ContainerRun } from '../container.ts';
import type { Page, Visit } from '../images/image.ts';
import type { PodContext } from '../pod-context.ts';
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

/** A running container, as its visitors meet it. */
interface Site {
  readonly context: PodContext;
  readonly record: ContainerRecord;
  readonly run: ContainerRun;
  readonly world: World;
}

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html',
  txt: 'text/plain',
  json: 'application/json',
  css: 'text/css',
  js: 'application/javascript',
};

const typeOf = (name: string): string =>
  TYPES[/\.(\w+)$/.exec(name)?.[1] ?? ''] ?? 'application/octet-stream';

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

const pageUnder = (status: number, title: string, server: string): string => `<html>
<head><title>${status} ${title}</title></head>
<body>
<center><h1>${status} ${title}</h1></center>
<hr><center>${server}</center>
</body>
</html>
`;

/** The page a run serves under a path; undefined when it speaks no HTTP. */
function servedPage(
  run: ContainerRun,
  world: World,
  path: string,
  server: string,
): Page | undefined {
  const { repository } = run.image.image;
  const page = run.process?.page;
  if (!page) return undefined;
  const root = DOCUMENT_ROOTS[repository];
  if (root === undefined) return page(path);
  const name = `${root}${path.endsWith('/') ? `${path}index.html` : path}`;
  const body = world.files.get(name);
  if (body !== undefined) return { status: 200, body, contentType: typeOf(name) };
  if (path !== '/' || !furnished.has(world.files)) return page(path);
  return { status: 403, body: pageUnder(403, 'Forbidden', server) };
}

/** `nginx/1.21.6`, as its header says; undefined for servers that don't say who they are. */
function serverName({ image }: ContainerRun): string | undefined {
  const name = SERVERS[image.image.repository];
  const tag = image.name.split(':').at(-1) ?? '';
  return name === 'nginx' && /^\d/.test(tag) ? `${name}/${tag}` : name;
}

/** What a running container answers to a request of `client`; undefined when it speaks no HTTP. */
export function serveRequest(
  { context, record, run, world }: Site,
  request: WebRequest,
  client: string,
): WebResponse | undefined {
  const { answer, repository } = run.image.image;
  const server = serverName(run);
  const { spec } = record;
  const visit: Visit = {
    request,
    client,
    hostname: world.hostname,
    tag: run.image.name.split(':').at(-1) ?? '',
    podIP: context.podIP,
    port: portOf(request.url),
    env: Object.fromEntries(world.env),
    argv: [...(spec.command ?? []), ...(spec.args ?? [])],
  };
  const isStatic = DOCUMENT_ROOTS[repository] !== undefined;
  const found = run.process?.page
    ? (answer?.(visit) ?? servedPage(run, world, request.url.pathname, server ?? ''))
    : undefined;
  if (!found) return undefined;
  const isRead = !isStatic || request.method === 'GET' || request.method === 'HEAD';
  const page: Page = isRead
    ? found
    : { status: 405, body: pageUnder(405, 'Not Allowed', server ?? '') };
  const body = request.method === 'HEAD' ? '' : page.body;
  const headers: Header[] = [
    ...(server === undefined ? [] : [['Server', server] as const]),
    ['Date', printHttpDate(world.now())],
    ['Content-Type', page.contentType ?? 'text/html'],
    ['Content-Length', String(byteLength(page.body))],
    ['Connection', headerOf(request.headers, 'connection') === 'close' ? 'close' : 'keep-alive'],
  ];
  return { status: page.status, headers, body };
}
